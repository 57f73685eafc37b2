"""Clauses that can be read, but can never select what their author means: faults, before they select nothing."""

from __future__ import annotations

from typing import Final

from runpress.diagnostics.codes import runsets
from runpress.diagnostics.suggest import did_you_mean
from runpress.model.filters.faults import Fault, shown
from runpress.model.filters.instants import instant
from runpress.model.filters.nodes import STATE, TIMES, Literal
from runpress.model.filters.tokens import Token
from runpress.model.keys import Key

STATES: Final = ("running", "finished", "crashed", "failed", "killed", "preempting", "preempted", "pending", "stopped")
_RUNTIME = Key("run", ("runtime",))
_TEXTS = frozenset(
    Key("run", (name,)) for name in ("name", "id", "state", "user", "group", "job_type", "sweep", "host", "notes")
)
_ORDERED = ("<", "<=", ">", ">=")


def check_comparison(key: Key, op: str, value: Literal, token: Token) -> None:
    """Raise a Fault if no run can ever satisfy `key op value` in the way it is meant."""
    if op in _ORDERED and value.kind in {"null", "bool"}:
        raise _fault(token, f"`{token.text}` is neither less nor greater than anything", help="use `==` or `!=`")
    check_value(key, value, token)


def check_value(key: Key, value: Literal, token: Token) -> None:
    """Raise a Fault if the attribute can never have this value."""
    if value.kind == "null":
        return
    typed = shown(token.text)
    if key in TIMES and instant(value.value) is None:
        raise _fault(
            token, f"`{key}` is a time, {typed} is not", help=f'write `"2026-11-21"` or `{key} within_last(7, "days")`'
        )
    if key in _TEXTS and value.kind != "text":
        raise _fault(token, f"`{key}` is text, {typed} is not", help=f'write `"{typed}"`')
    if key == _RUNTIME and value.kind != "number":
        raise _fault(token, f"`runtime` is a number of seconds, {typed} is not", help="write `runtime > 3600`")


def check_text_clause(key: Key, what: str, token: Token) -> None:
    """Raise a Fault if the key holds no text that `matches` or `in` could look into."""
    if key in TIMES or key == _RUNTIME:
        raise _fault(token, f"`{key}` is no text that `{what}` could look into", help="compare it with `<` or `>`")


def unknown_state(key: Key, value: Literal) -> str | None:
    """What may be meant, if W&B has no such state (`did you mean …` or nothing); None if all is well."""
    if key != STATE or not isinstance(value.value, str) or value.value.lower() in STATES:
        return None
    return did_you_mean(value.value.lower(), STATES)


def _fault(token: Token, message: str, *, help: str) -> Fault:
    return Fault(token.start, token.end, message, help=help, code=runsets.FILTER_VALUE)
