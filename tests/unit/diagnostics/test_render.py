"""The five formats: what each shows, and that nothing typed in a document can steer what reads them."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runpress.diagnostics import CODES, Diagnostic, Edit
from runpress.diagnostics.codes import directives, prose, runsets
from runpress.diagnostics.render import FORMATS, PLAIN, Paint, Summary
from runpress.diagnostics.render.github import step_summary
from runpress.diagnostics.render.paint import wants_color
from runpress.diagnostics.render.summary import closing_line
from runpress.diagnostics.render.visible import visible, width
from runpress.source import SourceFile

SUMMARY = Summary(files=14, reports=14, panels=61, runsets=9, seconds=0.2149)
ERROR, WARNING, NOTE = directives.UNKNOWN_KEY, runsets.FILTER_STATE, prose.RAW_HTML


def _finding(
    text: str, marked: str, *, code=ERROR, path="reports/a.md", message="what is wrong", **parts
) -> Diagnostic:
    source = SourceFile(path, text)
    start = source.text.index(marked)
    return code.at(source.span(start, start + len(marked)), message, **parts)


def _full(*findings: Diagnostic) -> str:
    return FORMATS["full"](findings, SUMMARY, PLAIN)


def test_full_shows_the_line_with_carets_and_one_next_step():
    finding = _finding(
        "a\n" * 9 + "y: val/los\n",
        "val/los",
        message="metric `val/los`",
        label="did you mean `val/loss`?",
        help="do this",
        notes=("so",),
    )
    assert _full(finding) == (
        "reports/a.md:10:4: error[DX103]: metric `val/los`\n"
        "   |\n"
        "10 | y: val/los\n"
        "   |    ^^^^^^^ did you mean `val/loss`?\n"
        "   = note: so\n"
        "   = help: do this\n"
        "   = docs: runpress explain DX103\n"
        "\n"
        "Found 1 error in 14 files (0.21s).\n"
    )


@pytest.mark.parametrize(
    ("text", "marked", "line", "carets"),
    [
        ("x: 日本語 y", "y", "x: 日本語 y", " " * 10 + "^"),
        ("x: 日本語 y", "本", "x: 日本語 y", " " * 5 + "^^"),
        ("\tx: y", "x", "    x: y", "    ^"),
        ("ab\tx: y", "x", "ab  x: y", "    ^"),
        ("e\u0301: y", "y", "e\u0301: y", "   ^"),
        ("a\x1b[31m: y", "y", "a\\x1b[31m: y", " " * 11 + "^"),
        ("a\u202eb: y", "b", "a\\u202eb: y", " " * 7 + "^"),
    ],
)
def test_carets_stand_below_what_they_mark(text, marked, line, carets):
    lines = _full(_finding(text, marked)).split("\n")
    assert lines[2:4] == [f"1 | {line}", f"  | {carets}"]


def test_an_empty_place_gets_one_caret_also_at_the_end_of_the_line():
    source = SourceFile("a.md", "abc\n")
    assert _full(ERROR.at(source.span(3), "x")).split("\n")[2:4] == ["1 | abc", "  |    ^"]


def test_a_place_of_several_lines_shows_the_first_and_the_last():
    text = "```panel\na: 1\nb: 2\n```\nend\n"
    lines = _full(_finding(text, "```panel\na: 1\nb: 2\n```\n", label="here")).split("\n")
    assert lines[1:8] == [
        "  |",
        "1 | ```panel",
        "  | ^^^^^^^^",
        "  :",
        "4 | ```",
        "  | ^^^ here",
        "  = docs: runpress explain DX103",
    ]


def test_two_lines_need_no_gap():
    lines = _full(_finding("ab\n  cd\n", "b\n  cd")).split("\n")
    assert lines[2:6] == ["1 | ab", "  |  ^", "2 |   cd", "  |   ^^"]


def test_a_long_line_is_cut_around_the_place():
    text = "a" * 300 + " here " + "b" * 300
    line, carets = _full(_finding(text, "here")).split("\n")[2:4]
    assert len(line) <= 4 + 100
    assert line[4] == "…"
    assert line[-1] == "…"
    assert line[carets.index("^") :].startswith("here")
    assert carets.count("^") == 4


def test_a_place_longer_than_a_line_is_cut_too():
    line, carets = _full(_finding("x" * 500, "x" * 500)).split("\n")[2:4]
    assert len(line) == len(carets) == 4 + 100


def test_a_file_without_text_has_no_lines_to_show():
    finding = ERROR.at(SourceFile("gone.md", "").span(0), "`gone.md` cannot be read", help="check the path")
    assert _full(finding).split("\n")[:3] == [
        "gone.md:1:1: error[DX103]: `gone.md` cannot be read",
        " = help: check the path",
        " = docs: runpress explain DX103",
    ]


def test_of_many_findings_of_one_kind_in_one_file_full_says_how_many_more_there_are():
    alike = [_finding("ab", "a", message=f"number {number}") for number in range(73)]
    text = _full(*alike, _finding("ab", "b", code=WARNING), *[_finding("ab", "b", path="b.md")] * 50)
    assert text.count("error[DX103]: number") == 50
    assert "number 49\n" in text
    assert text.count("warning[") == 1
    assert text.count("b.md:1:2: error") == 50
    assert text.endswith(
        "\n\nreports/a.md: error[DX103]: 23 more of this kind are not shown\n"
        " = help: `--format concise` shows all, a line for each\n"
        "\nFound 123 errors, 1 warning in 14 files (0.21s).\n"
    )
    assert "reports/a.md: error[DX103]: 1 more of this kind is not shown\n" in _full(*alike[:51])
    assert "more of this kind" not in _full(*alike[:50])


@pytest.mark.parametrize("name", ["concise", "json", "sarif"])
def test_formats_for_programs_show_all_findings(name):
    alike = [_finding("ab", "a", message=f"number {number}.") for number in range(73)]
    text = FORMATS[name](alike, SUMMARY, PLAIN)
    assert all(f"number {number}." in text for number in range(73))


def test_the_closing_line_says_nothing_of_what_was_not_counted():
    found = closing_line([_finding("ab", "a")], Summary())
    assert found == "Found 1 error."
    assert closing_line([_finding("ab", "a")], Summary(files=2)) == "Found 1 error in 2 files."


def test_the_closing_line_counts():
    fix = (Edit(SourceFile("a", "x").span(0, 1), "y"),)
    findings = [
        _finding("ab", "a"),
        _finding("ab", "b", fix=fix),
        _finding("ab", "b", code=WARNING),
        _finding("ab", "b", code=NOTE),
    ]
    assert _full(*findings).endswith("\nFound 2 errors, 1 warning, 1 note in 14 files (0.21s); 1 fixable with --fix.\n")
    assert _full() == "All good: 14 reports, 61 panels, 9 run sets.\n"
    assert FORMATS["full"]([], Summary(), PLAIN) == "All good: no documents.\n"
    assert FORMATS["concise"]([], Summary(files=1, pages=1, workspaces=2), PLAIN) == "All good: 2 workspaces, 1 page.\n"


def test_concise_is_one_line_a_finding():
    finding = _finding("y: los", "los", label="did you mean `loss`?", message="no\nsuch")
    assert FORMATS["concise"]([finding], SUMMARY, PLAIN).split("\n")[0] == (
        "reports/a.md:1:4: error[DX103] no\\nsuch (did you mean `loss`?)"
    )


def test_json_is_one_document_with_a_version():
    fix = (Edit(SourceFile("a", "y: los").span(3, 6), "loss"),)
    text = FORMATS["json"]([_finding("層\ny: los", "los", fix=fix, help="do")], SUMMARY, PLAIN)
    document = json.loads(text)
    assert (document["type"], document["schema_version"]) == ("runpress.diagnostics", 1)
    assert document["summary"]["errors"] == 1
    assert document["summary"]["files"] == 14
    [found] = document["diagnostics"]
    assert found["code"] == "DX103"
    assert found["file"] == "reports/a.md"
    assert found["start"] == {"line": 2, "column": 4, "offset": 5}
    assert found["end"] == {"line": 2, "column": 7, "offset": 8}
    assert found["fix"] == [
        {
            "start": {"line": 1, "column": 4, "offset": 3},
            "end": {"line": 1, "column": 7, "offset": 6},
            "replacement": "loss",
        }
    ]
    assert text.isascii()


def test_github_escapes_what_the_runner_reads():
    finding = _finding("y: los", "los", path="a:b,c%.md", message="50% of\r\n::error::x", help="do")
    line = FORMATS["github"]([finding], SUMMARY, PLAIN).split("\n")[0]
    assert line == (
        "::error file=a%3Ab%2Cc%25.md,line=1,col=4,endLine=1,endColumn=7,title=DX103::50%25 of\\r\\n::error::x%0Ado"
    )


def test_github_annotates_ten_of_a_severity_and_lists_the_rest():
    findings = [_finding("ab", "a", path="::set-output name=x::y.md") for _ in range(12)]
    findings += [_finding("ab", "a", code=NOTE)]
    lines = FORMATS["github"](findings, SUMMARY, PLAIN).split("\n")
    assert sum(line.startswith("::error ") for line in lines) == 10
    assert sum(line.startswith("::notice ") for line in lines) == 1
    assert not any(line.startswith("::set-output") for line in lines)
    assert sum(line.startswith(" ::set-output") for line in lines) == 2


def test_the_step_summary_holds_all_findings_as_text():
    table = step_summary([_finding("ab", "a", path="a|b.md", message="<b> [x](y) `z`")] * 12, SUMMARY)
    assert table.count("\n| a\\|b\\.md") == 12
    assert "\\<b\\> \\[x\\]\\(y\\) \\`z\\`" in table


def test_the_step_summary_is_no_larger_than_github_takes():
    findings = [_finding("ab", "a", message=f"number {number} " + "日" * 100) for number in range(4000)]
    text = step_summary(findings, SUMMARY)
    rows = text.count("\n| reports")
    assert 800_000 < len(text.encode()) < 1024 * 1024
    assert text.startswith("**Found 4000 errors")
    assert text.endswith(f"\n\n{4000 - rows} more are in the log of this step.\n")


def test_sarif_has_rules_with_help_and_results_with_places():
    fix = (Edit(SourceFile("a b.md", "y: los").span(3, 6), "loss"),)
    findings = [
        _finding("y: los", "los", path="a b.md", fix=fix),
        _finding("y: los", "y", code=WARNING),
        _finding("y: los", "y", code=NOTE),
    ]
    log = json.loads(FORMATS["sarif"](findings, SUMMARY, PLAIN))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(rule["id"] for rule in rules)
    assert all(rule["help"]["markdown"].startswith(f"# {rule['id']}") for rule in rules)
    for result, finding in zip(run["results"], findings, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code.id
        assert result["level"] == finding.severity.value
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b.md"
    assert place["region"] == {"startLine": 1, "startColumn": 4, "endLine": 1, "endColumn": 7}
    assert run["columnKind"] == "unicodeCodePoints"
    [change] = run["results"][0]["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "loss"}


TEXTS = st.text(
    st.characters(codec="utf-8") | st.sampled_from("\x1b\x07\x9b\u202e\u2066\u200b\r\t\u2028\u0301層😀"), max_size=30
)
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u2028\u2029]")


@pytest.mark.parametrize("name", FORMATS)
@given(texts=st.tuples(*[TEXTS] * 5), places=st.tuples(st.integers(0, 40), st.integers(0, 40)))
def test_nothing_that_was_typed_reaches_a_terminal_as_a_control(name, texts, places):
    line, message, label, help_, path = texts
    source = SourceFile(path, f"{line}\n{message}\n")
    start, end = sorted(min(place, len(source.text)) for place in places)
    finding = next(iter(CODES.values())).at(source.span(start, end), message, label=label, help=help_, notes=(line,))
    text = FORMATS[name]([finding], SUMMARY, PLAIN)
    assert not CONTROLS.search(text)
    if name in {"json", "sarif"}:
        json.loads(text)
    else:
        assert all(width(part) <= 400 for part in text.split("\n"))


def test_hidden_characters_are_written_out_and_joiners_stay():
    assert visible("a\x1b\u202e\u200b\U000e0041b") == "a\\x1b\\u202e\\u200b\\U000e0041b"
    assert visible("👩\u200d💻 e\u0301") == "👩\u200d💻 e\u0301"


@pytest.mark.parametrize(
    ("environ", "is_terminal", "expected"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_colours_are_for_terminals_that_want_them(environ, is_terminal, expected):
    assert wants_color(environ, is_terminal=is_terminal) is expected


def test_colours_only_add_to_the_text():
    finding = _finding("y: los", "los", label="x", help="y")
    colored = FORMATS["full"]([finding], SUMMARY, Paint(is_on=True))
    assert "\x1b[" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == _full(finding)
