"""Runs and filters that share a small stock of keys and values, so that clauses are true of some runs and false of others."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runpress.model.filters.nodes import (
    OPERATORS,
    TIMES,
    UNIT_SECONDS,
    And,
    Comparison,
    Contains,
    Exists,
    In,
    Literal,
    Matches,
    Not,
    NotIn,
    Off,
    Or,
    WithinLast,
)
from runpress.model.keys import Key

NOW = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)
POPULATION = 400

TEXTS = [
    *("", "a", "A", "ab", "adam", "Adam", "1", "1.0", "0.1", "true", "null", "nan", "é", "É", "名前", "😀", "z\ufeff"),
    *(
        "x = y",
        'say "hi"',
        "it's",
        "a and b",
        "not in",
        "\\",
        "\\d+",
        "%",
        "_",
        "*",
        "a\nb",
        "\t",
        ";--",
        "' or 1=1 --",
    ),
    *("2026-11-20", "finished", "FINISHED", "[1]", "{}", "\u2028", "a" * 300),
]
NUMBERS = [0, 1, -1, 2, 0.1, 1e-3, 1.5, -0.0, 2**53, 2**53 + 1, 2**70, 10**400, 1e308, 5e-324, -7.25]
NOT_FINITE = [math.nan, math.inf, -math.inf]
SCALARS = [None, True, False, *NUMBERS, *NOT_FINITE, *TEXTS]
INSTANTS = [
    *("2026-11-21T11:59:59Z", "2026-11-21T12:00:00", "2026-11-14T12:00:00Z", "2026-11-14T11:59:59.999999Z"),
    *("2026-11-20T23:00:00-01:00", "2027-01-01", "soon", "", None, 1_795_176_000, 1_795_176_000.25, "1970-01-01"),
]
ATTRIBUTE_VALUES = {
    "state": ["finished", "Finished", "running", "crashed", None, "", "odd state"],
    "tags": [[], ["prod"], ["prod", "v2"], ["PROD", 'say "hi"'], ["a", "a"], None],
    "user": [*TEXTS[:8], None],
    "group": [*TEXTS[:20], None],
    "job_type": ["train", "eval", None],
    "runtime": [0, 12.5, 3600, None],
    "created_at": INSTANTS,
    "updated_at": INSTANTS,
    "notes": [*TEXTS, None],
}
PATHS = [
    ("k",),
    ("lr",),
    ("opt", "name"),
    ("opt", "lr"),
    ("a.b",),
    ("a", "b"),
    ("a", "b", "c"),
    ("it's",),
    ('q"',),
    ("",),
    ("名",),
]
PATTERNS = [
    *(
        "a",
        "^a",
        "a$",
        "^$",
        ".",
        "^.$",
        r"^\d",
        r"\w+",
        "adam|sgd",
        "(?i)adam",
        "[a-c]",
        "[^a]",
        r"\\",
        "é",
        "名",
        "^a.b$",
        "a{2,}",
    ),
    *("(ab)*", r"\bb", "x = y", r"\.", "^[A-Z]", "", "'", '"', "%"),
]


class Recorded(NamedTuple):
    """A run as it is written to a file, and as the reference sees it."""

    id: str
    name: str
    attributes: dict[str, Any]
    config: dict[str, Any]
    summary: dict[str, Any]

    def value(self, key: Key) -> Any:
        return key.lookup(
            name=self.name, id=self.id, attributes=self.attributes, config=self.config, summary=self.summary
        )


class Population(list[Recorded]):
    """Runs that do not fill a screen when a test shows its arguments."""

    def __repr__(self) -> str:
        return f"<{len(self)} runs>"


values = st.sampled_from(SCALARS) | st.lists(st.sampled_from(SCALARS), max_size=3)
values |= st.lists(st.lists(st.sampled_from(SCALARS), max_size=2) | st.just({"b": 1}), max_size=2)
trees = st.fixed_dictionaries(
    {},
    optional={
        "k": values,
        "lr": st.sampled_from([*NUMBERS, *NOT_FINITE, "0.1", None]),
        "opt": st.fixed_dictionaries({}, optional={"name": values, "lr": values}) | values,
        "a.b": values,
        "a": st.fixed_dictionaries({}, optional={"b": values | st.fixed_dictionaries({"c": values})}) | values,
        "it's": values,
        'q"': values,
        "": values,
        "名": values,
    },
)
attributes = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(known) for name, known in ATTRIBUTE_VALUES.items()}
)
recorded = st.builds(Recorded, st.just(""), st.sampled_from(["brisk-1", *TEXTS[1:]]), attributes, trees, trees)

keys = st.builds(Key, st.sampled_from(["config", "summary"]), st.sampled_from(PATHS))
keys |= st.sampled_from([Key("run", (name,)) for name in ("name", "id", *ATTRIBUTE_VALUES)])
keys |= st.sampled_from([Key("tags", ("prod",)), Key("tags", ("none",))])
literals = st.sampled_from([value for value in SCALARS if not (isinstance(value, float) and not math.isfinite(value))])
literals |= st.sampled_from(
    ["prod", "v2", "running", "Crashed", "2026-11-21", "2026-11-14T12:00:00Z", 1_795_176_000, 12.5]
)
literals = literals.map(Literal)
clauses = st.one_of(
    st.builds(Comparison, keys, st.sampled_from(OPERATORS), literals),
    st.builds(In, keys, st.lists(literals, max_size=4).map(tuple)),
    st.builds(NotIn, keys, st.lists(literals, max_size=4).map(tuple)),
    st.builds(Contains, keys, literals),
    st.builds(Matches, keys, st.sampled_from(PATTERNS) | st.sampled_from(["a(?=b)", "("])),
    st.builds(Exists, keys),
    st.builds(
        WithinLast,
        st.sampled_from(TIMES) | keys,
        st.sampled_from([1, 7, 0.5, 10**9]),
        st.sampled_from(list(UNIT_SECONDS)),
    ),
)
filters = st.recursive(
    clauses,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(Off, inner),
        st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


def population() -> Population:
    """The same runs each time."""
    found: list[Recorded] = []

    @settings(max_examples=POPULATION, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(recorded)
    def collect(run: Recorded) -> None:
        found.append(run._replace(id=f"run{len(found)}"))

    collect()
    return Population(found)
