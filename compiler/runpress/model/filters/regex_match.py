"""Pattern trees compiled to an automaton, and all its states walked at once: time is linear in the text."""

from __future__ import annotations

from functools import cache
from typing import TypeAlias

from runpress.model.filters.regex_tree import Chars, Choice, Edge, Pattern, Ranges, Repeat, Sequence, Tree

_MATCH = "match"
_WORD = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")
_LAST_CASED = 0x1E943
"""No character after it has a case."""

Step: TypeAlias = Chars | Edge | tuple[int, ...] | str
"""Take a character, check a place, go on at each of some steps, or be done."""


class Program:
    """The steps of a pattern; the first is step 0."""

    def __init__(self, steps: list[Step], *, ignores_case: bool) -> None:
        self.steps = steps
        self.ignores_case = ignores_case

    def search(self, text: str) -> bool:
        """Whether the pattern is found anywhere in the text."""
        states: set[int] = set()
        for at in range(len(text) + 1):
            if self._enter(0, text, at, states):
                return True
            if at == len(text):
                break
            following: set[int] = set()
            for state in states:
                chars = self.steps[state]
                if (
                    isinstance(chars, Chars)
                    and self._takes(chars, text[at])
                    and self._enter(state + 1, text, at + 1, following)
                ):
                    return True
            states = following
        return False

    def _enter(self, first: int, text: str, at: int, states: set[int]) -> bool:
        """Add what can be reached without taking a character; true if that is the end."""
        waiting = [first]
        while waiting:
            state = waiting.pop()
            if state in states:
                continue
            states.add(state)
            match self.steps[state]:
                case str():
                    return True
                case Edge(kind=kind):
                    if _is_at(kind, text, at):
                        waiting.append(state + 1)
                case tuple() as targets:
                    waiting += targets
                case Chars():
                    pass
        return False

    def _takes(self, chars: Chars, char: str) -> bool:
        written = _orbit(char) if self.ignores_case else char
        found = any(_is_in(chars.literals, ord(each)) for each in written) or _is_in(chars.classes, ord(char))
        return found is not chars.inverted


def compile_tree(pattern: Pattern) -> Program:
    """The program of a pattern."""
    steps: list[Step] = []
    _compile(pattern.tree, steps)
    steps.append(_MATCH)
    return Program(steps, ignores_case=pattern.ignores_case)


def _compile(tree: Tree, steps: list[Step]) -> None:
    match tree:
        case Sequence(items=items):
            for item in items:
                _compile(item, steps)
        case Choice(branches=branches):
            _compile_choice(branches, steps)
        case Repeat():
            _compile_repeat(tree, steps)
        case _:
            steps.append(tree)


def _compile_choice(branches: tuple[Tree, ...], steps: list[Step]) -> None:
    fork = len(steps)
    steps.append(())
    starts: list[int] = []
    ends: list[int] = []
    for branch in branches:
        starts.append(len(steps))
        _compile(branch, steps)
        ends.append(len(steps))
        steps.append(())
    steps[fork] = tuple(starts)
    for end in ends:
        steps[end] = (len(steps),)


def _compile_repeat(repeat: Repeat, steps: list[Step]) -> None:
    for _ in range(repeat.least):
        _compile(repeat.item, steps)
    if repeat.most is None:
        fork = len(steps)
        steps.append(())
        _compile(repeat.item, steps)
        steps.append((fork,))
        steps[fork] = (fork + 1, len(steps))
        return
    forks: list[int] = []
    for _ in range(repeat.most - repeat.least):
        forks.append(len(steps))
        steps.append(())
        _compile(repeat.item, steps)
    for fork in forks:
        steps[fork] = (fork + 1, len(steps))


def _is_at(kind: str, text: str, at: int) -> bool:
    if kind == "^":
        return at == 0
    if kind == "$":
        return at == len(text)
    before = at > 0 and text[at - 1] in _WORD
    after = at < len(text) and text[at] in _WORD
    return before is not after


def _is_in(ranges: Ranges, point: int) -> bool:
    return any(low <= point <= high for low, high in ranges)


def _orbit(char: str) -> str:
    return _orbits().get(char, char)


@cache
def _orbits() -> dict[str, str]:
    """Each cased character, and all that equal it when case does not count."""
    groups: dict[str, list[str]] = {}
    for char in map(chr, range(_LAST_CASED + 1)):
        groups.setdefault(_folded(char), []).append(char)
    return {char: "".join(group) for group in groups.values() if len(group) > 1 for char in group}


def _folded(char: str) -> str:
    lower = char.lower()
    raised = lower.upper() if len(lower) == 1 else char
    folded = raised.lower() if len(raised) == 1 else lower
    return folded if len(folded) == 1 else char
