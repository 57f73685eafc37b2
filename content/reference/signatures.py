"""How options are given in Python: a stub for type checkers, in which keys are also texts and lists are any sequences.

The models convert what they are given, which no checker sees: to it, `y=["loss"]` would be no tuple of keys.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import runpress
from runpress.model.keys import Key
from runpress.model.node import Node
from runpress.model.order import Ordering
from runpress.model.panels.gradient import GradientPoint
from runpress.model.panels.parallel_coordinates import ParallelColumn
from runpress.model.values import KeyType

PATH = Path(runpress.__file__).parent / "api" / "nodes.pyi"
_HEAD = """# What `runpress` exports for options, as type checkers are to see it.
# Written by `make reference` from the declarations in the program. Change those, not this file.
# ruff: noqa: A002 - options have the names that they have

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

"""
_ALIASES = """
KeyLike: TypeAlias = str | Key | Term
OrderLike: TypeAlias = str | Term | Descending | _Ordering
FilterLike: TypeAlias = str | Condition | Sequence[str | Condition]
"""
_ALIKE: dict[object, str] = {
    Key: "KeyLike",
    Ordering: "OrderLike",
    ParallelColumn: "KeyLike | ParallelColumn | Mapping[str, Any]",
    GradientPoint: "str | GradientPoint | Sequence[float | str]",
    NoneType: "None",
    Any: "Any",
}
_BETWEEN = re.compile(r" \| (?![^\[]*\])")
"""What parts a union, outside of brackets."""
_IMPORTS = {
    "runpress.model.filters.terms": ("Condition", "Descending", "Term"),
    "runpress.model.keys": ("Key",),
    "runpress.model.panels.gradient": ("GradientPoint",),
    "runpress.model.panels.parallel_coordinates": ("ParallelColumn",),
    "runpress.model.runset": ("SelectedGroup",),
    "runpress.model.grid": ("GridPanelSettings",),
}


@cache
def nodes() -> dict[str, type[Node]]:
    """The exported classes of options by name."""
    exported = {name: getattr(runpress, name) for name in runpress.__all__}
    return {
        name: found
        for name, found in exported.items()
        if isinstance(found, type) and issubclass(found, Node) and name != "Panel"
    }


def stub() -> str:
    """The text of the stub, formatted as all code is."""
    found = nodes()
    modules: dict[str, list[str]] = {module: list(names) for module, names in _IMPORTS.items()}
    for name, model in found.items():
        modules.setdefault(model.__module__, []).append(f"{name} as _{name}")
    imports = [f"from {module} import {', '.join(sorted(names))}\n" for module, names in sorted(modules.items())]
    text = _HEAD + "".join(imports) + _ALIASES + "".join(_class(name, model) for name, model in found.items())
    return _formatted(text)


def _formatted(text: str) -> str:
    for arguments in (("check", "--fix-only", "--quiet"), ("format",)):
        command = [sys.executable, "-m", "ruff", *arguments, "--stdin-filename", str(PATH), "-"]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=True, timeout=60)  # noqa: S603 - our own text
        text = done.stdout
    return text


def _class(name: str, model: type[Node]) -> str:
    fields = {field: info for field, info in model.model_fields.items() if field != "type"}
    options = [
        f"        {field}: {_hint(Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation)}"
        f"{'' if info.is_required() else ' = ...'},\n"
        for field, info in fields.items()
    ]
    return f"\nclass {name}(_{name}):\n    def __init__(\n        self,\n        *,\n{''.join(options)}    ) -> None: ...\n"


def _hint(annotation: Any) -> str:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        is_key = any(isinstance(each, KeyType) for each in arguments[1:])
        return _joined([_hint(arguments[0]), "KeyLike"]) if is_key and _has_key(arguments[0]) else _hint(arguments[0])
    if origin in (Union, UnionType):
        is_filter = any(getattr(each, "__module__", "") == "runpress.model.filters.nodes" for each in arguments)
        return "FilterLike" if is_filter and NoneType not in arguments else _joined(map(_hint, _merged(arguments)))
    if origin is tuple:
        item = _joined(_hint(each) for each in arguments if each is not Ellipsis)
        return (
            f"Sequence[{item}]" if len(arguments) > 1 and arguments[1] is not Ellipsis else f"{item} | Sequence[{item}]"
        )
    if origin is dict:
        return f"Mapping[{_hint(arguments[0])}, {_hint(arguments[1])}]"
    if origin is Literal:
        return f"Literal[{', '.join(map(_quoted, arguments))}]"
    name = getattr(annotation, "__name__", "Any")
    return _ALIKE.get(annotation) or (f"_{name}" if name in nodes() else name)


def _merged(arguments: Iterable[Any]) -> list[Any]:
    """The members of a union; conditions of filters are one."""
    return [each for each in arguments if getattr(each, "__module__", "") != "runpress.model.filters.nodes"]


def _has_key(annotation: Any) -> bool:
    return annotation is Key or Key in get_args(annotation)


def _joined(hints: Iterable[str]) -> str:
    parts = [part for hint in hints for part in _BETWEEN.split(hint)]
    return " | ".join(sorted(dict.fromkeys(parts), key=lambda part: part == "None"))


def _quoted(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
