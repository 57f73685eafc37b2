"""Blocks of reports: `wr.H1(…)` and its like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from runpress.codec.json_text import Json
from runpress.codec.json_values import as_list, as_object, objects
from runpress.exporters.wws.code import Call, Code, Listed, call, literal
from runpress.exporters.wws.grids import grid
from runpress.exporters.wws.losses import Part, noted
from runpress.exporters.wws.numbers import Numbers
from runpress.exporters.wws.queries import query
from runpress.exporters.wws.text import EMPTY, lines, text

_LANGUAGES = ("javascript", "python", "css", "json", "html", "markdown", "yaml")
_DEEPEST_HEADING = 3


def block(stored: Json, numbers: Numbers) -> Part:
    """A block, and what the package writes for it."""
    kind = stored.get("type") if isinstance(stored, Mapping) else None
    build = _BUILDERS.get(kind) if isinstance(kind, str) else None
    return build(stored, numbers) if build else Part(None, None)


def blocks(stored: Json, numbers: Numbers) -> Part:
    """Blocks below each other, each with a comment about what it cannot say."""
    codes: list[Code] = []
    said: list[Json] = []
    for each in as_list(stored):
        part = block(each, numbers)
        kind = each.get("type") if isinstance(each, Mapping) else None
        codes.append(noted(part, each, f"block as this one of type `{kind}`"))
        said += [part.said] if part.code is not None else []
    return Part(Listed(tuple(codes)), said)


def _paragraph(stored: Mapping[str, Json], numbers: Numbers) -> Part:
    del numbers
    inner = text(stored.get("children"))
    return Part(call("wr.P", inner.code or literal("")), {"type": "paragraph", "children": inner.said})


def _heading(stored: Mapping[str, Json], numbers: Numbers) -> Part:
    inner = text(stored.get("children"))
    level = stored.get("level")
    level = level if isinstance(level, int) and 1 <= level <= _DEEPEST_HEADING else _DEEPEST_HEADING
    said: dict[str, Json] = {"type": "heading", "children": inner.said, "level": level}
    folded = None
    if isinstance(stored.get("collapsedChildren"), list):
        part = blocks(stored["collapsedChildren"], numbers)
        folded, said["collapsedChildren"] = part.code, part.said
    if folded is None:
        return Part(call(f"wr.H{level}", inner.code or literal("")), said)
    return Part(call(f"wr.H{level}", text=inner.code, collapsed_blocks=folded), said)


def _list(stored: Mapping[str, Json], numbers: Numbers) -> Part:
    del numbers
    items = objects(stored.get("children"))
    if items and isinstance(items[0].get("checked"), bool):
        return _checked(items)
    inner = [_item_text(item) for item in items]
    is_ordered = (items[0] if items else stored).get("ordered") is True
    mark = {"ordered": True} if is_ordered else {}
    said = {"type": "list", "children": [_item(part.said, mark) for part in inner], **mark}
    name = "wr.OrderedList" if is_ordered else "wr.UnorderedList"
    return Part(Call(name, (("", Listed(tuple(part.code or literal("") for part in inner))),)), said)


def _checked(items: Sequence[Mapping[str, Json]]) -> Part:
    codes: list[Code] = []
    said: list[Json] = []
    for item in items:
        inner, is_done = _item_text(item), item.get("checked") is True
        codes.append(call("wr.CheckedListItem", inner.code or literal(""), checked=literal(True) if is_done else None))
        said.append(_item(inner.said, {"checked": is_done}))
    return Part(call("wr.CheckedList", Listed(tuple(codes))), {"type": "list", "children": said})


def _item_text(item: Mapping[str, Json]) -> Part:
    first = next(iter(as_list(item.get("children"))), None)
    return text(as_object(first).get("children"))


def _item(children: Json, mark: Mapping[str, Json]) -> Json:
    return {"type": "list-item", "children": [{"type": "paragraph", "children": children}], **mark}


def _quote(stored: Mapping[str, Json], numbers: Numbers) -> Part:
    del numbers
    inner = text(stored.get("children"))
    return Part(call("wr.BlockQuote", inner.code or literal("")), {"type": "block-quote", "children": inner.said})


def _code(stored: Mapping[str, Json], numbers: Numbers) -> Part:
    del numbers
    inner = lines(stored.get("children"))
    language = stored.get("language")
    shown = {"language": language} if language in _LANGUAGES else {}
    said = {"type": "code-block", "children": [{"type": "code-line", "children": inner.said, **shown}], **shown}
    argument = None if language == "python" else literal(language if shown else None)
    return Part(call("wr.CodeBlock", inner.code or literal(""), language=argument), said)


def _callout(stored: Mapping[str, Json], numbers: Numbers) -> Part:
    del numbers
    inner = lines(stored.get("children"))
    said = {"type": "callout-block", "children": [{"type": "callout-line", "children": inner.said}]}
    return Part(call("wr.CalloutBlock", inner.code or literal("")), said)


def _image(stored: Mapping[str, Json], numbers: Numbers) -> Part:
    del numbers
    inner = text(stored.get("children"))
    url = _text(stored, "url")
    caption = None if inner.said == EMPTY else inner.code
    said = {"type": "image", "children": inner.said, "url": url, "hasCaption": True}
    return Part(call("wr.Image", url=literal(url), caption=caption), said)


def _gallery(stored: Mapping[str, Json], numbers: Numbers) -> Part:
    del numbers
    links = stored.get("links")
    if not isinstance(links, list):
        links = [{"type": "report", "id": id_} for id_ in as_list(stored.get("ids"))]
    found = [_card(link) for link in objects(links)]
    codes = Listed(tuple(part.code for part in found if part.code is not None))
    said = {"type": "gallery", "children": EMPTY, "links": [part.said for part in found if part.code is not None]}
    return Part(call("wr.Gallery", items=codes), said)


def _card(link: Mapping[str, Json]) -> Part:
    if link.get("type") == "report" and isinstance(link.get("id"), str):
        return Part(call("wri.GalleryReport", literal(link["id"])), {"type": "report", "id": link["id"]})
    if not isinstance(link.get("url"), str):
        return Part(None, None)
    named = {"url": "url", "title": "title", "description": "description", "image_url": "imageURL"}
    found = {name: link[wire] for name, wire in named.items() if isinstance(link.get(wire), str)}
    said = {"type": "url", **{named[name]: value for name, value in found.items()}}
    return Part(call("wri.GalleryURL", **{name: literal(value) for name, value in found.items()}), said)


def _single(name: str, argument: str, wire: str, **fixed: Json) -> Callable[[Mapping[str, Json], Numbers], Part]:
    """A block with one text."""

    def build(stored: Mapping[str, Json], numbers: Numbers) -> Part:
        del numbers
        value = _text(stored, wire)
        said = {"type": stored["type"], "children": EMPTY, wire: value, **fixed}
        return Part(call(name, **{argument: literal(value)}), said)

    return build


def _bare(name: str) -> Callable[[Mapping[str, Json], Numbers], Part]:
    """A block without anything in it."""
    return lambda stored, _: Part(call(name), {"type": stored["type"], "children": EMPTY})


def _text(stored: Mapping[str, Json], key: str) -> str:
    value = stored.get(key)
    return value if isinstance(value, str) else ""


_BUILDERS: dict[str, Callable[[Mapping[str, Json], Numbers], Part]] = {
    "paragraph": _paragraph,
    "default": _paragraph,
    "heading": _heading,
    "list": _list,
    "block-quote": _quote,
    "code-block": _code,
    "callout-block": _callout,
    "image": _image,
    "gallery": _gallery,
    "panel-grid": grid,
    "weave-panel": lambda stored, _: query(stored),
    "markdown-block": _single("wr.MarkdownBlock", "text", "content"),
    "latex": _single("wr.LatexBlock", "text", "content", block=True),
    "video": _single("wr.Video", "url", "url"),
    "spotify": _single("wri.Spotify", "spotify_id", "spotifyID", spotifyType="track"),
    "soundcloud": _single("wri.SoundCloud", "html", "html"),
    "twitter": _single("wri.Twitter", "html", "html"),
    "horizontal-rule": _bare("wr.HorizontalRule"),
    "table-of-contents": _bare("wr.TableOfContents"),
}
