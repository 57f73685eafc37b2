"""Expressions over metrics: `${train/loss} / 2 + log(x)`. Read and evaluated here, never by Python's `eval`.

W&B: "simple arithmetic expressions, +, -, *, / and % as well as ** for powers"
(<https://docs.wandb.ai/models/app/features/panels/line-plot/reference>). A metric is named bare where
its name is a word (dots count), else as `${any name}`. Functions are those of `FUNCTIONS`.

Arithmetic is that of JavaScript, as in W&B's page: dividing by zero gives an infinity or NaN, `%` has
the sign of the dividend, a root of a negative number is NaN. Nothing raises.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NoReturn, TypeAlias

from runpress.diagnostics.suggest import suggestion
from runpress.frozen import frozen

LONGEST: Final = 400
"""Long sums nest as deep as they are long; this keeps them far from Python's own limit."""
DEEPEST: Final = 50

_TOKEN: Final = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|\$\{(?P<quoted>[^{}]*)\}|(?P<name>[^\W\d][\w.]*)|(?P<sign>\*\*|[-+*/%(),]))"
)


@frozen
class Number:
    """A number."""

    value: float


@frozen
class Name:
    """The value of a metric, or of `x`."""

    name: str


@frozen
class Call:
    """An operator or function with its operands; `neg` is the sign."""

    function: str
    operands: tuple[Term, ...]


Term: TypeAlias = Number | Name | Call


@frozen
class ExpressionError:
    """What is wrong with an expression, and where in its text."""

    message: str
    start: int
    end: int
    help: str = ""


def parse_expression(text: str) -> Term | ExpressionError:
    """Read an expression."""
    if len(text) > LONGEST:
        return ExpressionError(
            f"an expression of {len(text)} characters is too long", 0, len(text), f"at most {LONGEST} are read"
        )
    try:
        return _Parser(text).parse()
    except _Fault as fault:
        return fault.error


def names(term: Term) -> tuple[str, ...]:
    """The names that an expression asks for, each once, in order."""
    return tuple(dict.fromkeys(_names(term)))


def evaluate(term: Term, values: Mapping[str, float]) -> float:
    """The value of an expression; NaN for a name that has none."""
    match term:
        case Number(value=value):
            return value
        case Name(name=name):
            return values.get(name, math.nan)
        case Call(function=function, operands=operands):
            return _call(function, [evaluate(operand, values) for operand in operands])


def evaluate_series(term: Term, columns: Mapping[str, Sequence[float]], *, count: int) -> list[float]:
    """The values of an expression at `count` points; each column has a value a point."""
    wanted = [name for name in names(term) if name in columns]
    return [evaluate(term, {name: columns[name][at] for name in wanted}) for at in range(count)]


def _call(function: str, operands: list[float]) -> float:
    try:
        return _ALL[function](*operands)
    except OverflowError:
        return math.inf
    except (ValueError, ZeroDivisionError):
        return math.nan


def _names(term: Term) -> Iterator[str]:
    if isinstance(term, Name):
        yield term.name
    elif isinstance(term, Call):
        for operand in term.operands:
            yield from _names(operand)


class _Fault(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, error: ExpressionError) -> None:
        self.error = error


@frozen
class _Token:
    kind: str
    text: str
    start: int
    end: int


class _Parser:
    """Recursive descent; powers bind tighter than a sign before them, and to the right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(self._scan())
        self._at = 0
        self._depth = 0

    def parse(self) -> Term:
        term = self._sum()
        if self._next.kind != "end":
            self._fail(
                f"`{self._next.text}` is not expected here", "join two values with `+`, `-`, `*`, `/`, `%` or `**`"
            )
        return term

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _scan(self) -> Iterator[_Token]:
        at = 0
        while at < len(self._text.rstrip()):
            match = _TOKEN.match(self._text, at)
            if match is None or match.lastgroup is None:
                start = at + len(self._text[at:]) - len(self._text[at:].lstrip())
                raise _Fault(self._unreadable(start))
            yield _Token(match.lastgroup, match[match.lastgroup], match.start(match.lastgroup), match.end())
            at = match.end()
        yield _Token("end", "the end", len(self._text), len(self._text))

    def _unreadable(self, start: int) -> ExpressionError:
        typed = self._text[start]
        help = {"^": "powers are written `**`", "$": "a metric is written `${its name}`"}.get(typed, "")
        return ExpressionError(f"`{typed}` cannot be read in an expression", start, start + 1, help)

    def _sum(self) -> Term:
        return self._chain(("+", "-"), self._product)

    def _product(self) -> Term:
        return self._chain(("*", "/", "%"), self._signed)

    def _chain(self, signs: tuple[str, ...], operand: Callable[[], Term]) -> Term:
        term = operand()
        while self._next.kind == "sign" and self._next.text in signs:
            sign = self._take().text
            term = Call(sign, (term, operand()))
        return term

    def _signed(self) -> Term:
        self._depth += 1
        if self._depth > DEEPEST:
            self._fail("the expression is nested too deep", f"at most {DEEPEST} levels are read")
        if self._next.kind == "sign" and self._next.text in {"-", "+"}:
            sign = self._take().text
            term = self._signed()
            term = Call("neg", (term,)) if sign == "-" else term
        else:
            term = self._power()
        self._depth -= 1
        return term

    def _power(self) -> Term:
        base = self._atom()
        if self._next.kind == "sign" and self._next.text == "**":
            self._take()
            return Call("**", (base, self._signed()))
        return base

    def _atom(self) -> Term:
        token = self._take()
        if token.kind == "number":
            return Number(float(token.text))
        if token.kind == "quoted":
            return Name(token.text.strip())
        if token.kind == "name":
            return self._call(token) if self._next.text == "(" else Name(token.text)
        if token.text != "(":
            self._at -= token.kind != "end"
            before = "the end" if token.kind == "end" else f"`{token.text}`"
            self._fail(f"a value is missing before {before}", "write a number, a metric or a bracket there")
        term = self._sum()
        self._expect(")", token)
        return term

    def _call(self, name: _Token) -> Term:
        if name.text not in FUNCTIONS:
            near = suggestion(name.text, FUNCTIONS)
            self._at -= 1
            self._fail(
                f"there is no function `{name.text}`",
                f"did you mean `{near}`?" if near else f"there are {', '.join(FUNCTIONS)}",
            )
        opening = self._take()
        operands = [self._sum()]
        while self._next.text == ",":
            self._take()
            operands.append(self._sum())
        self._expect(")", opening)
        least, most = _OPERANDS.get(name.text, (1, 1))
        if not least <= len(operands) <= most:
            raise _Fault(
                ExpressionError(
                    f"`{name.text}` takes {least} value{'s' if least > 1 else ''}, not {len(operands)}",
                    name.start,
                    name.end,
                )
            )
        return Call(name.text, tuple(operands))

    def _take(self) -> _Token:
        token = self._next
        if token.kind != "end":
            self._at += 1
        return token

    def _expect(self, text: str, opening: _Token) -> None:
        if self._next.text != text:
            raise _Fault(ExpressionError("a bracket is not closed", opening.start, opening.end, f"add `{text}`"))
        self._take()

    def _fail(self, message: str, help: str) -> NoReturn:
        raise _Fault(ExpressionError(message, self._next.start, self._next.end, help))


def _divide(a: float, b: float) -> float:
    if b:
        return a / b
    return math.nan if not a or math.isnan(a) else math.copysign(math.inf, a) * math.copysign(1, b)


def _power(a: float, b: float) -> float:
    if not a and b < 0:
        return math.inf
    return math.pow(a, b)


def _log(log: Callable[[float], float]) -> Callable[[float], float]:
    return lambda value: -math.inf if not value else log(value)


def _rounded(value: float) -> float:
    """As JavaScript: halves go up."""
    return float(math.floor(value + 0.5)) if math.isfinite(value) else value


def _whole(function: Callable[[float], int]) -> Callable[[float], float]:
    return lambda value: float(function(value)) if math.isfinite(value) else value


def _least(*values: float) -> float:
    return math.nan if any(map(math.isnan, values)) else min(values)


def _greatest(*values: float) -> float:
    return math.nan if any(map(math.isnan, values)) else max(values)


FUNCTIONS: Final[dict[str, Callable[..., float]]] = {
    "abs": abs,
    "ceil": _whole(math.ceil),
    "cos": math.cos,
    "exp": math.exp,
    "floor": _whole(math.floor),
    "log": _log(math.log),
    "log10": _log(math.log10),
    "log2": _log(math.log2),
    "max": _greatest,
    "min": _least,
    "pow": _power,
    "round": _rounded,
    "sin": math.sin,
    "sqrt": math.sqrt,
    "tan": math.tan,
}
_OPERANDS: Final = {"max": (1, 100), "min": (1, 100), "pow": (2, 2)}
_ALL: Final[dict[str, Callable[..., float]]] = FUNCTIONS | {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": _divide,
    "%": math.fmod,
    "**": _power,
    "neg": lambda a: -a,
}
