"""Whatever happens to a document: findings lie inside of it, are sorted, and every format can show them."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runpress.diagnostics.render import FORMATS, PLAIN, Summary
from support.cases import CASES, read_cases
from support.findings import findings_of

STOCK = [case.given for path in sorted((CASES / "diagnostics").glob("*.md")) for case in read_cases(path)]
PIECES = st.sampled_from(
    [
        *(
            "```",
            "````",
            "panel\n",
            "runset\n",
            "---\n",
            "kind: report\n",
            "filters: ",
            "y: ",
            "- ",
            "> ",
            "1. ",
            "\n",
            "\n\n",
        ),
        *(
            '"',
            "'",
            "[",
            "]",
            "{",
            "}",
            "(",
            ")",
            "\t",
            "|",
            "\\",
            "#",
            ": ",
            "&a ",
            "*a",
            "!!int ",
            "<<: ",
            "$$",
            "[^1]",
        ),
        *(
            "<!-- runpress: ignore[MD301, LK302] -->\n",
            "<details>",
            "</details>",
            "<b>",
            "![](x.png)",
            "[](y)",
            "](#z)",
        ),
        *(
            "config.lr == 1 ",
            'state == "x"',
            "name matches '('",
            "\u202e",
            "\0",
            "\x1b[31m",
            "😀",
            "層",
            "\ufeff",
            "\r\n",
            "\u2028",
        ),
    ]
)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A bad document, made worse: pieces put in, parts cut out, one put behind another."""
    text = draw(st.sampled_from(STOCK)) + draw(st.sampled_from(["", *STOCK]))
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.sampled_from([0, 0, 1, 7, 60]))
        text = text[:start] + draw(PIECES) + text[end:]
    return text


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged())
def test_findings_lie_inside_of_the_document_and_are_sorted(text):
    findings = findings_of(text)
    for finding in findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(finding.span.source.text)
        assert finding.message
    assert findings == sorted(findings, key=lambda finding: finding.sort_key)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged())
def test_every_format_shows_whatever_is_found(text):
    findings = findings_of(text)
    shown = {name: render(findings, Summary(), PLAIN) for name, render in FORMATS.items()}
    assert len(json.loads(shown["json"])["diagnostics"]) == len(findings)
    assert len(json.loads(shown["sarif"])["runs"][0]["results"]) == len(findings)
    assert shown["concise"].count("\n") == len(findings) + 1
    assert shown["full"].count(" = docs: runpress explain ") == len(findings)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(damaged())
def test_the_same_text_gives_the_same_findings(text):
    first, second = (FORMATS["json"](findings_of(text), Summary(), PLAIN) for _ in range(2))
    assert first == second
