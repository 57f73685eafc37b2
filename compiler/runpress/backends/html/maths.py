"""LaTeX to MathML, so that a page needs no script and no font for it. What cannot be set is shown as it was typed."""

from __future__ import annotations

import html
from functools import lru_cache
from typing import TYPE_CHECKING

from runpress.backends.html.escape import Markup, Writer

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LIMIT = 8_000
_MACROS = ("\\newcommand", "\\renewcommand", "\\def", "\\let", "\\edef", "\\providecommand")
_ELEMENT_NAMES = """
math mrow mi mn mo mtext mspace msup msub msubsup mover munder munderover mfrac msqrt mroot mtable mtr mtd mlabeledtr
mstyle menclose mpadded mphantom merror mmultiscripts mprescripts none semantics
"""
_ATTRIBUTE_NAMES = """
accent accentunder align columnalign columnlines columnspacing depth display displaystyle fence form height intent
largeop linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize movablelimits notation
rowalign rowlines rowspacing rspace scriptlevel separator side stretchy symmetric voffset width
"""
_ELEMENTS = frozenset(_ELEMENT_NAMES.split())
_ATTRIBUTES = frozenset(_ATTRIBUTE_NAMES.split())


def write_math(writer: Writer, latex: str, *, display: bool) -> None:
    """Write a formula; the source as code, with a note, where it cannot be set."""
    made = mathml(latex, display=display)
    if made is not None:
        writer.markup(made)
        return
    writer.element("code", latex, {"class": "math-source", "title": "This formula cannot be set; its source is shown."})


@lru_cache(maxsize=2048)
def mathml(latex: str, *, display: bool) -> Markup | None:
    """The formula as MathML; None if the library cannot set it."""
    if len(latex) > _LIMIT or any(macro in latex for macro in _MACROS):  # macros can grow without bound
        return None
    from latex2mathml.converter import convert_to_element  # 20 ms that most pages do not need

    try:
        tree = convert_to_element(latex, display="block" if display else "inline")
        writer = Writer()
        _write_element(writer, tree)
    except (Exception, RecursionError):  # noqa: BLE001 - whatever the library says of a formula, the page stands
        return None
    return writer.result()


def _write_element(writer: Writer, element: Element) -> None:
    """Write a tree through our own writer: the library's own output does not escape."""
    name = element.tag
    if name not in _ELEMENTS:
        raise ValueError(name)
    attributes = {key: value for key, value in element.attrib.items() if key in _ATTRIBUTES}
    writer.start(name, attributes)
    if element.text:
        writer.text(html.unescape(element.text))
    for child in element:
        _write_element(writer, child)
        if child.tail:
            writer.text(html.unescape(child.tail))
    writer.end(name)
