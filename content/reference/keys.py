"""Pages of keys of runs, filters and expressions."""

from __future__ import annotations

from text import code, page, table

from runpress.data.statistics.expressions import FUNCTIONS
from runpress.model.attributes import ATTRIBUTES, AXES
from runpress.model.filters.forms import FORMS
from runpress.model.filters.meaning import STATES

_SECTIONS = (
    ("name, state, …", "A run attribute, see below.", "order: -created_at"),
    ("config.a.b", "The value `b` in the mapping `a` of the config.", "groupby: config.optimizer.lr"),
    ('config."a.b"', "The value of the config whose own name is `a.b`.", 'groupby: config."opt.lr"'),
    ("summary.a", "The value of the summary; of a metric, the last that was logged.", "order: -summary.val_acc"),
    ("tags.a", "Whether the run has the tag `a`.", "groupby: tags.baseline"),
    ("metric.a", "The metric `a`, where its name alone would mean something else.", 'x: metric."Step"'),
    ("run.state", "A run attribute where a name alone is a metric: on the axes of panels.", "x: run.created_at"),
    ('run."a"', "A run attribute that W&B has and runpress does not know.", 'order: run."gpuCount"'),
)
_FUNCTIONS = {
    "abs": "The value without its sign.",
    "ceil": "The next whole number above.",
    "cos": "The cosine, of radians.",
    "exp": "*e* to the power of the value.",
    "floor": "The next whole number below.",
    "log": "The natural logarithm.",
    "log10": "The logarithm to base 10.",
    "log2": "The logarithm to base 2.",
    "max": "The greatest of several values: `max(a, b)`.",
    "min": "The least of several values: `min(a, b)`.",
    "pow": "A power: `pow(loss, 2)`; `**` says the same.",
    "round": "The nearest whole number.",
    "sin": "The sine, of radians.",
    "sqrt": "The square root.",
    "tan": "The tangent, of radians.",
}


def key_pages() -> dict[str, str]:
    """By path."""
    return {"keys.md": _keys(), "filters.md": _filters(), "expressions.md": _expressions()}


def _keys() -> str:
    return page(
        "Keys of runs",
        "How run sets and panels name what runs have: attributes, config, summary, axes.",
        table(("Key", "What it names", "Example"), ((code(key), doc, code(shown)) for key, doc, shown in _SECTIONS)),
        "## Run attributes",
        'Filters read the names of W&B\'s Python package, too: `Metric("State")`. The last two columns say what '
        "specs and the Public API call them.",
        table(
            ("Attribute", "Python package", "Specs", "Public API"),
            ((code(row.name), code(row.front), code(row.wire), code(row.api)) for row in ATTRIBUTES.values()),
        ),
        f"`state` is one of {', '.join(map(code, STATES))}.",
        "## Axes",
        "Every run has these, whatever it logs. Any logged metric can be an axis as well.",
        table(("`x:`", "In the history"), ((code(name), code(wire)) for wire, name in AXES.items())),
    )


def _filters() -> str:
    return page(
        "Filters",
        "The conditions of `filters:` in a run set, and when they are true.",
        "A filter is a condition on [keys of runs](keys.md). Texts stand between quotes; `true`, `false`, `null` and numbers "
        'do not. A number is no text: `config.lr == "0.1"` is false where `lr` is 0.1. '
        "[The guide](../guide/filters.md) says more, and shows them at work.",
        table(("Condition", "True of a run if", "Example"), ((code(f.syntax), f.doc, code(f.example)) for f in FORMS)),
        'W&B\'s spelling is read, too: `Config("lr") = 0.001 and Metric("State") == "finished"`.',
    )


def _expressions() -> str:
    assert _FUNCTIONS.keys() == FUNCTIONS.keys()  # noqa: S101 - of us who write it
    return page(
        "Expressions",
        "The arithmetic of `expressions:` and `xaxis_expression:` in panels.",
        "An expression is made of numbers, metrics, `+`, `-`, `*`, `/`, `%`, `**` for powers, brackets, and functions. "
        "A metric whose name is more than a word stands between `${` and `}`: `${train/loss} / 2`. `config.lr` and "
        "`summary.best` are values of the run, `x` is the value on the x axis.",
        table(("Function", "What it gives"), ((code(name), doc) for name, doc in _FUNCTIONS.items())),
        "What has no value, such as a division by zero or the root of a negative number, is not drawn.",
    )
