"""Results of the engine as plain arrays: column by column, without a Python object a value.

The engine hands its result over in Arrow's memory layout, and nanoarrow opens that: neither pandas
nor pyarrow nor NumPy is needed.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Any

_TYPECODES = {"d": "d", "i": "i", "b": "b", "l": "q", "q": "q"}


@dataclass(slots=True)
class Columns:
    """The columns of a result."""

    arrays: dict[str, memoryview[Any]] = field(default_factory=dict)
    with_nulls: set[str] = field(default_factory=set)
    """Columns with nulls in them: at these places their arrays hold anything."""

    def __getitem__(self, name: str) -> memoryview[Any]:
        return self.arrays[name]

    def __contains__(self, name: str) -> bool:
        return name in self.arrays


def columns_of(relation: Any) -> Columns:
    """The columns of a result that holds numbers. Its memory is the engine's, and lives as long as they do."""
    from nanoarrow import c_array_stream

    columns = Columns()
    chunks: dict[str, list[memoryview[Any]]] = {}
    with c_array_stream(relation) as stream:
        schema = stream.get_schema()
        names = [schema.child(number).name for number in range(schema.n_children)]
        for chunk in stream:
            for number, name in enumerate(names):
                child = chunk.child(number)
                values = memoryview(child.view().buffer(1))[child.offset : child.offset + child.length]
                chunks.setdefault(name, []).append(values)
                if child.null_count:
                    columns.with_nulls.add(name)
    columns.arrays = {name: _joined(parts) for name, parts in chunks.items()}
    return columns


def _joined(parts: list[memoryview[Any]]) -> memoryview[Any]:
    if len(parts) == 1:
        return parts[0]
    joined = array(_TYPECODES[parts[0].format])
    for part in parts:
        joined.frombytes(part.cast("B"))
    return memoryview(joined)
