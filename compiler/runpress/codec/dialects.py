"""Whose habits a stored report follows: told at a glance, from what the Python package and the editor store differently.

A report is written in the dialect that most of it follows. A block or a run set that follows the other says so itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from runpress.codec.json_text import Json
from runpress.codec.json_values import as_list, as_object
from runpress.codec.residue import same
from runpress.model.blocks.base import Dialect

_EMPTY: Json = {"text": ""}
_WORTH = 4
"""What text and run sets count for, beside options of panels: in the other dialect these are a word each."""


def dialect_of(blocks: Sequence[Json]) -> Dialect:
    """The dialect that more of the blocks follow; the package's if none does."""
    return "editor" if _votes(blocks) > 0 else "sdk"


def _votes(blocks: Sequence[Json]) -> int:
    """Above zero where the editor wrote most, below where the package did. Leaves of text stand among blocks, too."""
    votes = 0
    waiting = [blocks]
    while waiting:
        beside = waiting.pop()
        for at, block in enumerate(beside):
            if not isinstance(block, dict) or (len(block) == 1 and "text" in block):
                continue
            children, folded, kind = block.get("children"), block.get("collapsedChildren"), block.get("type")
            if isinstance(children, list):
                waiting.append(children)
            if isinstance(folded, list):
                waiting.append(folded)
            if not isinstance(kind, str):
                continue
            if kind in _ELEMENTS:
                votes += _WORTH * _vote_of_element(beside, at)
            elif kind in _BY_TYPE:
                votes += _WORTH * _BY_TYPE[kind](block)
            if kind == "panel-grid":
                votes += _vote_of_panels(block)
    return votes


_ELEMENTS = frozenset({"link", "latex", "mention"})


def _vote_of_element(children: Sequence[Json], at: int) -> int:
    """The editor has a leaf on both sides of an element."""
    vote = 0
    for beside in (at - 1, at + 1):
        neighbour = children[beside] if 0 <= beside < len(children) else None
        if isinstance(neighbour, dict) and same(neighbour, _EMPTY):
            vote += 1
        elif not isinstance(neighbour, dict) or "text" not in neighbour:
            vote -= 1
    return vote


def _vote_of_code(block: Mapping[str, Json]) -> int:
    lines = block.get("children")
    if not isinstance(lines, list) or "language" not in block:
        return 0
    has_language = any(isinstance(line, dict) and "language" in line for line in lines)
    if len(lines) > 1:
        return 1
    return -1 if has_language else 1


def _vote_of_image(block: Mapping[str, Json]) -> int:
    if block.get("children") != [_EMPTY]:
        return 0
    return -1 if block.get("hasCaption") is True else 1


def _vote_of_grid(block: Mapping[str, Json]) -> int:
    metadata = block.get("metadata")
    if not isinstance(metadata, dict):
        return 0
    runsets, section = metadata.get("runSets"), metadata.get("panelBankSectionConfig")
    votes = sum(_vote_of_runset(runset) for runset in (runsets if isinstance(runsets, list) else ()))
    return votes + vote_of_settings(section.get("localPanelSettings") if isinstance(section, dict) else None)


def _vote_of_panels(block: Mapping[str, Json]) -> int:
    """By how many options of panels more were left out than written although nobody chose them."""
    from runpress.codec import left_out  # when there are panels

    panels = as_list(as_object(as_object(block.get("metadata")).get("panelBankSectionConfig")).get("panels"))
    lacking, written = left_out.lacking_and_written(panels)
    return lacking - written


def vote_of_settings(settings: Json) -> int:
    """Who stored these settings: to the package a type of smoothing counts even with no weight, which every grid has."""
    if not isinstance(settings, dict) or settings.get("smoothingWeight") != 0:
        return 0
    if settings.get("smoothingType") == "none":
        return 0
    active = settings.get("smoothingActive")
    return int(active is False) - int(active is True)


def _vote_of_runset(runset: Json) -> int:
    """The editor hides a column from the start, and filters and sorts by `lr.value` where the package writes `lr`."""
    if not isinstance(runset, dict):
        return 0
    feed = runset.get("runFeed")
    visible = feed.get("columnVisible") if isinstance(feed, dict) else None
    return int(visible == {"run:name": False}) + any(
        ".value" in name for name in _config_names([runset.get("filters"), runset.get("sort")])
    )


def _config_names(value: Json) -> Iterator[str]:
    """The names of config keys anywhere in a filter or an order."""
    waiting: list[Json] = [value]
    while waiting:
        found = waiting.pop()
        if isinstance(found, list):
            waiting += found
        elif isinstance(found, dict):
            if found.get("section") == "config" and isinstance(found.get("name"), str):
                yield found["name"]
            waiting += found.values()


_BY_TYPE = {"code-block": _vote_of_code, "image": _vote_of_image, "panel-grid": _vote_of_grid}
