"""Each exporter is a module and a line."""

from __future__ import annotations

import pytest

from runpress.codec.about import About
from runpress.exporters import EXPORTERS


@pytest.mark.parametrize("name", EXPORTERS)
def test_an_exporter_writes_text_for_a_view(name: str) -> None:
    exporter = EXPORTERS[name].load()
    assert exporter.__doc__
    assert not EXPORTERS[name].summary.endswith("."), "a phrase, which stands in the help of `runpress export`"
    for about, spec in ((About("report"), {"blocks": []}), (About("workspace"), {"section": {}})):
        assert exporter.export(about, spec).endswith("\n")
