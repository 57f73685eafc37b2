"""What a server stores to a document: decoded, written as Markdown, and read again to be sure."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from runpress.backends.markdown import print_block, print_view
from runpress.codec.about import About
from runpress.codec.json_text import Json, dumps, has_surrogates, loads_with_objects, objects_in
from runpress.codec.normal import is_equal
from runpress.codec.odd_forms import report_odd_forms
from runpress.codec.oddities import JsonPath, Oddity, path_text
from runpress.codec.residue import same
from runpress.codec.views import Encoded, decode_view, encode_fields, encode_quickly, encode_view
from runpress.conversion.envelope import SpecTextError, opened, texts_in
from runpress.conversion.holders import WHAT_IS_READ
from runpress.conversion.json_places import place_values
from runpress.conversion.repeated_keys import repeated_keys
from runpress.conversion.sizes import too_large
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import stored as codes
from runpress.frozen import frozen
from runpress.model.blocks import Block, RawBlock
from runpress.model.view import Report, Workspace
from runpress.pipeline import MAX_BYTES, compile_document
from runpress.source import SourceFile
from runpress.syntax.json_faults import in_our_words


@frozen
class Pulled:
    """The document of a stored view. `text` is None if there is no view."""

    text: str | None
    view: Report | Workspace | None
    findings: tuple[Diagnostic, ...]


def pull_json(
    source: SourceFile, *, limit: int = MAX_BYTES, bare: Callable[[dict[str, Json]], Json] | None = None
) -> Pulled:
    """The document of a JSON text: a bare spec, or a view object. Never raises for any text.

    A document of more than `limit` bytes is written all the same, with a finding. `bare` takes out of a spec what is
    about where it was published.
    """
    try:
        value, objects = loads_with_objects(source.text)
        found = opened(value)
    except SpecTextError as fault:
        message, help_ = _fault_of(fault)
        return Pulled(None, None, tuple(_placed(source, [Oddity(codes.NOT_JSON, fault.path, message, help_)])))
    except json.JSONDecodeError as fault:
        return Pulled(None, None, (_not_json(source, in_our_words(fault)),))
    if isinstance(found, Oddity):
        return Pulled(None, None, tuple(_placed(source, [found])))
    about, spec = found.about, found.spec
    if bare is not None and isinstance(spec, dict):
        spec = bare(spec)
    inside = objects if spec is value else objects_in(spec)
    text, view, oddities = document_of(spec, about, limit=limit, objects=inside)
    repeated = [
        oddity
        for part, inner, path in texts_in(source.text, value)
        for oddity in repeated_keys(part, objects if inner is value else objects_in(inner), path)
    ]
    return Pulled(text, view, tuple(_placed(source, [*found.oddities, *repeated, *oddities])))


def document_of(
    spec: Json, about: About, *, limit: int = MAX_BYTES, objects: list[dict[str, Json]] | None = None
) -> tuple[str | None, Report | Workspace | None, list[Oddity]]:
    """The document of a spec, its view, and what is odd: also that it has more than `limit` bytes.

    The text is compiled again, however long it is: a block that would not come back as it was becomes its own JSON.
    `objects` are all that the spec holds, if they are known.
    """
    decoded = decode_view(spec, about, parse=blocks_of, markdown=print_block, objects=objects)
    view, oddities = decoded.view, list(decoded.findings)
    if view is None:
        return None, None, oddities
    text, view = _verified(view, spec, oddities)
    if any(word in text for word in _KEPT_BESIDE):
        oddities += report_odd_forms(spec, encode_fields(view, markdown=print_block), oddities)
    larger = too_large(text, spec, limit)
    return text, view, [*oddities, larger] if larger else oddities


def _verified(view: Report | Workspace, spec: Json, oddities: list[Oddity]) -> tuple[str, Report | Workspace]:
    """The text of a view that compiles to the spec, and the view that it says."""
    text = print_view(view)
    said = _said(text)
    if is_equal(said, spec) or any(oddity.code is codes.OLD_FORM for oddity in oddities):
        return text, view  # what is of before version 5 becomes something else on purpose
    if isinstance(view, Report) and not same(said, _compared(view)):
        view = _with_raw_blocks(view, oddities)
        text = print_view(view)
        said = _said(text)
    if not is_equal(said, spec):
        oddities.append(Oddity(codes.KEPT_RAW, (), "the document does not say all that was stored", _PLEASE_REPORT))
    return text, view


def _said(text: str) -> Json:
    """The spec that a document compiles to; None if it is of no view, or no file can hold the text."""
    view = None if has_surrogates(text) else compile_document(SourceFile("", text), limit=None).view
    return _compared(view) if isinstance(view, Report | Workspace) else None


def _compared(view: Report | Workspace) -> dict[str, Json]:
    """The spec of a view, with ids that are made quickly."""
    return encode_quickly(view, markdown=print_block).spec


_KEPT_BESIDE = ("extra", "beside", "omit", "<!-- wandb")
"""One of these words is in every document that keeps something as it is: nothing is odd where none is."""
_PLEASE_REPORT = "compare with the file that was pulled; this is a fault of runpress, please report it"


def blocks_of(markdown: str) -> tuple[Block, ...]:
    """The blocks of Markdown that W&B keeps as Markdown. None where front matter makes a workspace of it."""
    view = compile_document(SourceFile("", markdown), limit=None).view
    return () if isinstance(view, Workspace) else view.blocks


def encode(view: Report | Workspace) -> Encoded:
    """The spec of a view."""
    return encode_view(view, markdown=print_block)


def _with_raw_blocks(view: Report, oddities: list[Oddity]) -> Report:
    """The report with raw JSON in place of blocks that do not come back from their text."""
    blocks = list(view.blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, RawBlock):
            continue  # as raw as it can be
        one = replace(view, blocks=(block,))
        stored = _compared(one)
        if not same(_said(print_view(one)), stored):
            blocks[at] = RawBlock(json=_raw(stored["blocks"]))
            message = f"a block of kind `{block.kind}` has no Markdown form that says all of it"
            oddities.append(Oddity(codes.KEPT_RAW, ("blocks", at), message, "it is kept as JSON, and nothing is lost"))
    return replace(view, blocks=tuple(blocks))


def _raw(stored: Sequence[Json]) -> str:
    """The JSON of the one block between the empty paragraphs at the ends."""
    own = [one for one in stored if not _is_empty_paragraph(one)] or list(stored[:1])
    return dumps(own[0])


def _is_empty_paragraph(block: Json) -> bool:
    return same(block, {"type": "paragraph", "children": [{"text": ""}]})


def _not_json(source: SourceFile, fault: json.JSONDecodeError) -> Diagnostic:
    at = min(fault.pos, len(source.text))
    message, help_ = _fault_of(fault)
    return codes.NOT_JSON.at(source.span(at, min(at + 1, len(source.text))), message, help=help_)


def _fault_of(fault: json.JSONDecodeError) -> tuple[str, str]:
    """What is wrong with a text that is no JSON, and what to do."""
    if fault.pos >= len(fault.doc.rstrip()) or fault.msg.startswith("unterminated"):
        return "the JSON ends too early", "was the file written whole?"
    return f"this is not JSON: {fault.msg}", WHAT_IS_READ


def _placed(source: SourceFile, oddities: Iterable[Oddity]) -> list[Diagnostic]:
    found = list(oddities)
    places = place_values(source, [oddity.path for oddity in found]) if found else {}
    return [
        oddity.code.at(places[oddity.path], f"{path_text(oddity.path)}: {oddity.message}", help=oddity.help)
        for oddity in found
    ]


__all__ = ["JsonPath", "Pulled", "blocks_of", "document_of", "encode", "pull_json"]
