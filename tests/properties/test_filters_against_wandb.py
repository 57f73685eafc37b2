"""Filters in the spelling of W&B's Python package become the JSON that the package makes of them."""

from __future__ import annotations

import warnings
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from wandb_workspaces import expr

from runpress.codec.fields import Encoding
from runpress.codec.filters.reading import read_filter
from runpress.codec.runsets.runset import encode_runset
from runpress.model.filters import parse_filter
from runpress.model.runset import Runset
from runpress.source import SourceFile
from support.normalise import differences
from support.stored_runsets import KEYS

NAMES = ["Config('lr')", "Config('opt.name')", "Config('model.value.lr')", "Summary('acc')", "SummaryMetric('a.b')"]
NAMES += [
    "Metric('State')",
    "Metric('Name')",
    "Metric('Runtime')",
    "Tags('prod')",
    "KeysInfo('loss')",
    "Tags()",
    "Group",
]
# Comparisons that our language has for each key: states and names are text, a length of time is a number.
TEXTS = st.sampled_from(["'finished'", "'Crashed'", "'running'"])
NUMBERS = st.sampled_from(["0.5", "1", "-2", "1e-3"])
ANY = TEXTS | NUMBERS | st.sampled_from(["True", "None"])
VALUES = {
    "Metric('State')": TEXTS,
    "Metric('Name')": TEXTS,
    "Metric('Runtime')": NUMBERS,
    "Tags()": TEXTS,
    "Group": TEXTS,
}


@st.composite
def clauses(draw: st.DrawFn) -> str:
    """One condition in the package's spelling."""
    if draw(st.integers(0, 9)) == 0:
        amount, unit = draw(st.sampled_from(["5", "1.5", "30"])), draw(st.sampled_from(["days", "hours", "minutes"]))
        return f"Metric('CreatedTimestamp') within_last {amount} {unit}"
    name = draw(st.sampled_from(NAMES))
    values = VALUES.get(name, ANY)
    op = draw(st.sampled_from(["==", "=", "!=", "in", "not in", "<", "<=", ">", ">="]))
    if "in" in op:
        return f"{name} {op} [{', '.join(draw(st.lists(values, min_size=1, max_size=3)))}]"
    ordered = op[0] in "<>"
    is_text_only = values is TEXTS
    if ordered and is_text_only:
        return f"{name} == {draw(values)}"
    return f"{name} {op} {draw(NUMBERS if ordered else values)}"


TEXT = st.recursive(
    clauses(),
    lambda inner: st.builds(
        lambda parts, word: f" {word} ".join(f"({part})" for part in parts),
        st.lists(inner, min_size=2, max_size=3),
        st.sampled_from(["and", "or"]),
    ),
    max_leaves=6,
)


def _of_package(text: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return expr.filters_tree_to_v2(expr.expr_to_filters(text))
        except ValueError:
            return None


@given(TEXT)
def test_the_packages_spelling_is_stored_as_the_package_stores_it(text: str) -> None:
    theirs = _of_package(text)
    assume(theirs is not None)
    expression, findings = parse_filter(text, SourceFile("f", text).span)
    assert [finding for finding in findings if finding.severity == "error"] == []
    ours = encode_runset(Runset(filters=expression), Encoding())["filters"]
    assert list(differences(theirs, ours)) == []


TREES = st.recursive(
    st.fixed_dictionaries(
        {
            "key": KEYS,
            "op": st.sampled_from(["=", "!=", "<=", ">=", "<", ">", "IN", "NIN"]),
            "value": st.sampled_from(["a", 1]),
        }
    ).map(lambda leaf: {**leaf, "value": [leaf["value"]]} if "IN" in leaf["op"] else leaf),
    lambda inner: st.fixed_dictionaries(
        {"op": st.sampled_from(["AND", "OR"]), "filters": st.lists(inner, min_size=1, max_size=3)}
    ),
    max_leaves=6,
)


@given(st.fixed_dictionaries({"op": st.sampled_from(["AND", "OR"]), "filters": st.lists(TREES, max_size=3)}))
def test_a_tree_of_older_views_says_what_the_list_says_that_the_package_makes_of_it(tree: dict[str, Any]) -> None:
    try:
        upgraded = expr.filters_tree_to_v2(expr.Filters(**tree))
    except (ValueError, NotImplementedError):
        assume(False)
    # The package leaves clauses without a name out.
    assume(all(_has_name(item) for item in tree["filters"]))
    assert read_filter(tree, valued=False) == read_filter(upgraded, valued=False)


def _has_name(node: dict[str, Any]) -> bool:
    return bool(node["key"]["name"]) if "key" in node else all(map(_has_name, node["filters"]))
