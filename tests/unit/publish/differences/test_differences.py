"""How two documents differ, as people, programs and pull requests read it (`tests/cases/differences`)."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from runpress.codec.about import About
from runpress.conversion.spec import compile_spec
from runpress.diagnostics.render.paint import Paint
from runpress.publish.differences import Change, Differences, Edit, Spot, compare_stored, compare_views
from runpress.publish.differences.json_form import json_form
from runpress.publish.differences.markdown import GITHUB_LIMIT, Shown, code_span, print_markdown, units
from runpress.publish.differences.text import print_text
from runpress.publish.differences.words import compare_words
from runpress.publish.views.marker import Marker, with_marker
from runpress.source import SourceFile
from support.difference_cases import CASES, differences_of, outputs, stored

FOLDERS = [pytest.param(folder, id=folder.name) for folder in CASES]


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("suffix", ["txt", "md", "json"])
def test_two_documents(folder: Path, suffix: str) -> None:
    expected = (folder / f"expected.{suffix}").read_text(encoding="utf-8")
    assert outputs(folder)[suffix] == expected


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_other_way_round_what_was_added_is_removed(folder: Path) -> None:
    (old, old_about), (new, new_about) = stored(folder / "old.md"), stored(folder / "new.md")
    there = compare_stored(old, new, old_about=old_about, new_about=new_about)
    back = compare_stored(new, old, old_about=new_about, new_about=old_about)
    assert bool(there) == bool(back)
    added = [change.name for change in there.changes if change.verb == "added"]
    assert sorted(added) == sorted(change.name for change in back.removals)


def spec_of(text: str) -> dict[str, Any]:
    spec = compile_spec(SourceFile("a.md", f"---\nkind: report\ntitle: A\n---\n{text}")).spec
    assert spec is not None
    return spec


def compared(old: str, new: str) -> Differences:
    about = About("report", title="A")
    return compare_stored(spec_of(old), spec_of(new), old_about=about, new_about=about)


PANEL = "```panel\ntitle: Loss\ny: loss\n```\n"


def test_ids_threads_markers_and_the_order_of_keys_are_no_differences() -> None:
    spec = spec_of(f"One.\n\n{PANEL}")
    text = json.dumps(spec).replace(spec["blocks"][2]["metadata"]["runSets"][0]["id"], "other")
    other = json.loads(text, object_pairs_hook=lambda pairs: dict(reversed(pairs)))
    other["blocks"][2]["metadata"]["panelBankSectionConfig"]["panels"][0]["__id__"] = "another"
    other["discussionThreads"] = [{"id": "t1"}]
    other["blocks"][1]["children"] = [
        {"text": "On", "inlineComment_r": {"refID": "r", "threadID": "t1", "commentID": "c"}},
        {"text": "e."},
    ]
    marked = with_marker(other, Marker("doc", "acme/digits", "", "0"))
    about = About("report")
    assert not compare_stored(spec, marked, old_about=about, new_about=about)
    assert not compare_stored(marked, spec, old_about=about, new_about=about)


def test_what_only_w_and_b_sees_is_said_in_one_line() -> None:
    spec = spec_of("One, [two](u)")
    edited = json.loads(json.dumps(spec))
    edited["blocks"][1]["children"] += [{"text": ""}]
    about = About("report")
    found = compare_stored(spec, edited, old_about=about, new_about=about)
    assert found
    assert found.count == 0
    assert len(print_text(found)) == 1
    assert "readers see no difference" in print_text(found)[0]


def test_a_renamed_run_set_is_the_same_run_set() -> None:
    found = compared(f"```runset\nname: a\nquery: x\n```\n{PANEL}", f"```runset\nname: b\nquery: x\n```\n{PANEL}")
    assert print_text(found) == ["~ run set “a”", "    ~ name: a → b"]


def test_and_that_became_or_is_another_filter() -> None:
    one, other = (f"```runset\nfilters: state == 'a' {word} group == 'b'\n```\n{PANEL}" for word in ("and", "or"))
    assert print_text(compared(one, other))[1:] == [
        '    ~ filters: state == "a" and group == "b" → state == "a" or group == "b"'
    ]


def test_a_panel_that_went_to_another_grid_has_moved_there() -> None:
    one = f"# A\n\n{PANEL}\n```panel\ntitle: B\ny: b\n```\n\n# B\n\n```panel\ntitle: C\ny: c\n```\n"
    other = f"# A\n\n{PANEL}\n# B\n\n```panel\ntitle: C\ny: c\n```\n\n```panel\ntitle: B\ny: b\nlog: y\n```\n"
    assert print_text(compared(one, other)) == [
        "~ line panel “B”, under “B”",
        "    > from under “A” to under “B”",
        "    + log: y",
    ]


def test_visibility_and_what_is_gone_come_last() -> None:
    share = Edit(name="share", verb="changed", before=False, after=True)
    found = replace(compared("One.\n\nTwo.", "Two.\n\nThree."), visibility=(share,))
    assert [line[0] for line in print_text(found)] == ["+", "!", "-"]
    assert json_form(found)["visibility"] == [{"option": "share", "change": "changed", "before": False, "after": True}]


def test_colours_stand_where_brackets_stand_without_them() -> None:
    found = compared("The lower plateau.", "The higher plateau.")
    assert print_text(found)[1] == "    The [-lower-]{+higher+} plateau."
    assert "\x1b[1;31mlower\x1b[0m\x1b[1;32mhigher\x1b[0m" in print_text(found, Paint(is_on=True))[1]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("a", "a", "a"),
        ("a b c", "a x c", "a [-b-]{+x+} c"),
        ("lr = 0.1", "lr = 0.15", "lr = [-0.1-]{+0.15+}"),
        ("a  b", "a b", "a[-  -]{+ +}b"),
        ("one two", "three four", "[-one two-]{+three four+}"),
        ("# One", "# Two", "# [-One-]{+Two+}"),
        ("a b.", "a b. c d.", "a b.{+ c d.+}"),
        ("**a** b", "*a* b", "[-**-]{+*+}a[-**-]{+*+} b"),
        ("- one\n- two", "- one and more\n- two\n- three", "- one{+ and more+}\n- two{+\n- three+}"),
        ("| 3 | 4 |", "| 3 | 5 |\n| 6 |", "| 3 | [-4-]{+5+} |{+\n| 6 |+}"),
        ("see here. End", "see there, at last. End", "see [-here-]{+there, at last+}. End"),
        ("the cat sat", "the dog lay", "the [-cat sat-]{+dog lay+}"),
    ],
)
def test_words(old: str, new: str, expected: str) -> None:
    forms = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    assert "".join(forms[piece.verb].format(piece.text) for piece in compare_words(old, new)) == expected


def test_long_texts_are_compared_in_bearable_time() -> None:
    words = [f"word{at % 97}" for at in range(20_000)]
    changed = [*words[:9000], "something", "else", *words[9001:]]
    pieces = compare_words(" ".join(words), " ".join(changed))
    assert len([piece for piece in pieces if piece.verb != "same"]) <= 4


HOSTILE = [
    "@everyone",
    "#1 closes #2",
    "https://evil.example",
    "![x](https://evil.example/x.png)",
    "[a](javascript:alert(1))",
    "</details></details>",
    "<img src=x onerror=alert(1)>",
    "```\n# heading",
    "`````````` x",
    "` a ``",
    "~~~",
    "<!-- comment",
    "| a | b |",
    "a\n\n# b",
    "\x1b[31mred\x1b[0m",
    "::set-output name=a::b",
    "\u202egnp.exe",
    "- [ ] task",
    "\\`",
    "x" * 5000,
    "`" * 500,
    "",
    " ",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_out_of_a_comment(text: str) -> None:
    """Whatever a document says stands in code: no links, mentions, images, HTML or headings come of it."""
    edit = Edit(name=text, verb="changed", before=text, after={"k": text})
    change = Change(
        verb="changed", kind="panel", name=text, type="line", before=Spot(path=(0,), under=text, behind=text),
        after=Spot(path=(1,), under=text + "2", behind=text), has_moved=True, edits=(edit,), text=text,
        pieces=compare_words("a b c d", f"a {text} c d"),
    )  # fmt: skip
    found = Differences(front=(edit,), changes=(change,), removals=(change,))
    comment = print_markdown([Shown(text, found)])
    tokens = MarkdownIt("gfm-like", {"html": True}).disable("linkify").parse(comment)
    allowed = {"heading", "paragraph", "bullet_list", "list_item", "fence", "inline"}
    assert {re.sub("_(open|close)$", "", token.type) for token in tokens} <= allowed
    assert sum(token.type == "heading_open" for token in tokens) == 1
    inner = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inner} <= {"text", "code_inline", "strong_open", "strong_close", "softbreak"}
    outside = " ".join(child.content for child in inner if child.type == "text")
    assert not re.search(r"[@#<>\x1b\u202e]|evil|alert|task", outside)
    for line in print_text(found):
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)


def test_a_code_span_shows_any_text() -> None:
    for text in HOSTILE:
        (inline,) = [token for token in MarkdownIt().parse(f"a {code_span(text)} b") if token.type == "inline"]
        assert [child.type for child in inline.children or ()] == ["text", "code_inline", "text"]


@pytest.mark.parametrize("limit", [GITHUB_LIMIT, 5000, 1000])
def test_a_comment_fits_and_counts_what_it_leaves_out(limit: int) -> None:
    changes = tuple(
        Change(verb="added", kind="paragraph", name=f"🚀 {at}", after=Spot(path=(at,)), text=f"🚀 {at}\n" * 9)
        for at in range(2000)
    )
    views = [Shown("a", Differences(changes=changes)), Shown("b", Differences(changes=changes[:1]))]
    comment = print_markdown(views, intro="## Plan", limit=limit)
    assert units(comment) == len(comment.encode("utf-16-le")) // 2 <= limit
    shown = comment.count("**Added**")
    left = re.search(r"\*\*(\d+) more changes are left out here\*\*", comment)
    assert left is not None
    assert shown + int(left[1]) == 2001
    assert comment.startswith("## Plan\n\n### `a`\n")


def test_small_comments_are_whole() -> None:
    comment = print_markdown([Shown("a.md", compared("One.", "One.")), Shown("b.md", compared("One.", "Two."))])
    assert "No difference." in comment
    assert "left out" not in comment


def test_a_report_that_became_a_workspace() -> None:
    from runpress.pipeline import compile_document

    report, workspace = (
        compile_document(SourceFile("a", f"---\nkind: {kind}\n---\n\n## A\n")).view for kind in ("report", "workspace")
    )
    found = compare_views(report, workspace)  # type: ignore[arg-type]  # both are what their kind says
    assert print_text(found) == ["~ kind: report → workspace"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_values_say_what_they_show(folder: Path) -> None:
    """JSON text holds every form, and says equal where nothing differs."""
    found = differences_of(folder)
    assert json.loads(json.dumps(json_form(found))) == json_form(found)
    assert json_form(found)["equal"] is (folder.name == "nothing")


@pytest.mark.parametrize("before", ["", "Both"])
def test_a_panel_that_is_known_by_its_title_alone_may_get_more_words(before: str) -> None:
    panel = '```panel\ntype: code-comparer\ntitle: "{}"\n```\n'
    found = compared(panel.format(before), panel.format("Both branches"))
    assert [(change.verb, change.kind) for change in found.changes] == [("changed", "panel")]
    assert not found.removals
