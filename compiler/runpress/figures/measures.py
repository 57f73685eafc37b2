"""Single values of runs, for bars and numbers: a metric's last value, a config value, an expression."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from runpress.data.statistics.expressions import ExpressionError, Term, parse_expression
from runpress.figures.figure import EmptyContent
from runpress.figures.selection import SelectedRun
from runpress.figures.tracks import value_of
from runpress.figures.values import number_of
from runpress.frozen import frozen
from runpress.model.keys import Key


@frozen
class Measure:
    """What is measured of each run."""

    label: str
    key: Key | None = None
    term: Term | None = None

    def of(self, run: SelectedRun) -> float | None:
        """The value of a run; None where it has none. NaN and infinities stay."""
        if self.term is not None:
            return value_of(self.term, run)
        return number_of(run.run, self.key) if self.key is not None else None


def measures_of(keys: Iterable[Key], expressions: Sequence[str] | None) -> list[Measure] | EmptyContent:
    """The measures of a panel, or what is wrong with an expression of it."""
    found = [Measure(key.label, key=key) for key in dict.fromkeys(keys)]
    for text in expressions or ():
        term = parse_expression(text)
        if isinstance(term, ExpressionError):
            return EmptyContent(f"the expression `{text}` cannot be read: {term.message}", hint=term.help)
        found.append(Measure(text, term=term))
    return found
