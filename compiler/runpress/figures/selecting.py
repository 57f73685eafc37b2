"""Run sets, asked of the data: their runs in order, with labels, colours and groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from runpress.data.protocol import Data, Order, Run, RunsQuery
from runpress.figures.author_colors import AuthorColors
from runpress.figures.groups import group_key, group_runs, group_values
from runpress.figures.hidden import is_hidden
from runpress.figures.palette import COLORS, assign, place
from runpress.figures.selection import RunsetSelection, SelectedRun, Selection
from runpress.model.keys import Key
from runpress.model.runset import Runset

CREATED = Key("run", ("created_at",))
NEWEST_FIRST = (Order(CREATED, ascending=False),)
"""W&B's order where a run set has none."""


def select(
    runsets: Sequence[Runset], data: Data, *, default_project: str | None, colors: Mapping[str, str] | None = None
) -> Selection:
    """The runs of each run set. `default_project` is the document's; `colors` are the grid's own, which win."""
    return Selection(
        tuple(
            _select(runset, data, project=project_of(runset, default_project), grid_colors=colors or {})
            for runset in runsets
        )
    )


def _runs_query(runset: Runset, *, default_project: str | None) -> RunsQuery:
    """The query that a run set asks."""
    return RunsQuery(
        project=project_of(runset, default_project),
        filter=runset.filters,
        search=runset.query,
        is_regex=runset.regex_query,
        order=tuple(Order(ordering.name, ordering.ascending) for ordering in runset.order) or NEWEST_FIRST,
        limit=runset.limit,
    )


def selection_queries(runsets: Sequence[Runset], *, default_project: str | None) -> tuple[RunsQuery, ...]:
    """The queries that `select` asks, for a preview to compare their fingerprints."""
    asked: list[RunsQuery] = []
    for runset in runsets:
        asked += [
            _everyone_query(project_of(runset, default_project)),
            _runs_query(runset, default_project=default_project),
        ]
    return tuple(dict.fromkeys(asked))


def _everyone_query(project: str | None) -> RunsQuery:
    """The query for all runs of a project, whose number is shown and by which colours are given."""
    return RunsQuery(project=project, order=NEWEST_FIRST)


def project_of(runset: Runset, default: str | None) -> str | None:
    """`entity/project` of a run set; what it leaves out is the document's."""
    own = runset.project_path
    if own is None:
        if runset.entity and default:
            return f"{runset.entity}/{default.rpartition('/')[2]}"
        return default
    if "/" not in own and default and "/" in default:
        return f"{default.partition('/')[0]}/{own}"
    return own


def _select(runset: Runset, data: Data, *, project: str | None, grid_colors: Mapping[str, str]) -> RunsetSelection:
    everyone = data.runs(_everyone_query(project))
    asked = _runs_query(runset, default_project=project)
    runs = everyone if asked == _everyone_query(project) else data.runs(asked)
    authored = _authored(runset, grid_colors)
    defaults = run_colors(everyone)
    selected = tuple(_selected(run, runset, authored=authored, defaults=defaults) for run in runs)
    groups = group_runs(selected, runset.groupby, everyone=everyone, colors=authored) if runset.groupby else ()
    return RunsetSelection(
        runset=runset, runs=selected, groups=groups, total=len(everyone), project=project, everyone=tuple(everyone)
    )


def _authored(runset: Runset, grid_colors: Mapping[str, str]) -> AuthorColors:
    """The author's colours. Later ones win, as in W&B: single runs, the run set's, the grid's."""
    single = {run: settings.color for run, settings in runset.run_settings.items() if settings.color}
    return AuthorColors({**single, **runset.custom_run_colors, **grid_colors})


def run_colors(everyone: Sequence[Run]) -> dict[tuple[str, str], str]:
    """The palette's colour for each run of some projects.

    A run has the colour of its id's hash. The first runs of a project, by age, share none with each
    other as long as the palette lasts, so that a small project has no two runs of one colour; runs that
    come later change nothing.
    """
    projects: dict[str, list[Run]] = {}
    for run in everyone:
        projects.setdefault(run.project, []).append(run)
    colors: dict[tuple[str, str], str] = {}
    for project, runs in projects.items():
        oldest = sorted(runs, key=lambda run: (str(run.attributes.get("created_at") or ""), run.id))[: len(COLORS)]
        early = assign(run.id for run in oldest)
        colors.update({(project, run.id): early.get(run.id) or COLORS[place(run.id)] for run in runs})
    return colors


def _selected(
    run: Run, runset: Runset, *, authored: AuthorColors, defaults: Mapping[tuple[str, str], str]
) -> SelectedRun:
    settings = runset.run_settings.get(run.id)
    names = (settings.name if settings else None, run.name)
    label = next((name for name in names if name and not name.isspace()), run.id)
    return SelectedRun(
        run=run,
        label=label,
        color=authored.of_run(run, name=label) or defaults.get((run.project, run.id)) or COLORS[place(run.id)],
        group=group_key(group_values(run, runset.groupby)) if runset.groupby else "",
        hidden=is_hidden(run, runset),
    )
