"""Query blocks: the three that the package knows."""

from __future__ import annotations

from collections.abc import Mapping

from runpress.codec.blocks import decode_blocks, encode_blocks, reading, writing
from runpress.codec.fields import Decoding, Encoding
from runpress.codec.json_text import Json
from runpress.exporters.wws.code import Code, call, literal
from runpress.exporters.wws.losses import Part
from runpress.model.blocks import Embed
from runpress.model.embed import EmbedOptions


def query(stored: Mapping[str, Json]) -> Part:
    """A query block, if the package makes just this query of it; it makes no others."""
    found = decode_blocks([dict(stored)], reading(Decoding()))
    block = found[0] if len(found) == 1 else None
    if not isinstance(block, Embed) or block.options.project is None:
        return Part(None, None)
    plain = Embed(options=block.options.model_copy(update={"height": None}))
    said = encode_blocks([plain], writing(Encoding(), [plain], None))
    return Part(_code(block.options), said[0])


def _code(options: EmbedOptions) -> Code:
    owner, _, name = (options.project or "").partition("/")
    common = {"entity": literal(owner), "project": literal(name)}
    if options.table_name is not None:
        return call("wr.WeaveBlockSummaryTable", **common, table_name=literal(options.table_name))
    common["artifact"] = literal(options.artifact)
    if options.file is not None:
        named = {"version": literal(options.version), "file": literal(options.file)}
        return call("wr.WeaveBlockArtifactVersionedFile", **common, **named)
    return call("wr.WeaveBlockArtifact", **common, tab=literal(options.tab) if options.tab else None)
