"""Filter text to a syntax tree: recursive descent, every word with its place, all mistakes at once.

    filter := either;  either := all {"or" all};  all := one {"and" one}
    one    := "not" one | "(" either ")" | "off" "(" either ")" | clause          (see `clauses`)

Both spellings are read, ours and W&B's. A filter with a mistake gives no tree at all: a part of a
filter would select other runs than its author means.
"""

from __future__ import annotations

from runpress.diagnostics.codes import runsets
from runpress.diagnostics.diagnostic import Diagnostic
from runpress.model.filters.clauses import ClauseReader
from runpress.model.filters.faults import Fault, meant, shown, unclosed_text, unexpected
from runpress.model.filters.nodes import And, Expression, Not, Off, Or
from runpress.model.filters.tokens import Token, tokenize
from runpress.model.filters.values import SpanOf
from runpress.model.filters.words import Words
from runpress.source import Span

DEEPEST = 50
LONGEST = 20_000
_JOINTS = ("and", "or")


def parse_filter(text: str, span_of: SpanOf) -> tuple[Expression | None, list[Diagnostic]]:
    """Read a filter. None with no findings is the empty filter, which selects every run; None with an error is no filter."""
    if not text.strip():
        return None, []
    if len(text) > LONGEST:
        message = f"the filter has {len(text)} characters, more than {LONGEST}"
        return None, [
            runsets.FILTER_SYNTAX.at(span_of(0, 1), message, help="list the runs by a tag or a group instead")
        ]
    parser = _Parser(text, span_of)
    expression = parser.whole()
    findings = [_finding(fault, span_of) for fault in parser.faults]
    return (None if parser.has_error else expression), sorted(findings, key=lambda finding: finding.sort_key)


def _finding(fault: Fault, span_of: SpanOf) -> Diagnostic:
    return fault.code.at(span_of(fault.start, fault.end), fault.message, label=fault.label, help=fault.help)


class _TooDeep(Exception):  # noqa: N818 - never leaves this module
    pass


class _Parser:
    """Reads one filter. A clause with a mistake is None, and reading goes on behind it."""

    def __init__(self, text: str, span_of: SpanOf) -> None:
        self.words = Words(tokenize(text))
        self.span_of = span_of
        self.faults: list[Fault] = []
        self.clauses = ClauseReader(self.words, text, span_of, self.faults)
        self.depth = 0

    @property
    def has_error(self) -> bool:
        return any(fault.code.severity == "error" for fault in self.faults)

    def whole(self) -> Expression | None:
        try:
            expression = self._either()
        except _TooDeep:
            return None
        while not self.words.is_over:
            self._refuse(_too_much(self.words.advance()))
            if not self.words.is_over:
                self._either()
        return expression

    def _either(self) -> Expression | None:
        start = self.words.now.start
        operands = [self._all()]
        while self.words.now.lower == "or":
            self.words.advance()
            operands.append(self._all())
        read = [operand for operand in operands if operand is not None]
        return Or(tuple(read), self._span(start)) if len(read) > 1 else next(iter(read), None)

    def _all(self) -> Expression | None:
        start = self.words.now.start
        operands = [self._one()]
        while self._is_joined_by_and():
            operands.append(self._one())
        read = [operand for operand in operands if operand is not None]
        return And(tuple(read), self._span(start)) if len(read) > 1 else next(iter(read), None)

    def _is_joined_by_and(self) -> bool:
        """Step over `and`; whatever else stands between two clauses is refused, and reading goes on behind it."""
        token = self.words.now
        if token.lower == "and":
            self.words.advance()
            return True
        if token.kind == "end" or token.lower == "or" or token.text == ")":
            return False
        if meant(token) in _JOINTS:
            self._refuse(unexpected(token, wanted="`and` or `or`"))
            self.words.advance()
            return True
        self._refuse(_unjoined(token))
        self._recover(self.words.at)
        return self.words.now.lower == "and" and self._is_joined_by_and()

    def _one(self) -> Expression | None:
        token = self.words.now
        if token.lower == "not" or token.text == "!":
            return self._not()
        if token.text == "(":
            return self._brackets()
        if token.lower == "off" and self.words.next.text == "(":
            return self._off()
        start = self.words.at
        try:
            return self.clauses.read()
        except Fault as fault:
            self._refuse(fault)
            self._recover(start)
            return None

    def _not(self) -> Expression | None:
        token = self.words.advance()
        if token.text == "!":
            self._refuse(unexpected(token, wanted="a condition"))
        self._enter()
        operand = self._one()
        self.depth -= 1
        return None if operand is None else Not(operand, self._span(token.start))

    def _off(self) -> Expression | None:
        start = self.words.advance().start
        operand = self._brackets()
        return None if operand is None else Off(operand, self._span(start))

    def _brackets(self) -> Expression | None:
        opening = self.words.advance()
        self._enter()
        expression = self._either()
        self.depth -= 1
        if self.words.now.text == ")":
            self.words.advance()
        else:
            self._refuse(
                Fault(opening.start, opening.end, "the bracket `(` is not closed", help="end the group with `)`")
            )
        return expression

    def _enter(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            token = self.words.now
            message = f"brackets and `not` are nested deeper than {DEEPEST}"
            self._refuse(Fault(token.start, token.end, message, help="say it with fewer brackets"))
            raise _TooDeep

    def _refuse(self, fault: Fault) -> None:
        self.faults.append(fault)

    def _recover(self, start: int) -> None:
        """Go to the next `and`, `or` or `)` that belongs to the group in which the clause at `start` stands."""
        read = [token.text for token in self.words.tokens[start : self.words.at]]
        open_brackets = max(0, sum(text in {"(", "["} for text in read) - sum(text in {")", "]"} for text in read))
        while self.words.now.kind != "end":
            token = self.words.now
            if token.text in {"(", "["}:
                open_brackets += 1
            elif token.text in {")", "]"}:
                if open_brackets == 0 and token.text == ")":
                    return
                open_brackets = max(0, open_brackets - 1)
            elif open_brackets == 0 and (token.lower in _JOINTS or (meant(token) in _JOINTS and token.text != ",")):
                return
            self.words.advance()

    def _span(self, start: int) -> Span:
        return self.span_of(start, self.words.before.end)


def _too_much(token: Token) -> Fault:
    message = f"`{shown(token.text)}` stands where the filter should end"
    return Fault(token.start, token.end, message, help="delete it, or write the `(` that it closes")


def _unjoined(token: Token) -> Fault:
    if token.kind == "unclosed":
        return unclosed_text(token)
    word = meant(token)
    label = f"did you mean `{word}`?" if word else ""
    message = f"`and` or `or` is missing before `{shown(token.text)}`"
    return Fault(token.start, token.end, message, label=label, help="" if label else "join conditions by `and` or `or`")
