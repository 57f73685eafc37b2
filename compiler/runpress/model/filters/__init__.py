"""Filters: which runs a run set shows. `nodes` says what they mean."""

from __future__ import annotations

from runpress.model.filters.evaluate import evaluate
from runpress.model.filters.nodes import Expression
from runpress.model.filters.parser import parse_filter
from runpress.model.filters.printer import print_filter

__all__ = ["Expression", "evaluate", "parse_filter", "print_filter"]
