"""How pages are shared among processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from runpress.backends.html.processes import _handfuls
from runpress.project.documents import Document


def pages(count):
    return [(Document(f"{at}.md", Path(f"{at}.md"), f"{at}.html"), str(at)) for at in range(count)]


@pytest.mark.parametrize("count", [0, 1, 7, 99, 1000])
@pytest.mark.parametrize("processes", [2, 4])
def test_each_page_is_in_one_handful_and_order_is_kept(count, processes):
    given = pages(count)
    assert [page for handful in _handfuls(given, processes=processes) for page in handful] == given


@pytest.mark.parametrize("count", [99, 1000])
def test_handfuls_grow_smaller_to_single_pages(count):
    sizes = [len(handful) for handful in _handfuls(pages(count), processes=2)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] <= 25
    assert sizes[-1] == 1
