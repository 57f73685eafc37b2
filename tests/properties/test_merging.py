"""Merging three ways: one side unchanged gives the other, nothing of either side is lost, conflicts can be settled."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from runpress.backends.markdown import print_view
from runpress.codec.normal import is_equal
from runpress.conversion.document import document_of, encode
from runpress.model.blocks import Block, Callout, Details, Quote
from runpress.model.text import Text
from runpress.model.view import Report, View, Workspace
from runpress.publish.pulling.into_text import pulled
from runpress.publish.pulling.merge.views import MergedView
from runpress.publish.pulling.merging import merged, merged_with
from runpress.publish.pulling.patching.items import items_of
from runpress.publish.pulling.patching.reading import Read, Reader
from runpress.publish.views.contents import Content
from support.view_edits import edited_reports, edited_workspaces
from support.views import documents, workspaces

READER = Reader("a.md")
SETTINGS = settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=12)
REPORTS = documents().filter(lambda view: isinstance(view, Report))
_CONFLICT = re.compile(
    r"^<<<<<<< local\n(?P<local>.*?)^=======\n(?P<server>.*?)^>>>>>>> server\n", re.MULTILINE | re.DOTALL
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[View, View, View]:
    """A view, and two that came of it by a few changes each."""
    base = draw(REPORTS | workspaces())
    return base, draw(changed(base)), draw(changed(base))


@st.composite
def changed(draw: st.DrawFn, view: View) -> View:
    """A view with a few changes."""
    for _ in range(draw(st.integers(1, 3))):
        edits = edited_workspaces(view) if isinstance(view, Workspace) else edited_reports(view)
        view = draw(edits)[0]
    return view


def texts_of(views: tuple[View, View, View]) -> tuple[str, str, str]:
    base, own, server = (print_view(view) for view in views)
    return base, own, server


def read(text: str) -> Read:
    found = READER.read(text)
    assert found is not None, text
    return found


def content(text: str) -> Content:
    """What a text says; only what a document can say again: the rest is no matter of merging."""
    found = read(text).content
    again, _, _ = document_of(found.spec, found.about())
    assume(again is not None and read(again).says(found))
    return found


def settled(text: str, side: str) -> str:
    return _CONFLICT.sub(lambda found: found[side], text)


def view_of(text: str) -> Report | Workspace:
    return read(text).items().view


def both_of(base: str, own: str, server: str) -> MergedView:
    found = merged_with(read(own), read(base).content, read(server).content)
    assert found is not None
    return found


def words_of(text: str) -> Iterator[str]:
    """What a view says, item by item."""
    for item in items_of(view_of(text), read(text).view.front).items:
        if item.word not in ("runset", "grid", "section"):  # several grids may share one
            yield item.text


@given(histories())
@SETTINGS
def test_one_side_unchanged_gives_the_other(views: tuple[View, View, View]) -> None:
    base, _, server = texts_of(views)
    assert merged(base, content(base), content(server), READER).text == pulled(base, content(server), READER).text
    assert merged(server, content(base), content(base), READER).text == server
    for own, theirs in ((base, server), (server, base)):
        found = both_of(base, own, theirs)
        assert found.is_clean
        assert is_equal(encode(found.view).spec, content(server).spec)


@given(histories())
@SETTINGS
def test_nothing_of_either_side_is_lost(views: tuple[View, View, View]) -> None:
    base, own, server = texts_of(views)
    found = merged(own, content(base), content(server), READER)
    kept = {*words_of(settled(found.text, "local")), *words_of(settled(found.text, "server"))}
    before = {*words_of(base)}
    both = both_of(base, own, server)
    mixed = {item.text for view in (both.view, both.theirs) for item in items_of(view, read(own).view.front).items}
    for side in (own, server):
        new = {*words_of(side)} - before
        assert new <= kept | _merged_away(new, mixed), found.text


def _merged_away(new: set[str], mixed: set[str]) -> set[str]:
    """What has the other side's changes in it, too."""
    return {text for text in new if text not in mixed}


def assert_settled(views: tuple[View, View, View]) -> None:
    base, own, server = texts_of(views)
    found = merged(own, content(base), content(server), READER)
    both = both_of(base, own, server)
    assert bool(found.conflicts) == (not both.is_clean)
    assert len(found.conflicts) == len(_CONFLICT.findall(found.text))
    lacking = {conflict.lacks for conflict in both.conflicts}
    if "own" not in lacking:
        assert is_equal(read(settled(found.text, "local")).spec, encode(both.view).spec)
    if "theirs" not in lacking:
        assert is_equal(read(settled(found.text, "server")).spec, encode(both.theirs).spec)


@given(histories())
@SETTINGS
def test_conflicts_are_settled_by_taking_a_side(views: tuple[View, View, View]) -> None:
    assert_settled(views)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@given(histories())
@settings(SETTINGS, max_examples=2_000)
def test_very_many_conflicts_are_settled_by_taking_a_side(views: tuple[View, View, View]) -> None:
    assert_settled(views)


@st.composite
def folded(draw: st.DrawFn) -> tuple[View, View, View]:
    """Reports of which all stands in a fold, a call-out or a quote."""
    base = draw(REPORTS)
    views = base, draw(changed(base)), draw(changed(base))
    make: Callable[[tuple[Block, ...]], Block] = draw(
        st.sampled_from(
            [_fold, lambda blocks: Callout(tone="note", blocks=blocks), lambda blocks: Quote(blocks=blocks)]
        )
    )
    base, own, server = (replace(view, blocks=(make(view.blocks),)) for view in views if isinstance(view, Report))
    return base, own, server


def _fold(blocks: tuple[Block, ...]) -> Block:
    return Details(summary=(Text(text="More"),), level=2, blocks=blocks)


@given(folded())
@SETTINGS
def test_conflicts_in_folds_and_the_like_are_settled_by_taking_a_side(views: tuple[View, View, View]) -> None:
    assert_settled(views)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@given(folded())
@settings(SETTINGS, max_examples=2_000)
def test_very_many_conflicts_in_folds_are_settled_by_taking_a_side(views: tuple[View, View, View]) -> None:
    assert_settled(views)


@given(histories())
@SETTINGS
def test_merging_again_changes_nothing_more(views: tuple[View, View, View]) -> None:
    base, own, server = texts_of(views)
    found = merged(own, content(base), content(server), READER)
    assert merged(found.text, content(base), content(server), READER).text == found.text


@st.composite
def moves(draw: st.DrawFn) -> tuple[list[list[str]], list[list[str]], str]:
    """Grids of panels by name; the same with one panel in another grid; and that panel."""
    names = list("abcdefgh"[: draw(st.integers(2, 8))])
    cuts = sorted(draw(st.sets(st.integers(1, len(names) - 1), min_size=1, max_size=3)))
    grids = [names[start:end] for start, end in itertools.pairwise([0, *cuts, len(names)])]
    at = draw(st.sampled_from([home for home, grid in enumerate(grids) if len(grid) > 1] or [0]))
    panel = draw(st.sampled_from(grids[at]))
    to = draw(st.sampled_from([home for home in range(len(grids)) if home != at]))
    place = draw(st.integers(0, len(grids[to])))
    moved = [[name for name in grid if name != panel] for grid in grids]
    moved[to].insert(place, panel)
    return grids, [grid for grid in moved if grid], panel


def text_of(grids: list[list[str]], titled: str = "") -> str:
    """Grids with text between them, and a title for one panel."""
    panels = {name: f"```panel\ntype: line\ny: {name}\n" for grid in grids for name in grid}
    whole = {name: text + ("title: New\n" if name == titled else "") + "```\n" for name, text in panels.items()}
    body = "\nAnd.\n\n".join("\n".join(whole[name] for name in grid) for grid in grids)
    return f"---\ntitle: x\nkind: report\n---\n\n{body}"


@given(moves())
@SETTINGS
def test_a_panel_that_moves_takes_the_other_sides_change_along(
    drawn: tuple[list[list[str]], list[list[str]], str],
) -> None:
    grids, moved, panel = drawn
    base, there, changed_here = text_of(grids), text_of(moved), text_of(grids, panel)
    for own, server in ((changed_here, there), (there, changed_here)):
        found = merged(own, content(base), content(server), READER)
        assert not found.conflicts, found.text
        both = read(found.text).items()
        titled = [item.text for item in both.items if "title: New" in item.text]
        assert len(titled) == 1
        assert f"y: {panel}\n" in titled[0]
        assert read(found.text.replace("title: New\n", "")).says(content(there)), found.text
