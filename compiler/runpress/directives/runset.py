"""A `runset` fence: which runs, with their filter read and placed."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

from runpress.diagnostics import Diagnostic, Severity
from runpress.diagnostics.codes import runsets
from runpress.directives.cuts import cut_value
from runpress.directives.directive import Context, Directive, Lowered
from runpress.directives.reading import read
from runpress.directives.scalars import span_map, text_after
from runpress.directives.subject import Codes, Subject
from runpress.directives.translate import described
from runpress.directives.tree import find
from runpress.directives.unknown import known_keys, meant_key
from runpress.model.filters.nodes import NO_RUN, And, Expression
from runpress.model.filters.parser import parse_filter
from runpress.model.filters.regex import check_pattern
from runpress.model.located import Located
from runpress.model.runset import Runset
from runpress.source import Span

_MOST_FILTERS = 100
_CHOOSING = frozenset({"filters", "query", "regex_query", "entity", "project", "max_runs", "limit"})
"""The options that say which runs are meant. Without one of them a run set would show more than was asked for."""


def lower_runset(body: Located, context: Context) -> Lowered:
    """A run set; where what chooses its runs has faults, it selects none."""
    defaults = [context.defaults.entries["runset"]] if "runset" in context.defaults.entries else []
    runset, findings = read(Runset, body, SUBJECT, owner=context.opening, defaults=defaults)
    if runset is not None and runset.regex_query:
        findings += _query_faults(runset, body)
    if runset is not None and _is_choice_faulty(body, findings):
        runset = runset.model_copy(update={"filters": NO_RUN})
    return runset, findings


def _is_choice_faulty(body: Located, findings: list[Diagnostic]) -> bool:
    """Whether an error stands in an option that chooses runs, or in a key that was meant to be one."""
    if not isinstance(body.value, dict):
        return False
    errors = [finding.span.start for finding in findings if finding.severity is Severity.ERROR]
    return any(
        entry.key.start <= start <= entry.value.span.end
        for key, entry in body.value.items()
        if (key if key in known_keys(Runset) else meant_key(Runset, key, SUBJECT)) in _CHOOSING
        for start in errors
    )


def read_filter(located: Located, key: str, codes: Codes) -> tuple[Any, list[Diagnostic]]:
    """The expression of a filter: one text, or a list of texts that must all hold."""
    value = located.value
    comment = text_after(located)
    if comment is not None:
        return NO_RUN, [_cut(key, located, comment, codes)]
    if isinstance(value, str):
        expression, findings = parse_filter(value, span_map(located))
        return (NO_RUN if findings and expression is None else expression), findings
    if isinstance(value, list):
        return _all_of(value, key, codes)
    finding = codes.bad_value.at(
        located.span,
        f"`{key}` takes a filter, not {described(located)}",
        label="a filter is text",
        help='write it like this: `filters: config.lr <= 1e-3 and state == "finished"`',
    )
    return NO_RUN, [finding]


def _query_faults(runset: Runset, body: Located) -> list[Diagnostic]:
    """What is wrong with a `query` that is a regular expression; one of the defaults is no matter of this fence.

    It finds no run then, and is published all the same: W&B stores whatever readers type.
    """
    fault = check_pattern(runset.query)
    written = find(body, ("query",))
    if fault is None or not written.path:
        return []
    place = span_map(written.value)(fault.start, fault.end)
    return [runsets.QUERY_PATTERN.at(place, fault.message, help=fault.help)]


def _cut(key: str, located: Located, comment: Span, codes: Codes) -> Diagnostic:
    """An error also for an honest comment: a filter that lost its end would select other runs."""
    finding = cut_value(key, located, comment, codes.cut_value)
    is_whole = isinstance(located.value, str) and not parse_filter(located.value, span_map(located))[1]
    if is_whole and comment.text.lstrip().startswith("# "):
        return replace(
            finding, label="move the comment to a line of its own, or quote the whole value", help="", fix=()
        )
    return finding


def _all_of(items: list[Located], key: str, codes: Codes) -> tuple[Any, list[Diagnostic]]:
    if len(items) > _MOST_FILTERS:
        message = f"`{key}` takes at most {_MOST_FILTERS} filters, not {len(items)}"
        return NO_RUN, [codes.bad_value.at(items[0].span, message, label="list the runs by a tag or a group instead")]
    findings: list[Diagnostic] = []
    clauses: list[Expression] = []
    for item in items:
        if isinstance(item.value, list):
            findings.append(
                codes.bad_value.at(
                    item.span,
                    f"`{key}` takes a list of filters, not lists in it",
                    help="join its filters with `and` or `or` in one text",
                )
            )
            continue
        clause, more = read_filter(item, key, codes)
        findings += more
        if clause is not None:
            clauses.append(clause)
    if findings and not clauses:
        return NO_RUN, findings
    if len(clauses) > 1:
        return And(tuple(clauses)), findings
    return (clauses[0] if clauses else None), findings


SUBJECT = Subject(
    "a run set",
    also_called=MappingProxyType(
        {
            "filter": "filters",
            "where": "filters",
            "group": "groupby",
            "group_by": "groupby",
            "grouping": "groupby",
            "sort": "order",
            "sort_by": "order",
            "order_by": "order",
            "search": "query",
            "regex": "regex_query",
            "title": "name",
            "color": "colors",
            "run_colors": "colors",
            "group_colors": "colors",
            "max_runs_to_show": "max_runs",
        }
    ),
    converters=MappingProxyType({"filters": read_filter}),
)

DIRECTIVE = Directive("runset", "Which runs the panels after it show.", lower_runset)
