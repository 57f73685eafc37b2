"""Why there is nothing to show: sentences that name what was typed, count, and say what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from runpress.data.protocol import Data, KeysQuery, Run, RunsQuery
from runpress.diagnostics.suggest import suggestion
from runpress.figures import wording
from runpress.figures.figure import EmptyContent
from runpress.figures.selection import RunsetSelection, SelectedRun, Selection
from runpress.figures.values import known_keys
from runpress.model.attributes import attribute_named
from runpress.model.filters.nodes import NO_RUN, And, Expression
from runpress.model.filters.printer import print_filter
from runpress.model.keys import Key, Section

CONFIGURE = "In mkdocs.yml, below the `runpress` plugin, say where its runs lie: `data: {{{project}: path/to/runs}}`"
RECORD = "Record runs there, or correct the path in mkdocs.yml"
MEND = "`runpress check` says what is wrong with it"
INTERNAL = frozenset({"_step", "_runtime", "_timestamp", "_absolute_runtime", "_wandb"})


def no_runs(selection: Selection, data: Data) -> EmptyContent:
    """Why the run sets show no run at all."""
    if not selection.runsets:
        return EmptyContent("the panel has no run set", hint="Write a `runset` fence before it")
    reasons = [_no_runs(part, data) for part in selection.runsets]
    first = reasons[0]
    others = [reason.reason for reason in reasons[1:] if reason.reason != first.reason]
    return EmptyContent("; ".join([first.reason, *others]), hint=first.hint)


def no_metric(
    metrics: Sequence[str], runs: Sequence[SelectedRun], counts: Mapping[str, int], *, what: str = "metric"
) -> EmptyContent:
    """No run logs any of these metrics: how many there are, and which similar ones are logged."""
    total = len(runs)
    parts: list[str] = []
    for at, metric in enumerate(metrics):
        near = suggestion(metric, [name for name in counts if name not in INTERNAL and name != metric])
        head = f"0 of {wording.count(total, 'run')} log" if at == 0 else "0 log"
        if total == 1 and at == 0:
            head = "0 of 1 run logs"
        text = f"{head} `{metric}`"
        if near:
            text += f"; {wording.grouped(str(counts[near]))} {'logs' if counts[near] == 1 else 'log'} `{near}`"
        parts.append(text)
    known = sorted(name for name in counts if name not in INTERNAL)
    hint = ""
    if not known:
        hint = f"These runs log no {what}"
    elif not any("`; " in part or ";" in part for part in parts):
        hint = f"Logged are {wording.quoted(known)}"
    return EmptyContent("; ".join(parts), hint=hint)


def no_value(keys: Sequence[Key], runs: Sequence[SelectedRun]) -> EmptyContent:
    """No run has a number under one of these keys of config, summary or attributes."""
    key = next((key for key in keys if not any(_has(run.run, key) for run in runs)), None)
    total = wording.count(len(runs), "run")
    if key is None:
        names = wording.quoted([str(key) for key in keys])
        if len(keys) == 1:
            return EmptyContent(f"the values of {names} are not numbers in any of {total}")
        return EmptyContent(f"none of {total} has a number for each of {names}")
    shown = key.text("metric") if key.section == "metric" else str(key)
    text = f"0 of {total} {'has' if len(runs) == 1 else 'have'} `{shown}`"
    near, amount = _near(key, runs)
    if near:
        return EmptyContent(f"{text}; {wording.grouped(str(amount))} {'has' if amount == 1 else 'have'} `{near}`")
    elsewhere = _elsewhere(key, runs)
    return EmptyContent(text, hint=f"Did you mean `{elsewhere}`?" if elsewhere else "")


def only_nan(metrics: Sequence[str], amount: int) -> EmptyContent:
    """The metrics are logged, but no value is a number."""
    verb = "logs" if amount == 1 else "log"
    return EmptyContent(f"{wording.count(amount, 'run')} {verb} {wording.quoted(metrics)}, but only as NaN or infinity")


def never_together(metrics: Sequence[str], x: str, counts: Mapping[str, int]) -> EmptyContent:
    """Both the metrics and the x axis are logged, but never in one row."""
    amount = max((counts.get(metric, 0) for metric in metrics), default=0)
    return EmptyContent(
        f"{wording.count(amount, 'run')} {'logs' if amount == 1 else 'log'} {wording.quoted(metrics)} "
        f"and {wording.grouped(str(counts.get(x, 0)))} `{x}`, but never in the same step",
        hint=f"Log both in one call, or choose another x axis than `{x}`",
    )


def metric_counts(runs: Iterable[SelectedRun], data: Data) -> dict[str, int]:
    """How many of the runs log each metric."""
    counts: dict[str, int] = {}
    for query in keys_queries(runs):
        for name, amount in data.keys(query).items():
            counts[name] = counts.get(name, 0) + amount
    return counts


def keys_queries(runs: Iterable[SelectedRun]) -> tuple[KeysQuery, ...]:
    """One query a project for the metrics that runs log."""
    return tuple(KeysQuery(project, ids) for project, ids in by_project(runs).items())


def by_project(runs: Iterable[SelectedRun]) -> dict[str, tuple[str, ...]]:
    """The ids of runs by project, in order."""
    ids: dict[str, list[str]] = {}
    for selected in runs:
        ids.setdefault(selected.run.project, []).append(selected.run.id)
    return {project: tuple(dict.fromkeys(found)) for project, found in ids.items()}


def _no_runs(part: RunsetSelection, data: Data) -> EmptyContent:
    runset, project = part.runset, part.project
    name = f"run set `{runset.name}`"
    if part.runs:
        hint = "Show them with the eye in the table of runs, or remove `disabled: true`"
        return EmptyContent(f"all {wording.count(len(part.runs), 'run')} of {name} are hidden", hint=hint)
    if part.total == 0:
        return _no_data(project, data.projects)
    total = wording.count(part.total, "run")
    if runset.filters is NO_RUN:
        return EmptyContent(f"{name} selects no run, because it has an error", hint=MEND)
    if runset.filters is not None:
        clause = _narrowest(
            runset.filters, RunsQuery(project=project, search=runset.query, is_regex=runset.regex_query), data
        )
        return EmptyContent(f"0 of {total} match {name}: none has `{print_filter(clause)}`")
    if runset.query:
        verb = "matches the regular expression" if runset.regex_query else "contains"
        return EmptyContent(f"0 of {total} match {name}: no name {verb} `{runset.query}`")
    return EmptyContent(f"{name} shows none of {total}")


def _no_data(project: str | None, projects: Sequence[str]) -> EmptyContent:
    if project is not None and project not in projects:
        near = suggestion(project, projects)
        hint = CONFIGURE.format(project=project)
        if near:
            hint = f"Did you mean `{near}`? {hint}"
        elif projects:
            hint = f"There is data of {wording.quoted(projects)}. {hint}"
        return EmptyContent(f"no data source is configured for the project `{project}`", hint=hint)
    if not projects:
        return EmptyContent("no data source is configured", hint=CONFIGURE.format(project="entity/project"))
    names = wording.quoted([project] if project else projects)
    return EmptyContent(f"the data of {names} holds no runs", hint=RECORD)


def _narrowest(expression: Expression, base: RunsQuery, data: Data) -> Expression:
    """The clause that alone leaves no run; else the one that, after those before it, leaves none."""
    if not isinstance(expression, And):
        return expression
    for clause in expression.operands:
        if not data.runs(replace(base, filter=clause, limit=1)):
            return _narrowest(clause, base, data)
    for end in range(2, len(expression.operands)):
        together = And(expression.operands[:end])
        if not data.runs(replace(base, filter=together, limit=1)):
            return together
    return expression


def _near(key: Key, runs: Sequence[SelectedRun]) -> tuple[str, int]:
    """The key of the same section that the author may have meant, and how many runs have it.

    A key inside another (`config.optimizer.lr` for `config.lr`) is nearer than one that is spelled alike.
    """
    section = "summary" if key.section == "metric" else key.section
    known = known_keys((run.run for run in runs), section) if section in ("config", "summary") else {}
    inside = [other for other in known if other.path[-1] == key.path[-1]]
    if not inside:
        paths = {".".join(other.path): other for other in known}
        near = suggestion(".".join(key.path), paths) or suggestion(key.path[-1], paths)
        inside = [paths[near]] if near else []
    if not inside:
        return "", 0
    found = inside[0]
    return found.text("summary") if key.section == "metric" else str(found), known[found]


def _has(run: Run, key: Key) -> bool:
    return run.value(key) is not None


def _elsewhere(key: Key, runs: Sequence[SelectedRun]) -> str:
    """The same name in another section, or as an attribute of runs, if they have it there."""
    sections: tuple[Section, ...] = ("config", "summary")
    others = [Key(section, key.path) for section in sections]
    attribute = attribute_named(key.path[0]) if len(key.path) == 1 else None
    if attribute is not None:
        others.append(Key("run", (attribute.name,)))
    for other in others:
        if other.section != key.section and any(_has(selected.run, other) for selected in runs):
            return f"run.{other}" if other.section == "run" else str(other)
    return ""
