"""A section's layout settings place the panels of the section."""

from __future__ import annotations

import pytest

from runpress.model.section_grid import as_read
from runpress.pipeline import compile_document
from runpress.source import SourceFile

PANELS = "".join(f"```panel\ny: {name}\n```\n\n" for name in "abc")


@pytest.mark.parametrize(
    ("fences", "places"),
    [
        ("", [(0, 0, 8), (8, 0, 8), (16, 0, 8)]),
        ("```section\nlayout: {columns: 2}\n```\n", [(0, 0, 12), (12, 0, 12), (0, 6, 12)]),
        ("```section\nlayout: {columns: 2}\n```\n\n```grid\ncolumns: 1\n```\n", [(0, 0, 24), (0, 6, 24), (0, 12, 24)]),
    ],
)
def test_a_section_has_the_columns_that_it_says(fences, places) -> None:
    text = f"---\nkind: workspace\n---\n\n## Validation\n\n{fences}\n{PANELS}"
    compiled = compile_document(SourceFile("a.md", text))
    assert compiled.diagnostics == ()
    assert [(box.x, box.y, box.w) for box in compiled.view.sections[0].grid.layouts] == places


def test_panels_are_sorted_by_title_where_the_settings_say_so() -> None:
    fences = "".join(
        f"```panel\n{body}\n```\n\n"
        for body in ("y: loss", "metrics: [acc, f1]", "title: Beta\ny: z", "metric: summary.Auc", "x: a\ny: b\nz: c")
    )
    text = f"---\nkind: workspace\nsettings: {{sort_panels_alphabetically: true}}\n---\n\n## A\n\n{fences}"
    grid = compile_document(SourceFile("a.md", text)).view.sections[0].grid
    panels = as_read(grid).panels
    assert [panel.type for panel in grid.panels] == ["line", "bar", "line", "scalar", "scatter"]
    assert [panel.type for panel in panels] == ["bar", "scalar", "scatter", "line", "line"]
    assert [panel.title for panel in panels] == [None, None, None, "Beta", None]
