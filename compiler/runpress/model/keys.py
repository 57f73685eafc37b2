"""Keys: what a filter, an order, a grouping, a column or an axis names in a run.

One spelling for all of them: `config.lr`, `summary.val_acc`, `metric.val_loss`, `state`. A bare name
means what its place expects: a logged metric on an axis, an attribute of the run in a filter.

- `config.a.b` is the key `b` inside `a`; `config."a.b"` is the one key `a.b`. Both quotes work.
- A metric's name is one piece, dots and all: W&B flattens histories.
- `Step`, `Relative Time` and `Wall Time` are x axes; a logged metric of the same name is written
  `metric."Step"`.
- `tags` is the list of tags; `tags."prod"` asks whether a run has that tag.
- `run."gpuCount"` is an attribute that runpress does not know, by W&B's name for it.
- `Config("lr.value")`, W&B's spelling, is `config.lr`, stored as it is written there: see `Key.valued`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import Any, Final, Literal, TypeAlias, cast

from runpress.frozen import frozen
from runpress.model.attributes import ATTRIBUTES, AXES, attribute_named, axis_named

Section: TypeAlias = Literal[
    "run", "config", "summary", "metric", "tags", "keys_info", "aggregations_min", "aggregations_max"
]

SECTIONS: tuple[Section, ...] = (
    "run",
    "config",
    "summary",
    "metric",
    "tags",
    "keys_info",
    "aggregations_min",
    "aggregations_max",
)
_SECTION_SPELLINGS: dict[str, Section] = {name: name for name in SECTIONS} | {"summary_metrics": "summary"}
_FLAT: frozenset[Section] = frozenset({"metric", "tags", "keys_info", "aggregations_min", "aggregations_max"})

_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|[^."\']+|["\']')
_NEEDS_QUOTES = re.compile(r"[^\w/\-]")
_CONFIG_CALL = re.compile(r"""Config\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*\)""", re.DOTALL)


@frozen
class Key:
    """A key of a run: its section and the path of names in it.

    Run attributes have the names of `runpress.model.attributes`; others are known to W&B alone.
    """

    section: Section
    path: tuple[str, ...]
    valued: bool = field(default=False, compare=False)
    """A config key whose author wrote `Config("lr.value")`. Filters and orders of W&B's Python package store
    `lr`, those of its editor `lr.value`; both mean the same."""

    @classmethod
    def parse(cls, text: str, *, bare: Section = "run") -> Key:
        """Read a key; `bare` is the section of a name without one.

        Raises ValueError with a sentence for the author if the text is no key.
        """
        text = text.strip()
        if not text:
            raise ValueError("a key is empty")
        head, found, rest = text.partition(".")
        section = _SECTION_SPELLINGS.get(head)
        if found and section:
            return _in_section(section, rest, text)
        if head == "tags" and not found:
            return TAGS
        call = _CONFIG_CALL.fullmatch(text)
        return config_called(_unquoted(call.group(1))) if call else _bare(text, bare)

    def __str__(self) -> str:
        """The spelling that is read in every place: run attributes bare, all others with their section."""
        return self.text("run")

    def text(self, bare: Section = "run") -> str:
        """The shortest spelling that `Key.parse(…, bare=bare)` reads as this key."""
        special = self._special(bare)
        if special:
            return special
        if self.section == bare:
            plain = ".".join(self.path)
            if _reads_back(plain, self):
                return plain
        if self == TAGS:
            return "tags"
        written = ".".join(map(_quoted, self.path))
        # A value that begins with a quote needs other quotes around it.
        is_short = self.section == bare and written[0] != '"' and _reads_back(written, self)
        return written if is_short else f"{self.section}.{written}"

    def _special(self, bare: Section) -> str:
        """The spelling of a key that is none of `section.name`, or whose name needs quotes; else empty."""
        name = self.path[0]
        if self.section == "metric" and axis_named(name):
            axis = AXES.get(name)
            if axis is None:
                return f"metric.{quoted(name)}"
            return axis if bare in ("run", "metric") else f"metric.{name}"
        if self.section == "run" and name not in ATTRIBUTES:
            return f"run.{quoted(name)}"
        return f"Config({quoted(config_name(self.path))})" if self.valued else ""

    @property
    def label(self) -> str:
        """The name as readers see it on an axis, a column or in a legend."""
        if self.section == "metric" and self.path[0] in AXES:
            return AXES[self.path[0]]
        if self.section == "run" and self.path[0] in ATTRIBUTES:
            return ATTRIBUTES[self.path[0]].label
        return ".".join(self.path)

    def lookup(
        self,
        *,
        name: str,
        id: str,
        attributes: Mapping[str, Any],
        config: Mapping[str, Any],
        summary: Mapping[str, Any],
    ) -> Any:
        """The value in a run; None where it has none. A metric's value is that of the summary."""
        match self.section:
            case "run":
                own = {"name": name, "id": id}
                return own.get(self.path[0]) if self.path[0] in own else attributes.get(self.path[0])
            case "config":
                return _descend(config, self.path)
            case "tags":
                return self.path[0] in (attributes.get("tags") or ())
            case "aggregations_min" | "aggregations_max":
                return _descend(summary, (self.path[0], self.section.removeprefix("aggregations_")))
            case "keys_info":
                return _descend(attributes.get("keys_info"), self.path)
            case _:
                return _descend(summary, self.path)


NAME: Final = Key("run", ("name",))
TAGS: Final = Key("run", ("tags",))


def config_name(path: tuple[str, ...]) -> str:
    """A config key as runs keep it: `lr.value`, `opt.value.lr` inside `opt`, `opt.lr.value` for the one key `opt.lr`."""
    return ".".join((path[0], "value", *path[1:]))


def config_path(name: str) -> tuple[str, ...]:
    """The path of a config key as runs keep it; of a name without `value`, that of its pieces."""
    pieces = name.split(".")
    if "value" not in pieces[1:]:
        return tuple(pieces)
    at = pieces.index("value", 1)
    return (".".join(pieces[:at]), *pieces[at + 1 :])


def config_called(name: str) -> Key:
    """The key of `Config("name")`."""
    path = config_path(name)
    return Key("config", path, valued=config_name(path) == name)


def quoted(name: str) -> str:
    """A name between double quotes, as `Key.parse` reads it."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _quoted(name: str) -> str:
    return quoted(name) if not name or _NEEDS_QUOTES.search(name) else name


def _reads_back(written: str, key: Key) -> bool:
    try:
        return Key.parse(written, bare=key.section) == key
    except ValueError:
        return False


def _in_section(section: Section, rest: str, text: str) -> Key:
    if not rest:
        raise ValueError(f"`{text}` lacks the name after the point")
    if section == "run":
        return _foreign_attribute(_unquoted(rest)) if rest[0] in "\"'" else _attribute(rest)
    if section == "metric":
        return Key("metric", (_metric(rest),))
    if section in _FLAT:
        return Key(section, (_unquoted(rest) if rest[0] in "\"'" else rest,))
    return Key(section, _pieces(rest, text))


def _bare(text: str, bare: Section) -> Key:
    if text[0] in "\"'":
        name = _unquoted(text)
        return _attribute(name) if bare == "run" else Key(bare, (name,))
    if bare == "run":
        axis = axis_named(text)
        return Key("metric", (axis,)) if axis else _attribute(text)
    if bare == "metric":
        return Key("metric", (_metric(text),))
    if bare in _FLAT:
        return Key(bare, (text,))
    return Key(bare, _pieces(text, text))


def _attribute(name: str) -> Key:
    attribute = attribute_named(name)
    if attribute is None:
        raise ValueError(f"runs have no attribute `{name}`")
    return Key("run", (attribute.name,))


def _foreign_attribute(name: str) -> Key:
    attribute = attribute_named(name)
    return Key("run", (attribute.name if attribute else name,))


def _metric(name: str) -> str:
    return _unquoted(name) if name[0] in "\"'" else axis_named(name) or name


def _pieces(rest: str, text: str) -> tuple[str, ...]:
    pieces: list[str] = []
    at = 0
    while True:
        match = _PIECE.match(rest, at)
        if match is None:
            raise ValueError(f"`{text}` lacks a name between two points")
        piece = match.group()
        if piece in "\"'":
            raise ValueError(f"`{text}` lacks a closing quote")
        pieces.append(_unquoted(piece) if piece[0] in "\"'" else piece)
        at = match.end()
        if at == len(rest):
            return tuple(pieces)
        if rest[at] != ".":
            raise ValueError(f"`{text}`: after a quoted name comes a point or the end")
        at += 1


def _unquoted(text: str) -> str:
    quote = text[0]
    if len(text) < 2 or text[-1] != quote or _PIECE.fullmatch(text) is None:  # noqa: PLR2004 - two quotes
        raise ValueError(f"`{text}` lacks its closing quote")
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def _descend(tree: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        if not isinstance(tree, Mapping) or name not in tree:
            return None
        tree = cast("Mapping[str, Any]", tree)[name]
    return tree
