"""Keys of runs as W&B writes them: five places, five spellings of one key.

| place | `config.lr` | `summary.acc` | `runtime` | `metric.loss` | `Step` |
|---|---|---|---|---|---|
| dotted: axes and metrics of line, bar and scalar panels | `config.lr.value` | `summary_metrics.acc` | `duration` | `loss` | `_step` |
| colon: scatter axes, parallel coordinates; columns (`codec/columns.py`) | `config:lr.value` | `summary:acc` | `run:duration` | `loss` | `_step` |
| panel group: the `groupBy` of a panel | `lr.value` | `summary:acc` | `duration` | `loss` | `_step` |
| group: `grouping` of a run set | config, `lr.value` | summary, `acc` | run, `duration` | summary, `loss` | run, `_step` |
| section key: filters and sort keys | config, `lr`, or `lr.value` as the editor has it | summary, `acc` | run, `duration` | summary, `loss` | run, `_step` |

Each `read_…` gives a key that is written as it was read, or `UNSET`. Where W&B does not tell two keys apart,
one is taken: a name with a point is a path (`summary.a.b`), a bare word on an axis is a logged metric.
"""

from __future__ import annotations

from collections.abc import Mapping

from runpress.codec.fields import UNSET, Unset
from runpress.codec.json_text import Json
from runpress.model.attributes import ATTRIBUTES, AXES, attribute_named, attribute_of_wire
from runpress.model.keys import Key, Section, config_name, config_path

_STORED_SECTIONS: tuple[Section, ...] = (
    "run",
    "config",
    "summary",
    "tags",
    "keys_info",
    "aggregations_min",
    "aggregations_max",
)


def dotted(key: Key) -> str:
    """`config.lr.value`, `summary_metrics.acc`, `loss`."""
    match key.section:
        case "metric":
            return key.path[0]
        case "run":
            return attribute(key)
        case "config":
            return f"config.{config_name(key.path)}"
        case "summary":
            return f"summary_metrics.{joined(key)}"
        case _:
            return f"{key.section}.{joined(key)}"


def read_dotted(text: str) -> Key | Unset:
    """The key of a dotted spelling. A bare word is a logged metric, unless only a run attribute is called so."""
    head, _, rest = text.partition(".")
    if head == "config" and "value" in rest.split(".")[1:]:
        return Key("config", config_path(rest))
    if head == "summary_metrics" and rest:
        return Key("summary", tuple(rest.split(".")))
    known = attribute_of_wire(text)
    # A metric may well be called `duration` or `group`, but hardly `createdAt`.
    if known and not text.islower():
        return Key("run", (known.name,))
    return Key("metric", (text,)) if text else UNSET


def colon(key: Key) -> str:
    """`config:lr.value`, `summary:acc`, `run:duration`."""
    match key.section:
        case "metric":
            return key.path[0]
        case "run":
            return f"run:{attribute(key)}"
        case "config":
            return f"config:{config_name(key.path)}"
        case _:
            return f"{key.section}:{joined(key)}"


def read_colon(text: str) -> Key | Unset:
    """The key of a colon spelling. Text without a section is a logged metric."""
    section, found, name = text.partition(":")
    if found and name:
        if section == "run":
            key = _attribute_key(name)
            return key if key is UNSET else _if_back(key, colon(key), text)
        if section == "config":
            key = Key("config", config_path(name))
            return _if_back(key, colon(key), text, otherwise=Key("metric", (text,)))
        known = next((one for one in _STORED_SECTIONS if one == section), None)
        if known:
            return Key(known, _path(known, name))
    return Key("metric", (text,)) if text else UNSET


def panel_group(key: Key) -> str:
    """`lr.value`, `group`: the grouping of a panel, in one word."""
    match key.section:
        case "config":
            return config_name(key.path)
        case "run":
            return attribute(key)
        case "metric":
            return key.path[0]
        case _:
            return colon(key)


def read_panel_group(text: str) -> Key | Unset:
    """The key of a panel's grouping. A word that is neither an attribute nor a config key is a logged metric."""
    known = attribute_of_wire(text)
    if known:
        return Key("run", (known.name,))
    section, found, name = text.partition(":")
    stored = next((one for one in _STORED_SECTIONS if one == section and one not in ("run", "config")), None)
    if found and name and stored:
        return Key(stored, _path(stored, name))
    if "value" in text.split(".")[1:]:
        return Key("config", config_path(text))
    return Key("metric", (text,)) if text else UNSET


def group(key: Key) -> dict[str, Json]:
    """`{"section": "config", "name": "lr.value"}`: one key of a run set's grouping."""
    return section_key(key, valued=True)


def read_group(stored: Json) -> Key | Unset:
    """The key of one entry of a grouping."""
    return read_section_key(stored, valued=True)


def section_key(key: Key, *, valued: bool) -> dict[str, Json]:
    """A key of a filter or an order. `valued` writes config keys as W&B's editor does, with `value`."""
    match key.section:
        case "config":
            is_plain = not valued and not key.valued and _is_plain(key.path)
            return {"section": "config", "name": joined(key) if is_plain else config_name(key.path)}
        case "run":
            return {"section": "run", "name": attribute(key)}
        case "metric":
            # W&B sorts and filters by what is left of a metric at the end of a run.
            return {"section": "run" if key.path[0] in AXES else "summary", "name": key.path[0]}
        case _:
            return {"section": key.section, "name": joined(key)}


def read_section_key(stored: Json, *, valued: bool) -> Key | Unset:
    """The key of a filter or an order."""
    if not isinstance(stored, Mapping):
        return UNSET
    section, name = stored.get("section"), stored.get("name")
    known = next((one for one in _STORED_SECTIONS if one == section), None)
    if known is None or not isinstance(name, str):
        return UNSET
    key = _key_of(known, name, valued=valued)
    return key if key is UNSET else _if_back(key, section_key(key, valued=valued)["name"], name)


def _is_plain(path: tuple[str, ...]) -> bool:
    """Whether the pieces of a config key, joined, are read as this key: those of `config."opt.lr"` are not."""
    return config_path(".".join(path)) == path


def attribute(key: Key) -> str:
    """W&B's name of a run attribute; one that only W&B knows has that name already."""
    known = ATTRIBUTES.get(key.path[0])
    return known.wire if known else key.path[0]


def joined(key: Key) -> str:
    """The path as one name."""
    return ".".join(key.path)


def _key_of(section: Section, name: str, *, valued: bool) -> Key | Unset:
    if section == "config":
        path = config_path(name)
        return Key("config", path, valued=not valued and _is_plain(path) and config_name(path) == name)
    if section == "run":
        return Key("metric", (name,)) if name in AXES else _attribute_key(name)
    return Key(section, _path(section, name))


def _attribute_key(wire: str) -> Key | Unset:
    """The key of a run attribute by W&B's name; none for a name that documents use for another one."""
    known = attribute_of_wire(wire)
    if known:
        return Key("run", (known.name,))
    return UNSET if not wire or attribute_named(wire) else Key("run", (wire,))


def _path(section: Section, name: str) -> tuple[str, ...]:
    return tuple(name.split(".")) if section == "summary" else (name,)


def _if_back(key: Key, written: str, text: str, *, otherwise: Key | Unset = UNSET) -> Key | Unset:
    return key if written == text else otherwise
