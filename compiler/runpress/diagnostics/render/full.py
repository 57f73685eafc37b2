"""Findings for people: message, the lines they speak of with carets, notes, one next step.

reports/ablation.md:14:4: error[PN201]: metric `val/los` is not logged by any run
|
14 | y: val/los
|    ^^^^^^^ did you mean `val/loss`?
= help: …
= docs: runpress explain PN201

Of many findings of one kind in one file the first are shown, and how many more there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from runpress.diagnostics.diagnostic import Code, Diagnostic
from runpress.diagnostics.render.frame import marked_lines
from runpress.diagnostics.render.paint import Paint
from runpress.diagnostics.render.summary import Summary, closing_line
from runpress.diagnostics.render.visible import visible

MOST_ALIKE = 50
"""Findings of one kind that are shown of one file: who is to read them sees what is wrong in fewer."""


def render(findings: Sequence[Diagnostic], summary: Summary, paint: Paint) -> str:
    """Each finding as a block of lines, blank lines between, and the closing line."""
    blocks = ["\n".join(lines) for lines in _blocks(findings, paint)]
    closing = closing_line(findings, summary)
    return "\n\n".join([*blocks, closing if findings else paint("good", closing)]) + "\n"


def _blocks(findings: Sequence[Diagnostic], paint: Paint) -> Iterator[list[str]]:
    """The lines of each finding that is shown, and of what is said of the others."""
    counts: Counter[tuple[str, Code]] = Counter()
    for finding in findings:
        kind = finding.span.source.path, finding.code
        counts[kind] += 1
        if counts[kind] <= MOST_ALIKE:
            yield block(finding, paint)
    for (path, code), count in counts.items():
        if count > MOST_ALIKE:
            yield _sum(path, code, count - MOST_ALIKE, paint)


def _sum(path: str, code: Code, more: int, paint: Paint) -> list[str]:
    place, verb = paint("bold", f"{visible(path)}:"), "is" if more == 1 else "are"
    return [
        f"{place} {_kind(code, paint)}: {more} more of this kind {verb} not shown",
        f" {paint('frame', '=')} help: `--format concise` shows all, a line for each",
    ]


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
    return f"{place} {_kind(finding.code, paint)}: {visible(finding.message)}"


def _kind(code: Code, paint: Paint) -> str:
    return paint.severity(code.severity, f"{code.severity.value}[{code.id}]")


def _remarks(finding: Diagnostic) -> list[tuple[str, str]]:
    remarks = [("note", visible(note)) for note in finding.notes]
    if finding.help:
        remarks.append(("help", visible(finding.help)))
    return [*remarks, ("docs", f"runpress explain {finding.code.id}")]
