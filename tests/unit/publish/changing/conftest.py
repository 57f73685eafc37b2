"""Publishing of one report, `lr.md`, step by step."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from support.publishing import WITH_ID, Bench, Direct, connected


@pytest.fixture
def direct(desk: Bench) -> Iterator[Direct]:
    desk.write("lr.md", WITH_ID)
    with connected(desk) as made:
        yield made
