"""Findings about stored values that have another form than W&B gives them: kept beside the fields, and said."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cache

from runpress.codec.fields import Decoding, declared_fields
from runpress.codec.json_text import Deep, Json
from runpress.codec.oddities import JsonPath, Oddity
from runpress.diagnostics.codes import stored as codes
from runpress.model.node import Node

_FORMS = {
    bool: "`true` or `false`",
    int: "a number",
    float: "a number",
    str: "a text",
    list: "a list",
    dict: "an object",
}


def form(value: Json) -> str:
    """The form of a value in words: `a number`."""
    return _FORMS.get(type(value), "null")


def misplaced(wanted: str, value: Json, path: JsonPath) -> Oddity:
    """That a value has not the form that W&B gives it, or cannot be read at all."""
    if isinstance(value, Deep):
        return unreadable(value, path)
    return Oddity(codes.ODD_VALUE, path, f"{wanted} belongs here, not {form(value)}; it is kept as it is")


def unsaid(path: JsonPath) -> Oddity:
    """That a value may have W&B's form, and that no option says it all the same."""
    return Oddity(codes.ODD_VALUE, path, "no option says this; it is kept as it is")


def report_odd_values(
    extra: Mapping[str, Json] | None, known: Container[str], path: JsonPath, scope: Decoding, *, of: str
) -> None:
    """Report the known keys that stand beside the fields, because the fields cannot say their values.

    Null is no oddity, it means "not said"; nor is an object of which only a part stands there.
    """
    for key, value in (extra or {}).items():
        if key in known and value is not None and not isinstance(value, Mapping):
            message = f"`{key}` of {of} has a value that no option says; it is kept as it is"
            scope.findings.append(Oddity(codes.ODD_VALUE, (*path, key), message))


def unreadable(value: Deep, path: JsonPath) -> Oddity:
    """That a value is kept as its text: it is nested too deep, or no number of JSON's, or one that is too long."""
    if value.text.startswith(("{", "[")):
        return Oddity(codes.TOO_DEEP, path, "this is nested too deep to be read; it is kept as it is")
    what = (
        f"`{value.text}` is no value of JSON's"
        if value.text.lstrip("-").isalpha()
        else "this number is too long to be read"
    )
    return Oddity(codes.ODD_VALUE, path, f"{what}; it is kept as it is")


@cache
def wire_keys(model: type[Node]) -> frozenset[str]:
    """The keys that the fields of a model make."""
    found: set[str] = set()
    for declared in declared_fields(model):
        is_range = declared.encoding == "range"
        found |= {f"{declared.wire}Min", f"{declared.wire}Max"} if is_range else {declared.wire}
    return frozenset(found - {""})
