"""The clauses of filters: one condition on one key.

clause := key op value | value op key | key ["not"] "in" list | value ["not"] "in" key
        | key ["not"] "matches" text | "exists" "(" key ")" | [key] "within_last" span
key    := word | Config("n") | Summary("n") | SummaryMetric("n") | Metric("n") | Tags(["n"]) | KeysInfo("n")
value  := text | number | true | false | null        (behind a key in W&B's spelling, also a bare word: text)
span   := "(" number "," unit ")" | number unit
"""

from __future__ import annotations

from typing import Final, NamedTuple, cast

from runpress.diagnostics.codes import runsets
from runpress.diagnostics.suggest import did_you_mean
from runpress.model.filters import meaning
from runpress.model.filters.faults import Fault, meant, shown, unexpected
from runpress.model.filters.nodes import (
    OPERATORS,
    TIMES,
    UNIT_SECONDS,
    Comparison,
    Contains,
    Exists,
    Expression,
    In,
    Matches,
    Not,
    NotIn,
    Operator,
    Unit,
    WithinLast,
)
from runpress.model.filters.printer import print_filter
from runpress.model.filters.regex import check_pattern
from runpress.model.filters.subjects import CALLS, read_call, read_word
from runpress.model.filters.tokens import Token, raw_offset, unquote
from runpress.model.filters.values import SpanOf, Value, is_value, read_list, read_value
from runpress.model.filters.words import Words
from runpress.model.keys import Key
from runpress.source import Span

_FLIPPED: Final[dict[Operator, Operator]] = {"==": "==", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_VERBS: Final = ("matches", "in", "not", "within_last", "exists", "and", "or")
_UNKNOWN: Final = Key("config", ("unknown",))
_A_COMPARISON = "a comparison such as `==`"


class _Subject(NamedTuple):
    """A key as it stands in a filter; `token` is what to point at: the word, or the whole call."""

    key: Key
    token: Token
    is_call: bool


class ClauseReader:
    """Reads one clause at a time; raises a Fault for the first mistake in it."""

    def __init__(self, words: Words, text: str, span_of: SpanOf, faults: list[Fault]) -> None:
        self.words = words
        self.text = text
        self.span_of = span_of
        self.faults = faults

    def read(self) -> Expression:
        """One clause."""
        start = self.words.now
        if start.lower == "exists" and self.words.next.text == "(":
            clause: Expression = self._exists()
        elif start.lower == "within_last":
            clause = self._within_last(Key("run", ("created_at",)), start)
        elif is_value(start):
            clause = self._value_first()
        else:
            clause = self._key_first(self._subject())
        self._refuse_chain(clause, start)
        return clause

    def _span(self, start: Token) -> Span:
        return self.span_of(start.start, self.words.before.end)

    def _subject(self) -> _Subject:
        token = self.words.now
        if token.kind != "word" or token.lower in _VERBS:
            raise unexpected(token, wanted="a condition such as `config.lr == 0.1`")
        self.words.advance()
        if self.words.now.text != "(":
            return self._named(token)
        return self._call(token)

    def _named(self, token: Token) -> _Subject:
        """The key of a word. One that runs do not have is reported, and the rest of its clause is read all the same."""
        try:
            return _Subject(read_word(token), token, is_call=False)
        except Fault as fault:
            self.faults.append(fault)
            return _Subject(_UNKNOWN, token, is_call=False)

    def _call(self, word: Token) -> _Subject:
        if word.text not in CALLS:
            label = did_you_mean(word.text, [*CALLS, "exists", "off"])
            message = f"filters have no function `{shown(word.text)}`"
            raise Fault(
                word.start,
                word.end,
                message,
                label=label,
                help="" if label else "a key is `config.lr`, a text stands in quotes",
            )
        self.words.advance()
        name = self.words.advance() if self.words.now.kind == "text" else None
        closing = self.words.expect(")", wanted="the name of a key in quotes" if name is None else "`)`")
        key = read_call(word, name, unquote(name.text) if name else "", closing.end)
        whole = Token("word", self.text[word.start : closing.end], word.start, closing.end)
        return _Subject(key, whole, is_call=True)

    def _exists(self) -> Exists:
        start = self.words.advance()
        self.words.advance()
        key = self._subject().key
        self.words.expect(")", wanted="`)`")
        return Exists(key, self._span(start))

    def _key_first(self, subject: _Subject) -> Expression:
        token = self.words.now
        if token.text in {*OPERATORS, "="}:
            return self._comparison(subject)
        negated = token.lower == "not"
        if negated:
            self.words.advance()
        clause = self._verb(subject, self.words.now, negated=negated)
        if not negated or isinstance(clause, NotIn):
            return clause
        return Not(clause, self._span(subject.token))

    def _verb(self, subject: _Subject, verb: Token, *, negated: bool) -> Expression:
        match verb.lower:
            case "in":
                return self._membership(subject, negated=negated)
            case "matches":
                return self._matches(subject)
            case "exists":
                self.words.advance()
                return Exists(subject.key, self._span(subject.token))
            case "within_last":
                return self._within_last(subject.key, subject.token)
        raise self._no_comparison(subject, verb)

    def _comparison(self, subject: _Subject) -> Comparison:
        op = _operator(self.words.advance())
        value = self._value(bare_words=subject.is_call)
        return self._compared(subject, op, value, start=subject.token)

    def _compared(self, subject: _Subject, op: Operator, value: Value, *, start: Token) -> Comparison:
        meaning.check_comparison(subject.key, op, value.literal, value.token)
        self._check_state(subject.key, value)
        return Comparison(subject.key, op, value.literal, self._span(start))

    def _value(self, *, bare_words: bool = False) -> Value:
        return read_value(self.words, self.span_of, bare_words=bare_words)

    def _value_first(self) -> Expression:
        value = self._value()
        token = self.words.now
        if token.text in {*OPERATORS, "="}:
            self.words.advance()
            if is_value(self.words.now):
                raise _no_key(value.token, self.words.now)
            return self._compared(self._subject(), _FLIPPED[_operator(token)], value, start=value.token)
        negated = token.lower == "not"
        if negated:
            self.words.advance()
        if self.words.now.lower != "in":
            raise unexpected(self.words.now, wanted=f"`in` or {_A_COMPARISON}")
        self.words.advance()
        return self._contains(value, negated=negated)

    def _contains(self, value: Value, *, negated: bool) -> Expression:
        if self.words.now.text in {"[", "("}:
            raise _no_key(value.token, self.words.now)
        subject = self._subject()
        meaning.check_text_clause(subject.key, "in", subject.token)
        clause = Contains(subject.key, value.literal, self._span(value.token))
        return Not(clause, clause.span) if negated else clause

    def _membership(self, subject: _Subject, *, negated: bool) -> In | NotIn:
        self.words.advance()
        values = read_list(self.words, self.span_of, bare_words=subject.is_call)
        for value in values:
            meaning.check_value(subject.key, value.literal, value.token)
            self._check_state(subject.key, value)
        kind = NotIn if negated else In
        return kind(subject.key, tuple(value.literal for value in values), self._span(subject.token))

    def _matches(self, subject: _Subject) -> Matches:
        self.words.advance()
        token = self._value().token
        if token.kind != "text":
            raise Fault(
                token.start,
                token.end,
                f"a pattern is text, {shown(token.text)} is not",
                label=f'write `"{token.text}"`',
            )
        meaning.check_text_clause(subject.key, "matches", subject.token)
        pattern = unquote(token.text)
        error = check_pattern(pattern)
        if error is not None:
            start, end = (token.start + raw_offset(token.text, index) for index in (error.start, error.end))
            raise Fault(
                start,
                max(end, start + 1),
                error.message,
                help=error.help or "`runpress explain RS206` says what patterns can hold",
                code=runsets.FILTER_PATTERN,
            )
        return Matches(subject.key, pattern, self._span(subject.token))

    def _within_last(self, key: Key, start: Token) -> WithinLast:
        self.words.advance()
        in_brackets = self.words.now.text == "("
        if in_brackets:
            self.words.advance()
        amount = self._amount()
        if in_brackets:
            self.words.expect(",", wanted='`,` and a unit such as `"days"`')
        unit = self._unit()
        if in_brackets:
            self.words.expect(")", wanted="`)`")
        if key not in TIMES and key is not _UNKNOWN:
            message = f"`within_last` is for times, and `{key}` is none"
            raise Fault(
                start.start,
                start.end,
                message,
                help='write `created_at within_last(7, "days")`',
                code=runsets.FILTER_VALUE,
            )
        return WithinLast(key, amount, unit, self._span(start))

    def _amount(self) -> int | float:
        token = self.words.now
        if token.kind != "number":
            raise unexpected(token, wanted='a number of days, such as `within_last(7, "days")`,')
        amount = self._value().literal.value
        if not isinstance(amount, (int, float)) or amount <= 0:
            raise Fault(
                token.start,
                token.end,
                f"`within_last` cannot look back {token.text}",
                help='write a number above 0: `within_last(7, "days")`',
                code=runsets.FILTER_VALUE,
            )
        return amount

    def _unit(self) -> Unit:
        token = self.words.now
        word = unquote(token.text) if token.kind == "text" else token.text
        unit = word.lower() if word.lower().endswith("s") else f"{word.lower()}s"
        if token.kind not in {"text", "word"}:
            raise unexpected(token, wanted="a unit such as `days`")
        if unit not in UNIT_SECONDS:
            units = ", ".join(f"`{name}`" for name in UNIT_SECONDS)
            label = did_you_mean(word, UNIT_SECONDS)
            raise Fault(
                token.start, token.end, f"`{shown(word)}` is no unit of time", label=label, help=f"units are {units}"
            )
        self.words.advance()
        return unit

    def _check_state(self, key: Key, value: Value) -> None:
        label = meaning.unknown_state(key, value.literal)
        if label is not None:
            typed, states = shown(value.token.text), ", ".join(f"`{state}`" for state in meaning.STATES)
            message = f"no run is ever in state {typed}"
            self.faults.append(
                Fault(
                    value.token.start,
                    value.token.end,
                    message,
                    label=label,
                    help=f"states are {states}",
                    code=runsets.FILTER_STATE,
                )
            )

    def _no_comparison(self, subject: _Subject, token: Token) -> Fault:
        typed = shown(subject.token.text)
        if token.kind == "end" or token.lower in {"and", "or"} or token.text == ")":
            help_ = f"write `{typed} == true` or `exists({typed})`"
            return Fault(subject.token.start, subject.token.end, f"`{typed}` alone is no condition", help=help_)
        fault = unexpected(token, wanted=f"{_A_COMPARISON} or `in`")
        if token.kind == "word" and not meant(token) and not subject.is_call:
            head, _, last = subject.token.text.rpartition(".")
            name = f'{head}{"." if head else ""}"{last} {token.text}"'
            fault.help = f"a key with a space stands in quotes: `{name}`"
        return fault

    def _refuse_chain(self, clause: Expression, start: Token) -> None:
        token = self.words.now
        if token.text not in {*OPERATORS, "="}:
            return
        self.words.advance()
        help_ = "join two comparisons by `and`"
        if isinstance(clause, Comparison) and is_value(self.words.now):
            second = Comparison(clause.key, _operator(token), self._value().literal)
            help_ = f"write `{print_filter(clause)} and {print_filter(second)}`"
        raise Fault(start.start, self.words.before.end, "comparisons are not chained", help=help_)


def _operator(token: Token) -> Operator:
    return "==" if token.text == "=" else cast("Operator", token.text)


def _no_key(first: Token, second: Token) -> Fault:
    message = f"`{shown(first.text)}` is compared with a value, not with a key of the runs"
    return Fault(first.start, second.end, message, help="a key is `config.lr`, `summary.val_acc` or `state`")
