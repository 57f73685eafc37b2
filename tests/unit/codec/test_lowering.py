"""What W&B cannot hold is said, with a page that tells the truth, and stands in the list of the guide."""

from __future__ import annotations

import re

import pytest

from runpress.codec.lowering import limits
from runpress.conversion.spec import compile_spec
from runpress.diagnostics import CODES, Code, Severity
from runpress.diagnostics.codes import lowering as codes
from runpress.diagnostics.explain import page
from runpress.source import SourceFile

_EXAMPLE = re.compile(r"^(`{4,})markdown\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
KINDS = ("report", "workspace")
OURS = [code for code in CODES if code.startswith("WB")]


def findings(markdown: str) -> list[tuple[str, str, str]]:
    """The findings of this area, for a text as a report and as a workspace."""
    texts = [markdown] if markdown.startswith("---") else [f"---\nkind: {kind}\n---\n{markdown}" for kind in KINDS]
    found = [each for text in texts for each in compile_spec(SourceFile("a.md", text)).findings]
    return [(each.code.id, each.span.text, each.message) for each in found if each.code.id in OURS]


@pytest.mark.parametrize("code", OURS)
def test_the_bad_example_gives_the_code_and_the_good_one_does_not(code: str) -> None:
    bad, good = (match.group(2) for match in list(_EXAMPLE.finditer(page(code)))[:2])
    assert code in [found for found, _, _ in findings(bad)]
    assert code not in [found for found, _, _ in findings(good)]


@pytest.mark.parametrize(
    ("markdown", "code", "place"),
    [
        ("## a\n\n#### b", "WB901", "#### b"),
        ("> [!TIP]\n> a", "WB902", "> [!TIP]\n> a"),
        ("> [!NOTE]\n> - a", "WB902", "- a"),
        ("> a\n> 1. b", "WB903", "> a\n> 1. b"),
        ("<details>\n<summary>a</summary>\n</details>", "WB904", "<details>\n<summary>a</summary>\n</details>"),
        ("a[^1]\n\n[^1]: b", "WB905", "[^1]"),
        ('a [b](c "d")', "WB906", '[b](c "d")'),
        ("a ![b](c)", "WB907", "![b](c)"),
        ("5. a", "WB908", "5. a"),
        ("```embed\nurl: https://youtu.be/a\nheight: 3\n```", "WB909", "height"),
        ('![a](b "c")', "WB910", '![a](b "c")'),
        ("https://open.spotify.com/user/a/playlist/b", "WB911", "https://open.spotify.com/user/a/playlist/b"),
        ("```embed\nproject: digits\nartifact: a\n```", "WB912", "digits"),
        ("```runset\nmax_runs: 5\n```\n\n```panel\ny: a\n```\n\na\n\n```panel\ny: b\n```", "WB916", "5"),
    ],
)
def test_findings_stand_where_the_thing_was_written(markdown: str, code: str, place: str) -> None:
    assert [(found, text) for found, text, _ in findings(markdown)][:1] == [(code, place)]


@pytest.mark.parametrize(
    "markdown", ["### a", "> [!NOTE]\n> a", "> a\n>\n> b", "- a\n  - b\n    1. c", "- [ ] a", "![a](b)"]
)
def test_nothing_is_said_of_what_w_and_b_holds(markdown: str) -> None:
    assert findings(markdown) == []


def test_a_level_that_was_stored_is_not_said_to_change() -> None:
    assert findings("<!-- extra: {level: 4} -->\n#### a") == []


def test_every_note_is_in_the_list_of_limits() -> None:
    listed = {limit.code for limit in limits() if limit.code}
    notes = {code for code in vars(codes).values() if isinstance(code, Code) and code.severity is Severity.NOTE}
    mistakes = {codes.GROUP_COLOR, codes.PIN}  # of authors: W&B could hold what they meant
    assert notes - mistakes <= listed


def test_keys_of_the_front_matter_that_stay_in_the_document_are_listed() -> None:
    listed = [limit.what for limit in limits()]
    assert "`defaults:` in the front matter" in listed
    assert "`date:` in the front matter" in listed
    assert "Keys of other tools" in listed
    assert not {f"`{key}:` in the front matter" for key in ("title", "width", "authors", "extra")} & {*listed}


def test_the_limit_of_a_run_set_is_named_once_for_all_its_grids() -> None:
    panels = "```panel\ny: a\n```\n\ntext\n\n```panel\ny: b\n```"
    text = f"---\nkind: report\n---\n\n```runset\nmax_runs: 5\n```\n\n{panels}"
    assert [(code, place) for code, place, _ in findings(text)] == [("WB916", "5")]
