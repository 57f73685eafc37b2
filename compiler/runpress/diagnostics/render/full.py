"""Findings for people: message, the lines they speak of with carets, notes, one next step.

reports/ablation.md:14:4: error[PN201]: metric `val/los` is not logged by any run
|
14 | y: val/los
|    ^^^^^^^ did you mean `val/loss`?
= help: …
= docs: runpress explain PN201
"""

from __future__ import annotations

from collections.abc import Sequence

from runpress.diagnostics.diagnostic import Diagnostic
from runpress.diagnostics.render.frame import marked_lines
from runpress.diagnostics.render.paint import Paint
from runpress.diagnostics.render.summary import Summary, closing_line
from runpress.diagnostics.render.visible import visible


def render(findings: Sequence[Diagnostic], summary: Summary, paint: Paint) -> str:
    """Each finding as a block of lines, blank lines between, and the closing line."""
    blocks = ["\n".join(block(finding, paint)) for finding in findings]
    closing = closing_line(findings, summary)
    return "\n\n".join([*blocks, closing if findings else paint("good", closing)]) + "\n"


def block(finding: Diagnostic, paint: Paint) -> list[str]:
    """The lines of one finding."""
    marked = marked_lines(finding.span)
    margin = " " * len(str(marked[-1].number)) if marked else ""
    bar = paint("frame", "|")
    lines = [_headline(finding, paint)]
    if marked:
        lines.append(f"{margin} {bar}")
    for index, line in enumerate(marked):
        number = paint("frame", f"{line.number:>{len(margin)}}")
        label = f" {visible(finding.label)}" if finding.label and index == len(marked) - 1 else ""
        lines.append(f"{number} {bar} {line.text}".rstrip())
        lines.append(f"{margin} {bar} {line.indent}{paint.severity(finding.severity, line.carets + label)}")
        if line.is_followed_by_gap:
            lines.append(f"{margin} {paint('frame', ':')}")
    if finding.label and not marked:
        lines.append(f"{margin} {paint('frame', '=')} {visible(finding.label)}")
    lines += [f"{margin} {paint('frame', '=')} {word}: {text}" for word, text in _remarks(finding)]
    return lines


def _headline(finding: Diagnostic, paint: Paint) -> str:
    begin = finding.span.begin
    place = paint("bold", f"{visible(finding.span.source.path)}:{begin.line}:{begin.column}:")
    kind = paint.severity(finding.severity, f"{finding.severity.value}[{finding.code.id}]")
    return f"{place} {kind}: {visible(finding.message)}"


def _remarks(finding: Diagnostic) -> list[tuple[str, str]]:
    remarks = [("note", visible(note)) for note in finding.notes]
    if finding.help:
        remarks.append(("help", visible(finding.help)))
    return [*remarks, ("docs", f"runpress explain {finding.code.id}")]
