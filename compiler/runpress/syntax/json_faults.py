"""What is wrong with a text that is no JSON, in the same words from every version of Python."""

from __future__ import annotations

from json import JSONDecodeError

_CLOSING = ("}", "]")


def in_our_words(fault: JSONDecodeError) -> JSONDecodeError:
    """The fault with a message in lower case. A comma too many is named, as only Python 3.13 does by itself."""
    begun = fault.doc[: fault.pos].rstrip(" \t\r\n")
    is_before_end = begun.endswith(",") and fault.doc[fault.pos : fault.pos + 1] in _CLOSING
    if is_before_end or fault.msg.startswith("Illegal trailing comma"):
        return JSONDecodeError("a comma too many", fault.doc, len(begun) - 1 if is_before_end else fault.pos)
    return JSONDecodeError(fault.msg[:1].lower() + fault.msg[1:], fault.doc, fault.pos)
