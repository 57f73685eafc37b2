"""Which optional fields of views a server has: asked for at first, and left out once it refuses them.

What was found out holds as long as the process. An answer settles it; a refusal alone does not, because it may
be about something else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from runpress.client.documents import OPTIONAL
from runpress.client.graphql import GraphQL, Operation, RefusedError


class OptionalFields:
    """Asks one server about views, with as many optional fields as it has. Used from several threads."""

    def __init__(self, graphql: GraphQL) -> None:
        self._graphql = graphql
        self._settled: frozenset[str] | None = None

    @property
    def settled(self) -> frozenset[str]:
        """The optional fields that may be asked for without a risk; none before the first answer."""
        return self._settled or frozenset()

    def ask(self, make: Callable[[Collection[str]], Operation], variables: Mapping[str, Any]) -> dict[str, Any]:
        """The data of the answer. Raises what `GraphQL.ask` raises."""
        wanted = frozenset(OPTIONAL) if self._settled is None else self._settled
        while True:
            try:
                data = self._graphql.ask(make(wanted), variables)
            except RefusedError as refused:
                if self._settled is not None or not wanted:
                    raise
                wanted = _without_refused(wanted, str(refused))
            else:
                self._settled = wanted
                return data


def _without_refused(wanted: frozenset[str], message: str) -> frozenset[str]:
    """Servers say `Cannot query field "version" on type "View"`; where no field is named, none is asked for again."""
    named = {name for name in wanted if f'"{name}"' in message or f"'{name}'" in message or f"`{name}`" in message}
    return wanted - named if named else frozenset()
