"""Reports: blocks between empty paragraphs, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from runpress.codec.blocks import decode_blocks, encode_blocks, reading, writing
from runpress.codec.dialects import dialect_of
from runpress.codec.fields import NO_PRIMITIVES, Decoding, Encoding, built, decode_node, encode_node, with_residue
from runpress.codec.json_text import Json, dumps
from runpress.codec.normal import without_references
from runpress.codec.oddities import Oddity
from runpress.codec.residue import residue, same
from runpress.codec.text import quotable_values
from runpress.diagnostics.codes import stored as codes
from runpress.model.front_matter import Author, FrontMatter
from runpress.model.view import Report
from runpress.passes.anchors import set_anchors
from runpress.passes.context import PassContext
from runpress.source import SourceFile

VERSION = 5
_WIDTHS = ("readable", "fixed", "fluid")
Edges: TypeAlias = Literal["both", "first", "last", "none"]


def encode_report(report: Report, scope: Encoding) -> dict[str, Json]:
    """The spec of a report."""
    front = report.front
    scope.dialect = front.dialect
    scope.project = front.project_path
    here = writing(scope, report.blocks, report.source)
    stored = encode_blocks(report.blocks, here)
    scope.has_raw_keys = scope.has_raw_keys or here.text.has_raw
    spec = {**_envelope(front, scope), "blocks": _between(stored, front.edge_paragraphs)}
    return with_residue(spec, front.extra, front.omit, scope)


def _envelope(front: FrontMatter, scope: Encoding) -> dict[str, Json]:
    return {
        "version": VERSION,
        "panelSettings": {},
        "width": front.width or _WIDTHS[0],
        "authors": [encode_node(author, NO_PRIMITIVES, scope) for author in front.authors],
        "discussionThreads": [],  # they belong to the server; those that were pulled are in `extra`
    }


def _empty_paragraph() -> Json:
    return {"type": "paragraph", "children": [{"text": ""}]}


def _between(blocks: list[Json], edges: Edges) -> list[Json]:
    """Blocks with an empty paragraph at either end, as the Python package writes them."""
    empty = _empty_paragraph()
    if edges in ("both", "first") and not (blocks and same(blocks[0], empty)):
        blocks = [_empty_paragraph(), *blocks]
        if len(blocks) == 1 and edges == "both":
            return [*blocks, _empty_paragraph()]
    if edges in ("both", "last") and not (blocks and same(blocks[-1], empty)):
        blocks = [*blocks, _empty_paragraph()]
    return blocks


def is_old(spec: Mapping[str, Json]) -> bool:
    """Whether a report is stored as before version 5: groups of panels, and no blocks."""
    return "panelGroups" in spec and "blocks" not in spec


def decode_report(
    spec: Mapping[str, Json], scope: Decoding, *, objects: Sequence[Mapping[str, Json]] | None = None
) -> Report:
    """The report of a spec; encoded again, it is that spec. `objects` are all that it holds, if they are known."""
    stored = without_references(spec, objects)
    if is_old(stored):
        from runpress.codec.old_reports import upgraded  # hardly ever

        stored = upgraded(stored, scope)
    blocks = stored.get("blocks")
    known: list[Json] = blocks if isinstance(blocks, list) else []
    scope.dialect = dialect_of(known)
    found = decode_blocks(known, reading(scope).at("blocks"))
    edges, begin, end = _edges(known)
    text = found[begin : len(found) - end]
    front = _front(stored, edges, scope)
    return Report(front=front, blocks=set_anchors(text, PassContext(SourceFile("", ""))))


def _edges(blocks: Sequence[Json]) -> tuple[Edges, int, int]:
    """At which ends an empty paragraph stands, and how many to leave out there: those that are written again."""
    empty = _empty_paragraph()
    first, last = (bool(blocks) and same(blocks[at], empty) for at in (0, -1))
    edges: dict[tuple[bool, bool], Edges] = {(True, False): "first", (False, True): "last", (True, True): "both"}
    if len(blocks) == 2 and first and last:  # noqa: PLR2004 - an empty report
        return "both", 1, 1
    begin = int(first and len(blocks) > 1 and not same(blocks[1], empty))
    end = int(last and len(blocks) > 1 and not same(blocks[-2], empty))
    return edges.get((first, last), "none"), begin, end


def _front(spec: Mapping[str, Json], edges: Edges, scope: Decoding) -> FrontMatter:
    _check_version(spec, scope)
    values: dict[str, Any] = {"kind": "report", "authors": tuple(_authors(spec.get("authors"), scope))}
    if edges != "both":
        values["edge_paragraphs"] = edges
    if scope.dialect != "sdk":
        values["dialect"] = scope.dialect
    if spec.get("width") in _WIDTHS[1:]:
        values["width"] = spec["width"]
    front = built(FrontMatter, {name: value for name, value in values.items() if value})
    kept, said = dict(spec), _envelope(front, Encoding())
    if isinstance(kept.get("blocks"), list):
        del kept["blocks"]  # they say themselves what they are
    else:
        said["blocks"] = []
    left = residue(kept, said)
    return front.model_copy(update={"extra": dict(left.extra) or None, "omit": left.omit}) if left else front


def _authors(stored: Json, scope: Decoding) -> Iterator[Author]:
    for author in stored if isinstance(stored, list) else ():
        known = quotable_values(author)
        yield (
            decode_node(Author, known, NO_PRIMITIVES, scope) if isinstance(known.get("name"), str) else Author(name="")
        )


def _check_version(spec: Mapping[str, Json], scope: Decoding) -> None:
    version = spec.get("version")
    if not same(version, VERSION):
        scope.findings.append(
            Oddity(
                codes.UNKNOWN_VERSION,
                ("version",) if "version" in spec else (),
                f"the version is {dumps(version)}, and version {VERSION} is known"
                if "version" in spec
                else f"there is no `version`; version {VERSION} is known",
                "the report is read as if it were that",
            )
        )
