"""One document as a page: its blocks as keyed elements, its contents, its head, its findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field, replace
from itertools import groupby
from typing import Any

from runpress.backends.html.contents import headings_of
from runpress.backends.html.context import Context, Links
from runpress.backends.html.escape import Markup, Writer, safe_anchor
from runpress.backends.html.figures import SectionFrame, render_section
from runpress.backends.html.findings import findings_in, render_findings
from runpress.backends.html.grids import Drawing, Grids, lines_of
from runpress.backends.html.keyed import Item, Keys, with_key, without_lines
from runpress.backends.html.prose import footnotes_of, render_block, write_footnotes
from runpress.backends.html.runsets import render_run_list
from runpress.diagnostics import Diagnostic
from runpress.frozen import frozen
from runpress.model.blocks import Block, Callout, Details, Footnote, Heading, PanelGrid, Problem
from runpress.model.section_grid import as_read
from runpress.model.text import plain_text
from runpress.model.view import Section, View, Workspace
from runpress.syntax.front_matter import read_front_matter


@frozen(kw_only=True)
class PageContent:
    """What a document becomes, before the theme puts its page around it."""

    title: str
    title_anchor: str = ""
    """The anchor of the heading that became the title; it is not repeated among the blocks."""
    description: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    kind: str = "page"
    width: str = "readable"
    items: tuple[Item, ...] = ()
    headings: tuple[tuple[int, str, str], ...] = ()
    """(level, title, anchor) of each heading and section."""
    sidebar: Markup = field(default_factory=Markup)
    findings: tuple[tuple[str, Diagnostic], ...] = ()
    """Each finding with the key of its block; without a key where it belongs to none."""
    has_panels: bool = False

    @property
    def html(self) -> Markup:
        """All blocks."""
        return Markup("".join([item.html for item in self.items]))

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all elements that can be kept."""
        return frozenset(inner.key for item in self.items for inner in item.walk())


def title_of(view: View, fallback: str) -> tuple[str, str]:
    """The title of a document, and the anchor of the heading that it repeats, if it does."""
    blocks = () if isinstance(view, Workspace) else view.blocks
    first = next((block for block in blocks if isinstance(block, Heading)), None)
    heading = " ".join(plain_text(first.children).split()) if first is not None and first.level == 1 else ""
    title = view.front.title or heading or fallback
    is_repeated = heading == title and first is not None and blocks[0] is first
    return title, first.anchor if is_repeated and first is not None else ""


def make_page(
    view: View, diagnostics: Sequence[Diagnostic], *, titled: tuple[str, str], links: Links, drawing: Drawing
) -> PageContent:
    """A view as the content of a page; `titled` is its title with the anchor that `title_of` gives."""
    maker = _PageMaker(view, diagnostics, links, drawing)
    page = maker.make(*titled)
    maker.end()
    return page


class _PageMaker:
    """Makes one page. Keys and footnotes are counted in it."""

    def __init__(self, view: View, diagnostics: Sequence[Diagnostic], links: Links, drawing: Drawing) -> None:
        self._view = view
        self._diagnostics = tuple(diagnostics)
        self._drawing = drawing
        self._keys = Keys()
        self._grids = Grids(drawing, self._keys)
        self._inner: list[Item] = []
        blocks = () if isinstance(view, Workspace) else view.blocks
        self._headings = headings_of(blocks)
        self._context = Context(
            links=links,
            grid=self._grids,
            findings=self._findings_of,
            container=self._container,
            headings=self._headings,
            footnotes=footnotes_of(blocks),
            override=self._override,
            has_anchors=True,
        )

    def make(self, title: str, title_anchor: str) -> PageContent:
        view = self._view
        front = view.front
        is_workspace = isinstance(view, Workspace)
        items = self._sections(view) if isinstance(view, Workspace) else self._blocks(view.blocks, title_anchor)
        headings = [(heading.level, _one_line(heading), safe_anchor(heading.anchor)) for heading in self._headings]
        if title_anchor:
            headings = headings[1:]
        if isinstance(view, Workspace):
            headings = [(2, section.name, safe_anchor(section.anchor)) for section in view.sections]
        return PageContent(
            title=title,
            title_anchor=title_anchor,
            description=front.description or "",
            authors=tuple(author.name for author in front.authors),
            date=front.date or "",
            kind="workspace" if is_workspace else front.kind or "page",
            width=front.width or ("fluid" if is_workspace else "readable"),
            items=tuple(items),
            headings=tuple(headings),
            sidebar=self._sidebar(view) if isinstance(view, Workspace) else Markup(""),
            findings=self._placed(items),
            has_panels=is_workspace or any(item.children for item in items),
        )

    def end(self) -> None:
        """Let go of what calls this back: in a cycle, the whole view would outlive its page."""
        del self._context

    def _blocks(self, blocks: Sequence[Block], title_anchor: str) -> list[Item]:
        if title_anchor:
            blocks = blocks[1:]
        items: list[Item] = []
        for kind, run in groupby(blocks, key=type):
            if kind is Footnote:
                items.append(self._footnotes([block for block in run if isinstance(block, Footnote)]))
            else:
                items += [self._block(block) for block in run]
        return items

    def _block(self, block: Block) -> Item:
        if isinstance(block, PanelGrid):
            self._grids(block)
            return self._grids.take()[0]
        outer, self._inner = self._inner, []
        html = render_block(block, self._context)
        children, self._inner = (*self._inner, *self._grids.take()), outer
        return self._keyed(html, block, children)

    def _keyed(self, html: Markup, block: Block, children: tuple[Item, ...]) -> Item:
        key = self._keys.key(without_lines(html) if self._drawing.has_lines else str(html))
        slot = self._keys.slot(block.kind) if children else ""
        line, last = lines_of(block.span)
        shown = with_key(html, key, slot=slot, line=line if self._drawing.has_lines else 0)
        return Item(key, shown, line, last, children)

    def _footnotes(self, notes: Sequence[Footnote]) -> Item:
        writer = Writer()
        write_footnotes(writer, notes, self._context)
        return self._keyed(writer.result(), notes[0], self._grids.take())

    def _container(self, block: Details | Callout) -> Markup | None:
        """The blocks of a container that holds panels, each kept on its own."""
        if not _holds_panels(block.blocks):
            return None
        items = self._blocks(block.blocks, "")
        self._inner += items
        writer = Writer()
        writer.element("div", Markup("").join(item.html for item in items), {"data-keyed": True})
        return writer.result()

    def _sections(self, view: Workspace) -> list[Item]:
        return [self._section(section) for section in view.sections]

    def _section(self, section: Section) -> Item:
        slot = self._keys.slot("section")
        grid = self._grids.item(self._inheriting(section), within=slot)
        key = self._keys.key("section", section.name, repr(section.options), grid.key)
        line, _ = lines_of(section.span)
        _, last = lines_of(section.grid.span)
        frame = SectionFrame(
            key=key,
            name=section.name,
            anchor=safe_anchor(section.anchor),
            count=len(section.grid.panels),
            is_open=section.options.is_open,
            slot=slot,
            line=line if self._drawing.has_lines else 0,
        )
        return Item(key, render_section(self._drawing.theme, frame, grid.html), line, last, (grid,))

    def _inheriting(self, section: Section) -> PanelGrid:
        """The section's grid, its panels with the settings of section and workspace where they have none."""
        from runpress.figures import inherit

        settings = self._view.front.settings
        grid = as_read(section.grid)
        panels = [inherit(panel, section=section.options.panel_settings, workspace=settings) for panel in grid.panels]
        return replace(grid, panels=tuple(panels))

    def _sidebar(self, view: Workspace) -> Markup:
        from runpress.figures.selecting import select

        drawing = self._drawing
        selection = select((view.runset,), drawing.data, default_project=drawing.default_project)
        return render_run_list(drawing.theme, selection.runsets[0])

    def _override(self, kind: str) -> Callable[..., Markup] | None:
        if kind not in self._drawing.overridden:
            return None
        theme = self._drawing.theme
        return lambda **context: theme.render(f"blocks/{kind}.html.j2", **context)

    def _findings_of(self, block: Block) -> Markup:
        # In a live page findings come as messages, because they change while the block does not.
        if self._drawing.has_lines:
            return Markup("")
        return render_findings(self._drawing.theme, findings_in(self._diagnostics, block))

    def _placed(self, items: Sequence[Item]) -> tuple[tuple[str, Diagnostic], ...]:
        """Each finding with the key of the element that it stands at; none in the front matter."""
        if not self._diagnostics:
            return ()
        source = self._view.source
        before = read_front_matter(source).lines if source else 0
        lines = [finding.span.begin.line for finding in self._diagnostics]
        keys = ["" if line <= before else key_at(items, line) for line in lines]
        return tuple(zip(keys, self._diagnostics, strict=True))


def key_at(items: Sequence[Item], line: int) -> str:
    """The element that the findings of a line stand at: the innermost one that was written there.

    What is said of a line that became no element, such as one of a `runset` fence, is about what comes next.
    """
    for item in items:
        if item.holds(line):
            return _inner_key(item, line)
    known = sorted((item.line, at, item.key) for at, item in enumerate(items) if item.line)
    following = [key for start, _, key in known if start > line]
    return following[0] if following else known[-1][2] if known else ""


def _inner_key(item: Item, line: int) -> str:
    for child in item.children:
        # The first line of a fence is not part of its body, which is where its element begins.
        if child.holds(line) or child.holds(line + 1):
            return _inner_key(child, line)
    return item.key


def _holds_panels(blocks: Iterable[Block]) -> bool:
    return any(
        isinstance(block, PanelGrid | Problem) or (isinstance(block, Details | Callout) and _holds_panels(block.blocks))
        for block in blocks
    )


def _one_line(heading: Heading) -> str:
    return " ".join(plain_text(heading.children).split())


def contents(headings: Sequence[tuple[int, str, str]]) -> list[dict[str, Any]]:
    """Headings as the nested list that the theme's table of contents shows."""
    root: list[dict[str, Any]] = []
    stack: list[tuple[int, list[dict[str, Any]]]] = [(0, root)]
    for level, title, anchor in headings:
        if not anchor:
            continue
        while len(stack) > 1 and stack[-1][0] >= level:
            stack.pop()
        entry: dict[str, Any] = {"title": title, "anchor": anchor, "children": []}
        stack[-1][1].append(entry)
        stack.append((level, entry["children"]))
    return root
