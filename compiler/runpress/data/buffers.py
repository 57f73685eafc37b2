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

    arrays: dict[str, array[Any]] = field(default_factory=dict)
    with_nulls: set[str] = field(default_factory=set)
    """Columns with nulls in them: at these places their arrays hold anything."""

    def __getitem__(self, name: str) -> array[Any]:
        return self.arrays[name]

    def __contains__(self, name: str) -> bool:
        return name in self.arrays


def columns_of(relation: Any) -> Columns:
    """The columns of a result that holds numbers."""
    from nanoarrow import c_array_stream

    columns = Columns()
    with c_array_stream(relation) as stream:
        schema = stream.get_schema()
        names = [schema.child(number).name for number in range(schema.n_children)]
        for chunk in stream:
            for number, name in enumerate(names):
                child = chunk.child(number)
                values = memoryview(child.view().buffer(1))[child.offset : child.offset + child.length]
                column = columns.arrays.setdefault(name, array(_TYPECODES[values.format]))
                column.frombytes(values.cast("B"))
                if child.null_count:
                    columns.with_nulls.add(name)
    return columns
