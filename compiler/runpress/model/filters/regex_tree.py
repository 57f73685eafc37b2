"""Patterns read into a tree; what the dialect of `regex` lacks is an error with its place."""

from __future__ import annotations

from typing import NamedTuple, NoReturn, TypeAlias

from runpress.frozen import frozen

LONGEST = 2000
"""Characters of a pattern."""
MOST_REPEATS = 1000
"""As in RE2."""
MOST_STATES = 5_000
DEEPEST = 50

Ranges: TypeAlias = tuple[tuple[int, int], ...]

_DIGIT: Ranges = ((48, 57),)
_WORD: Ranges = ((48, 57), (65, 90), (95, 95), (97, 122))
_SPACE: Ranges = ((9, 10), (12, 13), (32, 32))
_CLASSES: dict[str, Ranges] = {"d": _DIGIT, "w": _WORD, "s": _SPACE}
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}
_LAST = 0x10FFFF


class RegexError(NamedTuple):
    """What is wrong with a pattern, for its author; `start` and `end` count characters of the pattern."""

    message: str
    start: int
    end: int
    help: str = ""


@frozen
class Chars:
    r"""One character: written (`literals`, which `(?i)` widens) or of a class such as `\d`; `inverted` takes all others."""

    literals: Ranges = ()
    classes: Ranges = ()
    inverted: bool = False


@frozen
class Edge:
    """A place between characters: `^`, `$` or `b` (the edge of a word)."""

    kind: str


@frozen
class Sequence:
    """One after the other."""

    items: tuple[Tree, ...]


@frozen
class Choice:
    """One of these."""

    branches: tuple[Tree, ...]


@frozen
class Repeat:
    """Between `least` and `most` times; `most` None is without end."""

    item: Tree
    least: int
    most: int | None


Tree: TypeAlias = Chars | Edge | Sequence | Choice | Repeat


@frozen
class Pattern:
    """A whole pattern."""

    tree: Tree
    ignores_case: bool


def read_pattern(pattern: str) -> Pattern | RegexError:
    """Read a pattern; what it holds beyond the dialect is an error."""
    if len(pattern) > LONGEST:
        return RegexError(f"the pattern has {len(pattern)} characters, more than {LONGEST}", 0, len(pattern))
    try:
        reader = _Reader(pattern)
        tree = reader.whole()
    except _Refused as refused:
        return refused.error
    if _states(tree) > MOST_STATES:
        return RegexError(
            "the pattern's repetitions make it too large", 0, len(pattern), "use smaller counts in `{m,n}`"
        )
    return Pattern(tree, reader.ignores_case)


def _states(tree: Tree) -> int:
    match tree:
        case Sequence(items=items) | Choice(branches=items):
            return sum(map(_states, items)) + len(items)
        case Repeat(item=item, least=least, most=most):
            return (_states(item) + 1) * max(least + 1, most or 1)
        case _:
            return 1


class _Refused(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, error: RegexError) -> None:
        self.error = error


class _Reader:
    """A recursive descent over the characters of a pattern."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.depth = 0
        self.ignores_case = False

    def whole(self) -> Tree:
        if self.pattern.startswith("(?i)"):
            self.ignores_case = True
            self.at = 4
        tree = self._choice()
        if self.at < len(self.pattern):
            self._refuse("`)` closes nothing", self.at, self.at + 1, r"write `\)` for the character")
        return tree

    def _refuse(self, message: str, start: int, end: int | None = None, help: str = "") -> NoReturn:
        raise _Refused(RegexError(message, start, self.at if end is None else end, help))

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _choice(self) -> Tree:
        branches = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else Choice(tuple(branches))

    def _sequence(self) -> Tree:
        items: list[Tree] = []
        while (char := self._peek()) and char not in "|)":
            items.append(self._repeated())
        return items[0] if len(items) == 1 else Sequence(tuple(items))

    def _repeated(self) -> Tree:
        start = self.at
        item = self._item()
        counts = self._counts()
        if counts is None:
            return item
        if isinstance(item, Edge) and self.pattern[start] != "(":
            self._refuse(f"`{self.pattern[start : self.at]}` repeats a place, not a character", start)
        if self._peek() == "?":
            self.at += 1
        if self._peek() == "+" or self._counts() is not None:
            self._refuse(
                f"`{self.pattern[start : self.at]}` repeats a repetition", start, help="put the inner one in `(?:…)`"
            )
        return Repeat(item, *counts)

    def _counts(self) -> tuple[int, int | None] | None:
        char = self._peek()
        if char in {"*", "+", "?"}:
            self.at += 1
            return {"*": (0, None), "+": (1, None), "?": (0, 1)}[char]
        return self._braces() if char == "{" else None

    def _braces(self) -> tuple[int, int | None]:
        start = self.at
        end = self.pattern.find("}", start)
        low, comma, high = self.pattern[start + 1 : end].partition(",") if end > 0 else ("", "", "")
        if not _is_count(low) or not (high == "" or _is_count(high)):
            self._refuse(
                "`{` begins a count such as `{2}`, `{2,}` or `{2,5}`", start, start + 1, r"write `\{` for the character"
            )
        self.at = end + 1
        least, most = int(low), (int(high) if high else None) if comma else int(low)
        if max(least, most or 0) > MOST_REPEATS:
            self._refuse(f"`{self.pattern[start : self.at]}` repeats more than {MOST_REPEATS} times", start)
        if most is not None and most < least:
            self._refuse(f"`{self.pattern[start : self.at]}` ends below its beginning", start)
        return least, most

    def _item(self) -> Tree:
        start, char = self.at, self._peek()
        self.at += 1
        if char == "(":
            return self._group(start)
        if char == "[":
            return self._class(start)
        if char == "\\":
            return self._escape(start)
        if char == ".":
            return Chars(classes=((10, 10),), inverted=True)
        if char in "^$":
            return Edge(char)
        if char in "*+?{":
            self._refuse(f"`{char}` has nothing to repeat", start, start + 1, f"write `\\{char}` for the character")
        return Chars(_single(char))

    def _group(self, start: int) -> Tree:
        if self._peek() == "?":
            if not self.pattern.startswith("?:", self.at):
                self._refuse_extension(start)
            self.at += 2
        self.depth += 1
        if self.depth > DEEPEST:
            self._refuse(f"groups are nested deeper than {DEEPEST}", start)
        tree = self._choice()
        self.depth -= 1
        if self._peek() != ")":
            self._refuse("`(` is not closed", start, start + 1, r"write `\(` for the character")
        self.at += 1
        return tree

    def _refuse_extension(self, start: int) -> NoReturn:
        rest = self.pattern[start:]
        written = next(
            (
                sign
                for sign in ("(?<=", "(?<!", "(?=", "(?!", "(?P=", "(?P<", "(?<", "(?>", "(?#")
                if rest.startswith(sign)
            ),
            rest[:3],
        )
        end = start + len(written)
        if written in {"(?<=", "(?<!", "(?=", "(?!"}:
            help = 'say it with `and` and `not`: `name matches "a" and not name matches "b"`'
            self._refuse(f"look-around `{written}…)` is not part of patterns", start, end, help)
        if written in {"(?P<", "(?<", "(?>"}:
            self._refuse(f"`{written}` is not part of patterns", start, end, "a plain group `(…)` does it")
        self._refuse(f"`{written}` is not part of patterns", start, end, "`(?i)` at the very beginning ignores case")

    def _escape(self, start: int) -> Tree:
        char = self._peek()
        if char == "b":
            self.at += 1
            return Edge(char)
        return self._escaped_chars(start)

    def _escaped_chars(self, start: int) -> Chars:
        char = self._peek()
        self.at += 1
        if char.lower() in _CLASSES:
            return Chars(classes=_CLASSES[char.lower()], inverted=char.isupper())
        if char in _CONTROLS:
            return Chars(_single(_CONTROLS[char]))
        if char == "x":
            return Chars(self._hexadecimal(start))
        if char and not char.isalnum() and char.isascii():
            return Chars(_single(char))
        return self._refuse_escape(char, start)

    def _refuse_escape(self, char: str, start: int) -> NoReturn:
        if not char:
            self._refuse("the pattern ends in a single `\\`", start, start + 1, r"write `\\` for the character")
        if char.isdigit():
            self._refuse(f"the back-reference `\\{char}` is not part of patterns", start)
        helps = {
            "A": "`^` is the beginning of the text",
            "z": "`$` is the end of the text",
            "Z": "`$` is the end of the text",
        }
        self._refuse(f"`\\{char}` is not part of patterns", start, help=helps.get(char, ""))

    def _hexadecimal(self, start: int) -> Ranges:
        digits = self.pattern[self.at : self.at + 2]
        if len(digits) != 2 or not all(digit in "0123456789abcdefABCDEF" for digit in digits):  # noqa: PLR2004 - \xHH
            self._refuse("`\\x` takes two hexadecimal digits: `\\x2d`", start)
        self.at += 2
        return _single(chr(int(digits, 16)))

    def _class(self, start: int) -> Chars:
        inverted = self._peek() == "^"
        self.at += inverted
        literals: list[tuple[int, int]] = []
        classes: list[tuple[int, int]] = []
        first = True
        while self._peek() != "]" or first:
            if not self._peek():
                self._refuse("`[` is not closed", start, start + 1, r"write `\[` for the character")
            item = self._class_item()
            literals += item.literals
            classes += _inverted(item.classes) if item.inverted else item.classes
            first = False
        self.at += 1
        return Chars(tuple(literals), tuple(classes), inverted)

    def _class_item(self) -> Chars:
        start = self.at
        if self.pattern.startswith("[:", start):
            self._refuse(
                "named classes such as `[:alpha:]` are not part of patterns", start, start + 2, "write `a-zA-Z`"
            )
        low = self._class_char()
        if self._peek() != "-" or self.pattern[self.at + 1 : self.at + 2] in {"]", ""}:
            return low
        self.at += 1
        high = self._class_char()
        if low.classes or high.classes:
            self._refuse(f"`{self.pattern[start : self.at]}` is no range of characters", start)
        first, last = low.literals[0][0], high.literals[0][0]
        if last < first:
            self._refuse(f"the range `{self.pattern[start : self.at]}` runs backwards", start)
        return Chars(((first, last),))

    def _class_char(self) -> Chars:
        start, char = self.at, self._peek()
        self.at += 1
        if char != "\\":
            return Chars(_single(char))
        if self._peek() == "b":
            self._refuse(f"`\\{self._peek()}` has no meaning in `[…]`", start, self.at + 1)
        return self._escaped_chars(start)


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 4  # noqa: PLR2004 - checked against MOST_REPEATS after


def _single(char: str) -> Ranges:
    return ((ord(char), ord(char)),)


def _inverted(ranges: Ranges) -> Ranges:
    gaps: list[tuple[int, int]] = []
    begin = 0
    for low, high in sorted(ranges):
        if low > begin:
            gaps.append((begin, low - 1))
        begin = max(begin, high + 1)
    if begin <= _LAST:
        gaps.append((begin, _LAST))
    return tuple(gaps)
