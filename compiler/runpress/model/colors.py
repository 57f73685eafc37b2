"""Colours as authors write them: hex, CSS names, `rgb()` and `rgba()`. Nothing else may reach a style."""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE | re.ASCII)
_NUMBER = r"\s*(\d{1,3}(?:\.\d{1,6})?%?)\s*"
_RGB = re.compile(rf"rgb\({_NUMBER},{_NUMBER},{_NUMBER}\)", re.IGNORECASE | re.ASCII)
_ALPHA = r"\s*(\d?(?:\.\d{1,6})?%?|100%|\d{1,2}%)\s*"
_RGBA = re.compile(rf"rgba\({_NUMBER},{_NUMBER},{_NUMBER},{_ALPHA}\)", re.IGNORECASE | re.ASCII)
_CHANNEL = 255

NAMES: frozenset[str] = frozenset(
    [
        "aliceblue",
        "antiquewhite",
        "aqua",
        "aquamarine",
        "azure",
        "beige",
        "bisque",
        "black",
        "blanchedalmond",
        "blue",
        "blueviolet",
        "brown",
        "burlywood",
        "cadetblue",
        "chartreuse",
        "chocolate",
        "coral",
        "cornflowerblue",
        "cornsilk",
        "crimson",
        "cyan",
        "darkblue",
        "darkcyan",
        "darkgoldenrod",
        "darkgray",
        "darkgreen",
        "darkgrey",
        "darkkhaki",
        "darkmagenta",
        "darkolivegreen",
        "darkorange",
        "darkorchid",
        "darkred",
        "darksalmon",
        "darkseagreen",
        "darkslateblue",
        "darkslategray",
        "darkslategrey",
        "darkturquoise",
        "darkviolet",
        "deeppink",
        "deepskyblue",
        "dimgray",
        "dimgrey",
        "dodgerblue",
        "firebrick",
        "floralwhite",
        "forestgreen",
        "fuchsia",
        "gainsboro",
        "ghostwhite",
        "gold",
        "goldenrod",
        "gray",
        "green",
        "greenyellow",
        "grey",
        "honeydew",
        "hotpink",
        "indianred",
        "indigo",
        "ivory",
        "khaki",
        "lavender",
        "lavenderblush",
        "lawngreen",
        "lemonchiffon",
        "lightblue",
        "lightcoral",
        "lightcyan",
        "lightgoldenrodyellow",
        "lightgray",
        "lightgreen",
        "lightgrey",
        "lightpink",
        "lightsalmon",
        "lightseagreen",
        "lightskyblue",
        "lightslategray",
        "lightslategrey",
        "lightsteelblue",
        "lightyellow",
        "lime",
        "limegreen",
        "linen",
        "magenta",
        "maroon",
        "mediumaquamarine",
        "mediumblue",
        "mediumorchid",
        "mediumpurple",
        "mediumseagreen",
        "mediumslateblue",
        "mediumspringgreen",
        "mediumturquoise",
        "mediumvioletred",
        "midnightblue",
        "mintcream",
        "mistyrose",
        "moccasin",
        "navajowhite",
        "navy",
        "oldlace",
        "olive",
        "olivedrab",
        "orange",
        "orangered",
        "orchid",
        "palegoldenrod",
        "palegreen",
        "paleturquoise",
        "palevioletred",
        "papayawhip",
        "peachpuff",
        "peru",
        "pink",
        "plum",
        "powderblue",
        "purple",
        "rebeccapurple",
        "red",
        "rosybrown",
        "royalblue",
        "saddlebrown",
        "salmon",
        "sandybrown",
        "seagreen",
        "seashell",
        "sienna",
        "silver",
        "skyblue",
        "slateblue",
        "slategray",
        "slategrey",
        "snow",
        "springgreen",
        "steelblue",
        "tan",
        "teal",
        "thistle",
        "tomato",
        "turquoise",
        "violet",
        "wheat",
        "white",
        "whitesmoke",
        "yellow",
        "yellowgreen",
    ]
)


def is_color(text: str) -> bool:
    """Whether this is a colour that runpress passes on."""
    return text.lower() in NAMES or bool(_HEX.fullmatch(text)) or _is_rgb(text)


def checked_color(text: str) -> str:
    """The same text, if it is a colour; otherwise an error that says what colours look like."""
    if is_color(text):
        return text
    raise PydanticCustomError(
        "color",
        "`{typed}` is no colour",  # braces are filled by pydantic
        {"typed": text, "help": 'write a hex colour such as "#FAC13C", a CSS name, or rgb(250, 193, 60)'},
    )


Color: TypeAlias = Annotated[str, AfterValidator(checked_color), Field(json_schema_extra={"format": "color"})]
"""A colour: hex with 3, 4, 6 or 8 digits, a CSS name, `rgb()` or `rgba()`."""


def _is_rgb(text: str) -> bool:
    match = _RGB.fullmatch(text) or _RGBA.fullmatch(text)
    return match is not None and all(_in_range(part) for part in match.groups()[:3]) and _is_alpha(match.groups()[3:])


def _in_range(channel: str) -> bool:
    if channel.endswith("%"):
        return float(channel[:-1]) <= 100  # noqa: PLR2004 - per cent
    return float(channel) <= _CHANNEL


def _is_alpha(groups: tuple[str, ...]) -> bool:
    if not groups:
        return True
    alpha = groups[0]
    if alpha in ("", "%"):
        return False
    return float(alpha[:-1]) <= 100 if alpha.endswith("%") else float(alpha) <= 1  # noqa: PLR2004 - per cent
