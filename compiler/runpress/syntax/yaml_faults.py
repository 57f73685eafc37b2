"""What is wrong with a body that is no YAML, in the words of its author: what was typed, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from yaml import MarkedYAMLError

from runpress.diagnostics import Edit
from runpress.frozen import frozen
from runpress.source import SourceFile, Span
from runpress.syntax.places import Places

# Possessive, so that no line takes more than one pass.
_QUOTED_VALUE = re.compile(r"""([ \t]*+(?:-[ \t]++)?)([\w."/-]++):[ \t]++((["']).*)\Z""")
_SECOND_COLON = re.compile(r"[ \t]*+(?:-[ \t]++)?([^:#]++):[ \t]++([^\"'\[{|>].*:(?:[ \t].*)?)\Z")


@frozen
class Fault:
    """A fault at a stretch of the body; `replacement` mends it if it is not empty."""

    start: int
    end: int
    message: str
    label: str
    replacement: str = ""

    def edits(self, source: SourceFile, places: Places) -> Iterator[Edit]:
        """The fix, if there is one."""
        if self.replacement:
            yield Edit(Span(source, *places.range(self.start, self.end)), self.replacement)


def fault_of(text: str, error: MarkedYAMLError) -> Fault:
    """What an error of the parser means, inside the text."""
    mark = error.problem_mark or error.context_mark
    index = min(mark.index if mark else 0, len(text))
    last = max(len(text) - 1, 0)
    begin = min(error.context_mark.index if error.context_mark else index, index, last)
    fault = _described(text, index, error.problem or "", error.context or "", begin)
    return replace(fault, start=min(fault.start, last), end=min(fault.end, len(text)))


def _described(text: str, index: int, problem: str, context: str, begin: int) -> Fault:
    """The fault that the parser met at `index`, in what began at `begin`."""
    if "flow" in context and (index >= len(text.rstrip()) or "\n" in text[begin:index]):
        begin = begin if text[begin : begin + 1] in ("[", "{") else _open_bracket(text, index)
        return _unclosed(text, begin, is_list=text[begin : begin + 1] == "[")
    start, end = _line_bounds(text, index)
    line = text[start:end]
    for describe in (_quote_and_more, _tab, _second_colon):
        fault = describe(line, start, index, problem)
        if fault:
            return fault
    if "another document" in problem or "document start" in problem:
        return Fault(
            start, end, f"`{line.strip()}` begins a second document", "only one can stand here: remove the line"
        )
    if "quoted scalar" in context:
        line_end = text.find("\n", begin)
        end = len(text) if line_end < 0 else line_end
        return Fault(
            begin, end, "a quote is opened and not closed", f"add {text[begin : begin + 1]} where the value ends"
        )
    if "could not find expected ':'" in problem:
        return _no_colon(text, begin)
    return _general(text, index, problem, context)


def _open_bracket(text: str, index: int) -> int:
    """The last bracket before `index` that nothing closes."""
    closed = 0
    for at in range(min(index, len(text)) - 1, -1, -1):
        if text[at] in "]}":
            closed += 1
        elif text[at] in "[{":
            if not closed:
                return at
            closed -= 1
    return index


def _unclosed(text: str, begin: int, *, is_list: bool) -> Fault:
    """A bracket that stays open: the parser notices it lines below."""
    line_end = text.find("\n", begin)
    end = len(text.rstrip()) if line_end < 0 else line_end
    what, mark = ("list", "]") if is_list else ("mapping", "}")
    return Fault(begin, max(end, begin + 1), f"the {what} is not closed", f"add `{mark}` where it ends")


def _quote_and_more(line: str, start: int, _index: int, problem: str) -> Fault | None:
    """`filters: "prod" in tags`: the quotes end before the value does."""
    match = _QUOTED_VALUE.match(line)
    if match is None or "expected" not in problem:
        return None
    value, quote = match[3].rstrip(" \t"), match[4]
    close = _quote_end(value, quote)
    if close < 0 or not value[close + 1 :].strip() or value[close + 1 :].lstrip().startswith("#"):
        return None
    whole = "'" + value.replace("'", "''") + "'"
    return Fault(
        start + match.start(3),
        start + match.start(3) + len(value),
        f"the value of `{match[2]}` begins with a quote and goes on behind it",
        "put the whole value in quotes",
        whole,
    )


def _quote_end(value: str, quote: str) -> int:
    position = 1
    while position < len(value):
        if quote == '"' and value[position] == "\\":
            position += 2
            continue
        if value[position] == quote:
            if quote == "'" and value[position + 1 : position + 2] == "'":
                position += 2
                continue
            return position
        position += 1
    return -1


def _tab(line: str, start: int, index: int, problem: str) -> Fault | None:
    tab = line.find("\t")
    if tab < 0 or ("cannot start any token" not in problem and "tab" not in problem):
        return None
    at = index if line[index - start : index - start + 1] == "\t" else start + tab
    return Fault(at, at + 1, "a tab cannot indent a line here", "use spaces", "  ")


def _second_colon(line: str, start: int, index: int, problem: str) -> Fault | None:
    if "mapping values are not allowed" not in problem:
        return None
    match = _SECOND_COLON.match(line)
    if match is None:
        return Fault(index, index + 1, "a `:` cannot stand here", "check the indent of this line and the one above")
    value = match[2].rstrip()
    whole = "'" + value.replace("'", "''") + "'"
    begin = start + match.start(2)
    return Fault(
        begin,
        begin + len(value),
        f"the value of `{match[1].strip()}` holds a second `: `",
        "put the value in quotes",
        whole,
    )


def _no_colon(text: str, begin: int) -> Fault:
    """A line without `: `, which cannot be a key."""
    start, end = _line_bounds(text, begin)
    line = text[start:end]
    begin = start + len(line) - len(line.lstrip())
    return Fault(
        begin, max(start + len(line.rstrip()), begin + 1), f"`{line.strip()}` is no `key: value`", "a `: ` is missing"
    )


def _general(text: str, index: int, problem: str, context: str) -> Fault:
    """What remains, by what the parser was doing."""
    at = min(index, max(len(text.rstrip()) - 1, 0))
    found = text[at : at + 1]
    char = f"`{found}`" if found.strip() else "the end of the line"
    if "flow sequence" in context:
        return Fault(
            at, at + 1, f"{char} does not fit into the list", "separate values with `,` and end the list with `]`"
        )
    if "flow mapping" in context:
        return Fault(at, at + 1, f"{char} does not fit into the mapping", "write `{key: value, key: value}`")
    if "cannot start any token" in problem:
        return Fault(at, at + 1, f"{char} cannot begin a value", "put the value in quotes")
    if found in "]}":
        return Fault(at, at + 1, f"{char} closes what was never opened", "remove it")
    if "block mapping" in context or "block collection" in context or "block sequence" in context:
        return Fault(
            at,
            at + 1,
            f"{char} does not belong here",
            "check the indent of this line and the one above, or quote the value",
        )
    return Fault(at, at + 1, f"{char} cannot stand here", "write one `key: value` a line")


def _line_bounds(text: str, index: int) -> tuple[int, int]:
    index = min(index, max(len(text.rstrip()) - 1, 0))
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    return start, len(text) if end < 0 else end
