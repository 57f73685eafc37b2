"""Fence bodies and front matter to located values: the YAML 1.2 core subset.

libyaml finds the structure; what a plain scalar means is decided here (`no` and `1:30` are text).
Tags, anchors, aliases, merge keys and duplicate keys are findings. Depth and size are checked on the
stream of events before anything recurses: libyaml's own composer overflows the stack on 60 kB of `[`.
Places are taken by index. libyaml also breaks lines at U+0085, U+2028 and U+2029, as YAML 1.1 did; these
stand aside while it reads.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from runpress.diagnostics import Code, Diagnostic
from runpress.diagnostics.codes import directives as fence_codes
from runpress.diagnostics.codes import front_matter as front_codes
from runpress.frozen import frozen
from runpress.model.located import Entry, Located
from runpress.source import SourceFile, Span
from runpress.syntax.places import Places
from runpress.syntax.yaml_faults import fault_of
from runpress.syntax.yaml_scalars import plain_value

try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs leave it out
except ImportError as error:  # pragma: no cover - an installation fault
    raise ImportError(
        "PyYAML was installed without libyaml, which runpress needs: install a wheel of PyYAML (`pip install --force-reinstall pyyaml`)"
    ) from error

MAX_DEPTH = 64
MAX_NODES = 100_000
SHORT = 20_000
"""A text of fewer characters cannot have too many nodes."""
ENOUGH_FINDINGS = 100
"""More in one body help nobody."""
_MAYBE_REFUSED = re.compile(r"[&*!]|<<")
_NESTING = re.compile(r"[\[{:?-]")
_BREAKS = "\x85\u2028\u2029"
_PRIVATE = range(0xE000, 0xF8FF)
_UNPRINTABLE = re.compile("[\0-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What YAML does not let stand in a text. Named one by one: a class of all else takes re 4 ms to compile."""


@frozen
class YamlCodes:
    """The codes under which the faults of one kind of YAML are reported."""

    bad: Code
    duplicate: Code


FENCE = YamlCodes(fence_codes.BAD_YAML, fence_codes.DUPLICATE_KEY)
FRONT_MATTER = YamlCodes(front_codes.BAD_YAML, front_codes.DUPLICATE_KEY)


class _Composer(CParser):
    """libyaml's composer without PyYAML's resolver: a tag only tells plain scalars from others."""

    def resolve(self, _kind: type, _value: str | None, implicit: object) -> str:
        """`plain` for a scalar without quotes."""
        return "plain" if isinstance(implicit, tuple) and implicit[0] else "text"

    def descend_resolver(self, _node: object, _index: object) -> None:
        """Paths play no part."""

    def ascend_resolver(self) -> None:
        """Paths play no part."""


def read_yaml(
    text: str, places: Places, source: SourceFile, codes: YamlCodes = FENCE
) -> tuple[Located | None, list[Diagnostic]]:
    """The value of a body and what is wrong with it; None if it cannot be read. Nothing is an empty mapping."""
    return _Reading(text, places, source, codes).read()


class _Reading:
    """One body being read."""

    def __init__(self, text: str, places: Places, source: SourceFile, codes: YamlCodes) -> None:
        self.text = text
        self.put_back: dict[int, str] = {}
        if any(char in text for char in _BREAKS):
            self._put_breaks_aside()
        self.places = places
        self.source = source
        self.codes = codes
        self.findings: list[Diagnostic] = []

    def _put_breaks_aside(self) -> None:
        free = (chr(code) for code in _PRIVATE if chr(code) not in self.text)
        aside = list(zip(_BREAKS, free, strict=False))
        self.text = self.text.translate({ord(char): stand_in for char, stand_in in aside})
        self.put_back = {ord(stand_in): char for char, stand_in in aside}

    def read(self) -> tuple[Located | None, list[Diagnostic]]:
        bad = _UNPRINTABLE.search(self.text)
        if bad:
            self._report(bad.start(), bad.end(), f"the character U+{ord(bad[0]):04X} cannot stand here", "remove it")
            return None, self.findings
        try:
            if not self._is_safe():
                return None, self.findings
            node = _Composer(self.text).get_single_node()
        except yaml.MarkedYAMLError as error:
            self._report_fault(error)
            return None, self.findings
        except (yaml.YAMLError, ValueError, OverflowError, MemoryError, RecursionError):
            self._report(0, len(self.text), "this cannot be read as `key: value` lines", "look for stray characters")
            return None, self.findings
        if node is None:
            return Located({}, self._span(0, len(self.text))), self.findings
        return self._located(node), self.findings

    def _is_safe(self) -> bool:
        """Whether the text may be composed: neither too deep nor too large, and nothing in it that we refuse.

        A short text with few characters that could nest, and none that could be refused, need not be walked.
        """
        text = self.text
        is_plain = len(text) < SHORT and not _MAYBE_REFUSED.search(text) and len(_NESTING.findall(text)) <= MAX_DEPTH
        return is_plain or self._walk()

    def _walk(self) -> bool:
        depth = nodes = 0
        before = len(self.findings)
        for event in yaml.parse(self.text, Loader=_Composer):  # type: ignore[arg-type]  # any parser will do
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if isinstance(event, yaml.NodeEvent):
                nodes += 1
                self._check_event(event)
            if len(self.findings) - before >= ENOUGH_FINDINGS:
                return False
            if depth > MAX_DEPTH or nodes > MAX_NODES:
                limit = f"{MAX_DEPTH} levels deep" if depth > MAX_DEPTH else f"{MAX_NODES} values"
                at = _index(event.start_mark)
                self._report(at, at + 1, f"this is more than {limit}", "split it or simplify it")
                return False
        return len(self.findings) == before

    def _check_event(self, event: yaml.NodeEvent) -> None:
        start, end = _index(event.start_mark), _index(event.end_mark)
        if isinstance(event, yaml.AliasEvent):
            self._report(
                start, end, f"`*{event.anchor}` refers to another value; that is not read here", "write the value out"
            )
            return
        head = self.text[start : start + 200]
        if event.anchor:
            name = f"&{event.anchor}"
            at = start + max(head.find(name), 0)
            self._report(
                at,
                at + len(name),
                f"`{name}` names a value for reuse; that is not read here",
                "remove it and write the value out",
            )
        tag = getattr(event, "tag", None)
        if tag:
            typed = re.search(r"!\S*", head)
            at = start + (typed.start() if typed else 0)
            word = typed[0] if typed else str(tag)
            self._report(
                at,
                at + len(word),
                f"the tag `{word}` is not read here",
                "remove it, or put the value in quotes if it begins with `!`",
            )

    def _located(self, root: yaml.Node) -> Located:
        """Nodes to located values. Depth is bounded, so this may recurse."""
        start, end = root.start_mark.index, root.end_mark.index
        if isinstance(root, yaml.ScalarNode):
            if root.tag == "plain":
                return Located(plain_value(self._word(root)), self._span(start, end))
            return Located(self._word(root), self._span(start, self._trimmed(start, end)))
        if isinstance(root, yaml.SequenceNode):
            return Located([self._located(item) for item in root.value], self._span(start, self._trimmed(start, end)))
        return Located(self._entries(root), self._span(start, self._trimmed(start, end)))

    def _word(self, node: yaml.ScalarNode) -> str:
        text: str = node.value
        return text.translate(self.put_back) if self.put_back else text

    def _entries(self, node: yaml.Node) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        for key, value in node.value:
            place = self._span(key.start_mark.index, key.end_mark.index)
            if not isinstance(key, yaml.ScalarNode):
                self._add(
                    self.codes.bad,
                    place,
                    "a key is a word, not a list or a mapping",
                    "put it in quotes if it is meant as text",
                )
                continue
            name = self._word(key)
            if name == "<<" and key.tag == "plain":
                self._add(
                    self.codes.bad, place, "`<<` merges another mapping; that is not read here", "write the keys out"
                )
            elif name in entries:
                line = entries[name].key.begin.line
                self._add(
                    self.codes.duplicate,
                    place,
                    f"the key `{name}` stands twice",
                    f"the first is in line {line}: keep one of them",
                )
            else:
                entries[name] = Entry(place, self._located(value))
        return entries

    def _trimmed(self, start: int, end: int) -> int:
        """The end of a value without the blank lines that libyaml counts in."""
        text = self.text
        while end > start and text[end - 1] in " \n\t":
            end -= 1
        return end

    def _report_fault(self, error: yaml.MarkedYAMLError) -> None:
        fault = fault_of(self.text, error)
        span = self._span(fault.start, fault.end)
        fix = tuple(fault.edits(self.source, self.places))
        self.findings.append(self.codes.bad.at(span, fault.message, label=fault.label, fix=fix))

    def _report(self, start: int, end: int, message: str, label: str) -> None:
        self._add(self.codes.bad, self._span(start, end), message, label)

    def _add(self, code: Code, span: Span, message: str, label: str) -> None:
        self.findings.append(code.at(span, message, label=label))

    def _span(self, start: int, end: int) -> Span:
        delta = self.places.delta
        if delta is not None:
            return Span(self.source, start + delta, end + delta)
        return Span(self.source, *self.places.range(start, end))


def _index(mark: Any) -> int:
    """The offset of a mark; libyaml always sets one."""
    return int(mark.index)
