"""Run sets as HTML: the tables below a grid, and the run list at the left of a workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from markupsafe import Markup

from runpress.figures.selection import RunsetSelection, SelectedRun, Selection
from runpress.figures.values import cell_text, labels_of, plain_text
from runpress.figures.wording import count
from runpress.frozen import frozen
from runpress.model.filters import print_filter
from runpress.model.filters.nodes import NO_RUN
from runpress.model.keys import NAME, Key
from runpress.model.runset import Runset
from runpress.themes import Theme

_SWATCHES = 6
_MOST_KEYS = 6
_NO_VALUE = "–"  # noqa: RUF001 - a dash is what readers see
_MOST_TEXT = 200
_STATES = frozenset({"running", "finished", "crashed", "failed", "killed", "pending", "preempted"})


@frozen
class _Column:
    key: Key
    label: str
    numeric: bool


@frozen
class _Row:
    run_keys: str
    label: str
    color: str
    hidden: bool
    cells: tuple[str, ...]
    state: str
    sort_label: str
    sort_text: str

    @property
    def state_class(self) -> str:
        return self.state if self.state in _STATES else "other"


@frozen
class _Rows:
    """Runs that stand together: a group, or all of them (then the label is empty)."""

    label: str
    group: str
    color: str
    run_keys: str
    runs: tuple[_Row, ...]

    @property
    def count_text(self) -> str:
        return count(len(self.runs), "run")


@frozen
class _Fact:
    label: str
    text: str


@frozen
class _Part:
    """A run set as its templates want it."""

    key: str
    slot: str
    name: str
    is_open: bool
    count_text: str
    swatches: tuple[str, ...]
    more: int
    facts: tuple[_Fact, ...]
    columns: tuple[_Column, ...]
    rows: tuple[_Rows, ...]
    empty: str


def render_runsets(
    theme: Theme, selection: Selection, *, key: str, slot: str = "", active: Literal[False] | int | str | None = None
) -> Markup:
    """The tables of runs below a grid, folded but for the `active` one (a name, or a position from 0)."""
    parts = [
        _part(
            chosen,
            key=f"{key}-runs-{at}",
            slot=f"{slot or key}/runs-{at}",
            is_open=active is not False and active in (at, chosen.runset.name),
        )
        for at, chosen in enumerate(selection.runsets)
    ]
    return theme.render("runsets.html.j2", parts=parts)


def render_run_list(theme: Theme, selection: RunsetSelection) -> Markup:
    """The run list of a workspace: colours, eyes, search, and how runs are filtered, grouped and sorted."""
    return theme.render("run_list.html.j2", part=_part(selection, key="runs", slot="runs", is_open=True))


def _part(chosen: RunsetSelection, *, key: str, slot: str, is_open: bool) -> _Part:
    colors = [group.color for group in chosen.groups] or [run.color for run in chosen.runs]
    columns = _columns(chosen)
    return _Part(
        key=key,
        slot=slot,
        name=chosen.runset.name,
        is_open=is_open,
        count_text=_count_text(chosen),
        swatches=tuple(colors[:_SWATCHES]),
        more=max(0, len(colors) - _SWATCHES),
        facts=_facts(chosen.runset),
        columns=columns,
        rows=_rows(chosen, columns),
        empty=_why_empty(chosen),
    )


def _count_text(chosen: RunsetSelection) -> str:
    shown = len(chosen.runs)
    runs = f"{shown} of {count(chosen.total, 'run')}" if chosen.total > shown else count(shown, "run")
    return f"{count(len(chosen.groups), 'group')}, {runs}" if chosen.groups else runs


def _why_empty(chosen: RunsetSelection) -> str:
    if not chosen.total:
        return "No run of the project is recorded here."
    if chosen.runset.filters is NO_RUN:
        return "No run is selected, because the run set has an error."
    return f"None of the {count(chosen.total, 'run')} matches this run set."


def _facts(runset: Runset) -> tuple[_Fact, ...]:
    """What the document says of the choice, in words."""
    facts: list[_Fact] = []
    if runset.filters is not None:
        text = "has an error" if runset.filters is NO_RUN else print_filter(runset.filters)
        facts.append(_Fact("Filter", text))
    if runset.query:
        facts.append(_Fact("Name matches" if runset.regex_query else "Name contains", runset.query))
    if runset.groupby:
        facts.append(_Fact("Grouped by", ", ".join(key.label for key in runset.groupby)))
    if runset.order:
        order = (f"{item.name.label} {'↑' if item.ascending else '↓'}" for item in runset.order)
        facts.append(_Fact("Sorted by", ", ".join(order)))
    if runset.limit is not None:
        facts.append(_Fact("At most", count(runset.limit, "run")))
    return tuple(facts)


def _columns(chosen: RunsetSelection) -> tuple[_Column, ...]:
    """The columns that the run set asks for; else name, state, the keys it speaks of, and what differs."""
    runset = chosen.runset
    hidden = set(runset.hidden_columns)
    asked = [*runset.pinned_columns, *(runset.column_order or runset.visible_columns)]
    keys = asked or [Key("run", ("state",)), *_keys_spoken_of(runset), *_differing(chosen.runs)]
    unique = [NAME, *(key for key in dict.fromkeys(keys) if key != NAME and key not in hidden)]
    labels = labels_of(unique)
    return tuple(_Column(key, label, _is_numeric(key, chosen.runs)) for key, label in zip(unique, labels, strict=True))


def _keys_spoken_of(runset: Runset) -> list[Key]:
    return [*runset.groupby, *(item.name for item in runset.order)]


def _differing(runs: Sequence[SelectedRun]) -> list[Key]:
    """The first config keys, by name, that are not the same in all runs."""
    seen: dict[str, set[str]] = {}
    for selected in runs:
        for name, value in selected.run.config.items():
            if not isinstance(value, Mapping | list | tuple):
                seen.setdefault(name, set()).add(plain_text(value))
    return [Key("config", (name,)) for name, values in sorted(seen.items()) if len(values) > 1][:_MOST_KEYS]


def _is_numeric(key: Key, runs: Sequence[SelectedRun]) -> bool:
    if key.section == "run":
        return key.path == ("runtime",)
    values = [value for run in runs if (value := run.run.value(key)) is not None]
    return bool(values) and all(isinstance(value, int | float) and not isinstance(value, bool) for value in values)


def _rows(chosen: RunsetSelection, columns: Sequence[_Column]) -> tuple[_Rows, ...]:
    order = chosen.runset.order[0].name if "order" in chosen.runset.model_fields_set and chosen.runset.order else None
    if order == NAME:  # it stands there already
        order = None
    if not chosen.groups:
        runs = tuple(_row(run, columns, order) for run in chosen.runs)
        return (_Rows("", "", "", "", runs),) if runs else ()
    return tuple(
        _Rows(
            label=group.label,
            group=group.key,
            color=group.color,
            run_keys=" ".join(run.ref for run in group.members),
            runs=tuple(_row(run, columns, order) for run in group.members),
        )
        for group in chosen.groups
    )


def _row(selected: SelectedRun, columns: Sequence[_Column], order: Key | None) -> _Row:
    cells = tuple(_cell(selected, column.key) for column in columns)
    return _Row(
        run_keys=selected.ref,
        label=selected.label,
        color=selected.color,
        hidden=selected.hidden,
        cells=(selected.label, *cells[1:]),
        state=str(selected.run.attributes.get("state") or ""),
        sort_label=order.label if order else "",
        sort_text=_cell(selected, order) if order else "",
    )


def _cell(selected: SelectedRun, key: Key) -> str:
    text = cell_text(selected.run, key) or _NO_VALUE
    return text if len(text) <= _MOST_TEXT else f"{text[: _MOST_TEXT - 1]}…"
