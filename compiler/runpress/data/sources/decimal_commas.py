"""Numbers with a decimal comma, as spreadsheets of many countries write them: `0;1,5`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from runpress.data.columns import identifier, literal
from runpress.data.engine import Engine

_NUMBER = r"[+-]?[0-9]+(,[0-9]+)?([eE][+-]?[0-9]+)?"
_MAY_BE_THOUSANDS = r"[+-]?[1-9][0-9]{0,2},[0-9]{3}"
_TEXTS: Final = frozenset({"run", "id", "name", "tags", "group", "job_type", "user", "notes", "state"})
"""Columns whose values are texts, whatever they look like."""


def read_decimal_commas(table: str, names: Sequence[str], engine: Engine) -> list[str]:
    """Turn columns of texts that are such numbers into numbers; those of which each comma may separate thousands."""
    unclear: list[str] = []
    for name in names:
        if name.lower() in _TEXTS:
            continue
        column = identifier(name)
        ((has_comma, are_numbers, is_clear),) = engine.rows(
            f"SELECT bool_or(contains({column}, ',')), bool_and(regexp_full_match({column}, {literal(_NUMBER)})), "
            f"bool_or(contains({column}, ',') AND NOT regexp_full_match({column}, {literal(_MAY_BE_THOUSANDS)})) FROM {table}"
        )
        if not has_comma or not are_numbers:
            continue
        if is_clear:
            engine.run(
                f"ALTER TABLE {table} ALTER {column} TYPE DOUBLE USING CAST(replace({column}, ',', '.') AS DOUBLE)"
            )
        else:
            unclear.append(name)
    return unclear
