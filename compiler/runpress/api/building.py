"""Reports and workspaces from Python: typed objects in, a view out. Nothing is asked of a server."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, TypeAlias

from runpress.api.arguments import expect, items
from runpress.diagnostics import Severity
from runpress.model.blocks import Block, PanelGrid
from runpress.model.front_matter import Author, FrontMatter, Width
from runpress.model.grid import GridOptions
from runpress.model.panels import MarkdownPanel, Panel
from runpress.model.placement import place_panels
from runpress.model.runset import Runset
from runpress.model.section import SectionLayoutSettings, SectionOptions, SectionPanelSettings
from runpress.model.section_grid import section_grid
from runpress.model.settings import WorkspaceSettings
from runpress.model.view import Report, Section, Workspace
from runpress.passes.anchors import set_anchors, slug, unique
from runpress.passes.context import PassContext
from runpress.pipeline import compile_document
from runpress.source import SourceFile

Content: TypeAlias = str | Block | Panel
"""Markdown, a block, or a panel; panels without anything between them form one grid."""


def report(  # noqa: PLR0913 - each is a key of the front matter
    blocks: Content | Iterable[Content] = (),
    *,
    title: str | None = None,
    description: str | None = None,
    authors: Sequence[str | Author] = (),
    entity: str | None = None,
    project: str | None = None,
    width: Width | None = None,
    draft: bool = False,
) -> Report:
    """A report. Texts among its blocks are Markdown, which may hold fences as documents do.

    Raises ValueError if a text has errors, pydantic's ValidationError if an option is wrong, TypeError for anything else.
    """
    content: list[Content] = items(blocks, (str, Block, Panel), "a report", "Markdown, blocks and panels")
    front = _front(
        "report",
        title=title,
        description=description,
        authors=tuple(authors),
        entity=entity,
        project=project,
        width=width,
        draft=draft,
    )
    found: list[Block] = []
    for is_panel, group in groupby(content, key=lambda item: isinstance(item, Panel)):
        if is_panel:
            found.append(grid([item for item in group if isinstance(item, Panel)]))
        else:
            found += [block for item in group if not isinstance(item, Panel) for block in _blocks(item)]
    return Report(front=front, blocks=set_anchors(tuple(found), PassContext(SourceFile("", ""))))


def workspace(  # noqa: PLR0913 - as above
    sections: Section | Iterable[Section] = (),
    *,
    title: str | None = None,
    entity: str | None = None,
    project: str | None = None,
    runset: Runset | None = None,
    settings: WorkspaceSettings | None = None,
) -> Workspace:
    """A workspace: one selection of runs, and sections of panels.

    Raises pydantic's ValidationError if an option is wrong, TypeError for an argument of another kind.
    """
    expect(runset, Runset, "`runset` of a workspace", "one `Runset`")
    expect(settings, WorkspaceSettings, "`settings` of a workspace", "`WorkspaceSettings`")
    found: list[Section] = items(
        sections, Section, "a workspace", "sections, which `section(name, […])` makes of panels"
    )
    settings = settings or WorkspaceSettings()
    runset = runset or Runset()
    taken: dict[str, int] = {}
    placed = tuple(
        replace(
            one,
            grid=_placed(one.grid.panels, runset, one.options, is_sorted=settings.sort_panels_alphabetically),
            anchor=unique(slug(one.name), taken),
        )
        for one in found
    )
    front = _front("workspace", title=title, entity=entity, project=project, settings=settings)
    return Workspace(front=front, runset=runset, sections=placed)


def section(  # noqa: PLR0913 - each is a key of the fence
    name: str,
    panels: Panel | str | Iterable[Panel | str] = (),
    *,
    is_open: bool | None = None,
    pinned: bool | None = None,
    layout_settings: SectionLayoutSettings | None = None,
    panel_settings: SectionPanelSettings | None = None,
    options: SectionOptions | None = None,
) -> Section:
    """A section of a workspace. Texts among its panels are Markdown panels.

    `options` has everything else that a `section` fence can say; the other arguments win over it. Raises TypeError for an
    argument of another kind.
    """
    expect(name, str, "the name of a section", "text")
    expect(layout_settings, SectionLayoutSettings, "`layout_settings` of a section", "`SectionLayoutSettings`")
    expect(panel_settings, SectionPanelSettings, "`panel_settings` of a section", "`SectionPanelSettings`")
    expect(options, SectionOptions, "`options` of a section", "`SectionOptions`")
    given: list[Panel | str] = items(panels, (Panel, str), "a section", "panels and Markdown")
    said: dict[str, Any] = {
        "is_open": is_open,
        "pinned": pinned,
        "layout_settings": layout_settings,
        "panel_settings": panel_settings,
    }
    options = (options or SectionOptions()).model_copy(
        update={key: value for key, value in said.items() if value is not None}
    )
    found = [MarkdownPanel(markdown=panel) if isinstance(panel, str) else panel for panel in given]
    return Section(name=name, grid=_placed(found, Runset(), options, is_sorted=False), options=options)


def grid(
    panels: Panel | Iterable[Panel], *, runsets: Runset | Iterable[Runset] = (), options: GridOptions | None = None
) -> PanelGrid:
    """Panels beside each other over some run sets; over the whole project if none is given.

    Raises TypeError for an argument of another kind.
    """
    expect(options, GridOptions, "`options` of a grid", "`GridOptions`")
    options = options or GridOptions()
    found: list[Panel] = items(panels, Panel, "a grid", "panels")
    over: list[Runset] = items(runsets, Runset, "`runsets` of a grid", "run sets")
    layouts, _ = place_panels(found, options)
    return PanelGrid(panels=tuple(found), runsets=tuple(over) or (Runset(),), options=options, layouts=layouts)


def _front(kind: str, **said: Any) -> FrontMatter:
    return FrontMatter.model_validate({"kind": kind, **{name: value for name, value in said.items() if value}})


def _placed(panels: Sequence[Panel], runset: Runset, options: SectionOptions, *, is_sorted: bool) -> PanelGrid:
    return section_grid(panels, runset, options, is_sorted=is_sorted)[0]


def _blocks(item: str | Block) -> tuple[Block, ...]:
    """The blocks of an item that is no panel."""
    if not isinstance(item, str):
        return (item,)
    # Text of a report has no front matter: a rule in its first line is a rule.
    compiled = compile_document(SourceFile("", f"\n{item}"))
    errors = [finding.message for finding in compiled.diagnostics if finding.severity is Severity.ERROR]
    if errors:
        raise ValueError(errors[0])
    return compiled.view.blocks if not isinstance(compiled.view, Workspace) else ()
