"""Orders: `created_at`, `-summary.val_acc`, or `{name: summary.val_acc, ascending: false}`."""

import re
from typing import Annotated, Any, TypeAlias

from pydantic_core import PydanticCustomError

from runpress.model.filters.terms import Descending, Term
from runpress.model.node import Node, option
from runpress.model.values import Listed, Read, RunKey


class Ordering(Node):
    """Sort by a key; runs without a value come last, whichever the direction."""

    name: RunKey = option(..., doc="The key to sort by.", wire="key", encoding="sort-key")
    ascending: bool = option(True, doc="The least value first; `false` puts the greatest first.", wire="ascending")

    def __str__(self) -> str:
        """The short spelling: the key, with `-` before it if the greatest comes first."""
        return f"{'' if self.ascending else '-'}{self.name}"


_DIRECTION = re.compile(r"\s+(asc|desc|ascending|descending)$", re.IGNORECASE)


def _read_ordering(value: Any) -> Any:
    if isinstance(value, Term):
        return {"name": value.key}
    if isinstance(value, Descending):
        return {"name": value.key, "ascending": False}
    if not isinstance(value, str):
        return value
    text = value.strip()
    if (direction := _DIRECTION.search(text)) is not None:
        sign = "-" if direction.group(1).lower().startswith("desc") else ""
        near = f"{sign}{text[: direction.start()].strip().lstrip('-+')}"
        raise PydanticCustomError("value", "`{typed}` is no key", {"typed": text, "near": near})
    descending = text.startswith("-")
    return {"name": text[1:].strip() if text[:1] in ("-", "+") else text, "ascending": not descending}


Orderings: TypeAlias = Annotated[
    tuple[
        Annotated[Ordering, Read(_read_ordering, {"type": "string", "x-key": "run", "x-sign": True}, write=str)], ...
    ],
    Listed(),
]
