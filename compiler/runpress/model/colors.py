"""Colours as authors write them: hex, CSS names, `rgb()`, `hsl()`. Nothing else may reach a style."""

from __future__ import annotations

import colorsys
import re
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from runpress.model.color_names import COLOR_NAMES

_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE | re.ASCII)
_NUMBER = r"\s*(\d{1,3}(?:\.\d{1,6})?%?)\s*"
_RGB = re.compile(rf"rgb\({_NUMBER},{_NUMBER},{_NUMBER}\)", re.IGNORECASE | re.ASCII)
_ALPHA = r"\s*(\d?(?:\.\d{1,6})?%?|100%|\d{1,2}%)\s*"
_RGBA = re.compile(rf"rgba\({_NUMBER},{_NUMBER},{_NUMBER},{_ALPHA}\)", re.IGNORECASE | re.ASCII)
_HUE = r"\s*(-?\d{1,3}(?:\.\d{1,6})?)(?:deg)?\s*"
_SHARE = r"\s*((?:100|\d{1,2}(?:\.\d{1,6})?)%)\s*"
_HSL = re.compile(rf"hsl\({_HUE},{_SHARE},{_SHARE}\)", re.IGNORECASE | re.ASCII)
_HSLA = re.compile(rf"hsla\({_HUE},{_SHARE},{_SHARE},{_ALPHA}\)", re.IGNORECASE | re.ASCII)
_CHANNEL = 255

NAMES: frozenset[str] = frozenset(COLOR_NAMES)


def is_color(text: str) -> bool:
    """Whether this is a colour that runpress passes on."""
    return text.lower() in NAMES or bool(_HEX.fullmatch(text)) or _is_rgb(text) or _is_hsl(text)


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
"""A colour: hex with 3, 4, 6 or 8 digits, a CSS name, `rgb()` or `rgba()`, `hsl()` or `hsla()`."""


def without_name(text: str) -> str:
    """A colour in digits, as gradients need them: `red` and `hsl(0, 100%, 50%)` become `#ff0000`, `rgb()` stays."""
    digits = COLOR_NAMES.get(text.lower())
    hsl = _hsl(text)
    if hsl is not None:
        return _in_digits(*hsl)
    return f"#{digits}" if digits else text


def _in_digits(hue: str, saturation: str, lightness: str, opacity: float) -> str:
    shares = float(hue) / 360, float(lightness[:-1]) / 100, float(saturation[:-1]) / 100
    channels = [round(_CHANNEL * channel) for channel in colorsys.hls_to_rgb(*shares)]
    if opacity == 1:
        return "#" + "".join(f"{channel:02x}" for channel in channels)
    return f"rgba({','.join(map(str, channels))},{opacity:.4g})"


def faint(text: str) -> str:
    """A colour at a tenth of its opacity, as bands are drawn: `#ff0000` becomes `#ff000019`, `red` `rgba(255,0,0,0.1)`."""
    if _HEX.fullmatch(text):
        digits = text[1:] if len(text) > 5 else "".join(digit * 2 for digit in text[1:])  # noqa: PLR2004 - `#` and 4 digits
        opacity = int(digits[6:] or "ff", 16)
        return f"#{digits[:6]}{opacity // 10:02x}"
    if text.lower() in COLOR_NAMES:
        digits = COLOR_NAMES[text.lower()]
        return f"rgba({int(digits[:2], 16)},{int(digits[2:4], 16)},{int(digits[4:], 16)},0.1)"
    hsl = _hsl(text)
    if hsl is not None:
        return f"hsla({','.join(hsl[:3])},{hsl[3] / 10:.4g})"
    match = _RGB.fullmatch(text) or _RGBA.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no colour")
    return f"rgba({','.join(match.groups()[:3])},{_opacity(match) / 10:.4g})"


def _hsl(text: str) -> tuple[str, str, str, float] | None:
    """Hue, saturation, lightness and opacity of a colour that is written so."""
    match = _HSL.fullmatch(text) or _HSLA.fullmatch(text)
    return None if match is None else (match[1], match[2], match[3], _opacity(match))


def _opacity(match: re.Match[str]) -> float:
    """The fourth part; 1 if there is none."""
    alpha = (*match.groups()[3:], "1")[0]
    return float(alpha[:-1]) / 100 if alpha.endswith("%") else float(alpha)


def _is_hsl(text: str) -> bool:
    match = _HSL.fullmatch(text) or _HSLA.fullmatch(text)
    return match is not None and _is_alpha(match.groups()[3:])


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
