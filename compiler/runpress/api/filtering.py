"""Filters for programs that ask W&B's Public API for runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from runpress.codec.filters.mongo import encode_mongo
from runpress.model.filters.nodes import Expression
from runpress.model.filters.terms import Condition
from runpress.model.runset import Runset


def api_filters(
    filters: str | Condition | Expression | Sequence[str | Condition] | None, *, now: datetime | None = None
) -> dict[str, Any]:
    """What `wandb.Api().runs(…, filters=…)` takes, so that it gives the runs that a run set with these filters has.

    `now` is when `within_last` counts from; this moment if left out. Raises pydantic's ValidationError if a filter
    cannot be read.
    """
    return encode_mongo(Runset.model_validate({"filters": filters}).filters, now=now or datetime.now(UTC))
