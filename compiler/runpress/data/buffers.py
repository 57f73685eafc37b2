"""Results of the engine as plain arrays: column by column, without a Python object a value.

The engine hands its result over in Arrow's memory layout, and nanoarrow opens that: neither pandas
nor pyarrow nor NumPy is needed.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import Any

_TYPECODES = {"d": "d", "i": "i", "b": "b", "l": "q", "q": "q"}


def columns_of(relation: Any) -> Mapping[str, array[Any]]:
    """The columns of a result that holds numbers and no nulls."""
    from nanoarrow import ArrayStream

    columns: dict[str, array[Any]] = {}
    with ArrayStream(relation) as stream:
        names = [field.name for field in stream.schema.fields]
        for chunk in stream.iter_chunks():
            for name, child in zip(names, chunk.iter_children(), strict=True):
                values = memoryview(child.buffers[1])[child.offset : child.offset + len(child)]
                column = columns.setdefault(name, array(_TYPECODES[values.format]))
                column.frombytes(values.cast("B"))
    return columns
