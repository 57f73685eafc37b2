"""What panels ask of the runs that they show: metrics, keys, names in expressions, media."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from runpress.checking.expressions import names_of
from runpress.checking.keys import check_key, keys_of
from runpress.checking.legends import keys_of_legend
from runpress.data.protocol import Data, MediaQuery
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import panels as codes
from runpress.diagnostics.suggest import suggestion
from runpress.figures import wording
from runpress.figures.legend import reference_key
from runpress.figures.reasons import INTERNAL, by_project, metric_counts
from runpress.figures.selection import SelectedRun
from runpress.model.attributes import AXES
from runpress.model.filters.regex import search
from runpress.model.keys import Key
from runpress.model.panels import LinePanel, MediaBrowserPanel
from runpress.model.panels.base import Panel
from runpress.source import Span

_MOST_LISTED = 6
_CONSTANTS = ("config.", "summary.", "config:", "summary:")


@dataclass
class PanelChecker:
    """Checks the panels of one grid."""

    runs: Sequence[SelectedRun]
    called: str
    """What the runs are called: "run set `main`"."""
    data: Data

    @cached_property
    def logged(self) -> Mapping[str, int]:
        """How many of the runs log each metric."""
        counts = metric_counts(self.runs, self.data)
        return {name: amount for name, amount in counts.items() if name not in INTERNAL}

    @cached_property
    def media(self) -> Mapping[str, int]:
        """How many of the runs log media under each key."""
        found: dict[str, set[tuple[str, str]]] = {}
        for project, ids in by_project(self.runs).items():
            for item in self.data.media(MediaQuery(project, ids, ())):
                found.setdefault(item.key, set()).add((project, item.run))
        return {key: len(runs) for key, runs in found.items()}

    def check(self, panel: Panel) -> Iterator[Diagnostic]:
        """What a panel asks for, and no run has."""
        is_history = isinstance(panel, LinePanel)
        for path, key in keys_of(panel):
            span = panel.value_span(*path)
            if key.section == "metric":
                yield from self._metric(key.path[0], span, is_history=is_history)
            else:
                yield from check_key(key, span, self.runs)
        for key, place in keys_of_legend(panel):
            yield from check_key(key, place, self.runs)
        for name, is_x, span in names_of(panel):
            yield from self._name(name, span, panel, is_x=is_x)
        yield from self._pattern(panel)
        if isinstance(panel, MediaBrowserPanel):
            yield from self._media(panel)

    def _name(self, name: str, span: Span | None, panel: Panel, *, is_x: bool) -> Iterator[Diagnostic]:
        """A name in an expression: a metric, or a value of `config.` or `summary.`; `x` stands for the axis."""
        if name.startswith(_CONSTANTS):
            key = reference_key(name)
            yield from check_key(key, span, self.runs) if key is not None else ()
        elif not (name == "x" and (is_x or isinstance(panel, LinePanel))) and name not in AXES.values():
            yield from self._metric(name, span, is_history=isinstance(panel, LinePanel))

    def _metric(self, metric: str, span: Span | None, *, is_history: bool) -> Iterator[Diagnostic]:
        """A metric that no run logs. What is only in summaries is a value, but no curve."""
        if metric in self.logged or metric in AXES or span is None:
            return
        if not is_history and self._is_in_summary(metric):
            return
        yield self._unknown(f"metric `{metric}`", metric, span, self.logged, none="no metrics")

    def _is_in_summary(self, metric: str) -> bool:
        key = Key("summary", (metric,))
        return any(selected.run.value(key) is not None for selected in self.runs)

    def _pattern(self, panel: Panel) -> Iterator[Diagnostic]:
        pattern, span = getattr(panel, "pattern", None), panel.value_span("metric_regex")
        if isinstance(pattern, str) and span is not None and not any(search(pattern, name) for name in self.logged):
            yield codes.UNKNOWN_METRIC.at(
                span,
                f"no metric of {self.called} matches `{pattern}`",
                help=f"logged are {_listed(self.logged, none='no metrics')}",
            )

    def _media(self, panel: MediaBrowserPanel) -> Iterator[Diagnostic]:
        for at, key in enumerate(panel.media_keys):
            span = panel.value_span("media_keys", at)
            if key not in self.media and span is not None:
                yield self._unknown(f"media key `{key}`", key, span, self.media, none="no media")

    def _unknown(self, what: str, name: str, span: Span, known: Mapping[str, int], *, none: str) -> Diagnostic:
        near = suggestion(name, known)
        amount = known.get(near, 0)
        return codes.UNKNOWN_METRIC.at(
            span,
            f"{what} is not logged by any of the {wording.count(len(self.runs), 'run')} in {self.called}",
            label=f"did you mean `{near}`?  ({wording.count(amount, 'run')} {'logs' if amount == 1 else 'log'} it)"
            if near
            else "",
            help="" if near else f"logged are {_listed(known, none=none)}",
        )


def _listed(counts: Mapping[str, int], *, none: str) -> str:
    names = sorted(counts)
    shown = ", ".join(f"`{name}`" for name in names[:_MOST_LISTED])
    return f"{shown} and {len(names) - _MOST_LISTED} more" if len(names) > _MOST_LISTED else shown or none
