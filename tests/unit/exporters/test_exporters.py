"""Each exporter is a module and a line."""

from __future__ import annotations

from importlib import import_module

import pytest

from runpress.codec.about import About
from runpress.exporters import EXPORTERS


@pytest.mark.parametrize("name", EXPORTERS)
def test_an_exporter_writes_text_for_a_view(name: str) -> None:
    exporter = import_module(EXPORTERS[name].module)
    assert exporter.__doc__
    assert EXPORTERS[name].summary.endswith(".")
    for about, spec in ((About("report"), {"blocks": []}), (About("workspace"), {"section": {}})):
        assert exporter.export(about, spec).endswith("\n")
