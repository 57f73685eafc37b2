"""Rich text: a list of texts, `wr.InlineCode`, `wr.Link` and `wr.InlineLatex`."""

from __future__ import annotations

from runpress.codec.json_text import Json
from runpress.codec.json_values import as_list, as_object, objects
from runpress.exporters.wws.code import Code, Listed, call, literal
from runpress.exporters.wws.losses import Part

EMPTY: list[Json] = [{"text": ""}]


def text(children: Json) -> Part:
    """The code of some leaves and elements, and the leaves and elements that the package writes for it."""
    pieces = [_piece(child) for child in as_list(children)]
    said = [piece.said for piece in pieces if piece.code is not None]
    codes = [piece.code for piece in pieces if piece.code is not None]
    if not codes:
        return Part(literal(""), list(EMPTY))
    is_one_text = len(codes) == 1 and said[0].keys() == {"text"}
    return Part(codes[0] if is_one_text else Listed(tuple(codes)), said)


def _only_text(children: Json) -> str:
    """The text of leaves, without anything else."""
    return "".join(leaf["text"] for leaf in objects(children) if isinstance(leaf.get("text"), str))


def lines(stored: Json) -> Part:
    """Lines of code or of a call-out, of which the package has one: they are joined, with line feeds between."""
    rows, joined = as_list(stored), []
    for at, row in enumerate(rows):
        joined += [{"text": "\n"}] if at else []
        joined += as_list(as_object(row).get("children"))
    if len(rows) > 1 and all(isinstance(leaf, dict) and leaf.keys() == {"text"} for leaf in joined):
        joined = [{"text": _only_text(joined)}]
    return text(joined)


def _piece(child: Json) -> Part:
    if not isinstance(child, dict):
        return Part(None, None)
    if child.get("type") == "link":
        return _link(child)
    if child.get("type") == "latex" and isinstance(child.get("content"), str):
        content = child["content"]
        return Part(call("wr.InlineLatex", literal(content)), {"type": "latex", "content": content, "children": EMPTY})
    if isinstance(child.get("type"), str):
        return Part(literal(""), {"text": ""})
    words = child["text"] if isinstance(child.get("text"), str) else ""
    if child.get("inlineCode") is True:
        return Part(call("wr.InlineCode", literal(words)), {"text": words, "inlineCode": True})
    return Part(literal(words), {"text": words})


def _link(child: dict[str, Json]) -> Part:
    url = child["url"] if isinstance(child.get("url"), str) else "https://"
    words = _only_text(child.get("children"))
    code: Code = call("wr.Link", literal(words), url=literal(url))
    return Part(code, {"type": "link", "url": url, "children": [{"text": words}]})
