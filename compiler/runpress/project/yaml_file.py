"""mkdocs.yml as plain data with places. Read, never executed: tags of other tools are passed over.

MkDocs' file may hold what documents may not: anchors, merge keys, and tags such as `!ENV` and
`!!python/name:…`. A tagged value is read as absent, and `!ENV` as what it says should be taken where the
variable is not set: a page must not publish what stands in the environment of those who build it.
"""

from __future__ import annotations

import re

import yaml

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import configuration as codes
from runpress.model.located import Entry, Located, Scalar
from runpress.source import SourceFile, Span

_DEPTH = 64
_NODES = 100_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDARD = "tag:yaml.org,2002:"
_ENV = "!ENV"
_PLAIN_TAGS = frozenset(
    _STANDARD + name for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp", "merge", "value")
)
_INT = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def read_yaml(source: SourceFile) -> tuple[Located | None, list[Diagnostic]]:
    """The file's value with places; None with a finding where it is not YAML, None alone where it is empty."""
    try:
        _guard(source.text)
        root = yaml.compose(source.text, Loader=_LOADER)
        return (None, []) if root is None else (_Reader(source).read(root), [])
    except yaml.MarkedYAMLError as error:
        return None, [_faulty(source, error)]
    except (yaml.YAMLError, _TooDeepError, RecursionError, ValueError) as error:
        reason = str(error).partition("\n")[0] or "it nests too deep"
        message = f"the file cannot be read: {reason}"
        return None, [codes.BAD_YAML.at(source.span(0), message, help="simplify the file")]


def _faulty(source: SourceFile, error: yaml.MarkedYAMLError) -> Diagnostic:
    from runpress.syntax.yaml_faults import fault_of  # only where there is a fault

    fault = fault_of(source.text, error)
    message = f"the file cannot be read: {fault.message}"
    return codes.BAD_YAML.at(Span(source, fault.start, fault.end), message, label=fault.label)


class _TooDeepError(Exception):
    """The file nests or repeats more than any configuration does."""


def _guard(text: str) -> None:
    """Refuse depth before composing: the C library has no limit of its own."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEPTH:
                raise _TooDeepError(f"it nests deeper than {_DEPTH} levels")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


class _Reader:
    """Turns nodes into located values; counts them, because aliases can multiply without bound."""

    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._count = 0

    def read(self, node: yaml.Node, depth: int = 0) -> Located:
        self._count += 1
        if depth > _DEPTH or self._count > _NODES:
            raise _TooDeepError("its anchors repeat without end")
        span = _node_span(self._source, node)
        if node.tag == _ENV and isinstance(node, yaml.SequenceNode) and len(node.value) > 1:
            return self.read(node.value[-1], depth + 1)
        if node.tag not in _PLAIN_TAGS:
            return Located(None, span)
        if isinstance(node, yaml.MappingNode):
            return Located(self._mapping(node, depth), span)
        if isinstance(node, yaml.SequenceNode):
            return Located([self.read(item, depth + 1) for item in node.value], span)
        return Located(
            _scalar(str(node.value), is_plain=not getattr(node, "style", None)), span
        )  # the C reader says "" for plain

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Entry]:
        merged: dict[str, Entry] = {}
        entries: dict[str, Entry] = {}
        for key, value in node.value:
            located = self.read(value, depth + 1)
            if key.tag == f"{_STANDARD}merge":
                parts = located.value if isinstance(located.value, list) else [located]
                for part in parts:
                    if isinstance(part, Located) and isinstance(part.value, dict):
                        merged = {**part.value, **merged}
            elif isinstance(key, yaml.ScalarNode):
                entries[str(key.value)] = Entry(_node_span(self._source, key), located)
        return {**merged, **entries}


def _scalar(text: str, *, is_plain: bool) -> Scalar:
    if not is_plain:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INT.match(text):
        return int(text)
    return float(text) if _FLOAT.match(text) else text


def _node_span(source: SourceFile, node: yaml.Node) -> Span:
    return Span(source, node.start_mark.index, max(node.start_mark.index, node.end_mark.index))
