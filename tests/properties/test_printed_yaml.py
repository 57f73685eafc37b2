"""Whatever a value is, the YAML that is written of it is read as the same value, on one line or on many."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from runpress.backends.markdown.yaml import flow_lines, mapping_lines
from runpress.model.located import Located
from runpress.source import SourceFile
from runpress.syntax.places import identity
from runpress.syntax.yaml import read_yaml

INDICATORS = "a:?-#,[]{}&*!|>'\"%@`~ <=\\1.+"
TEXTS = st.text(max_size=4).filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text)) | st.lists(
    st.sampled_from(
        ["a", ": ", ":", "#", " ", "\n", "\t", "- ", "'", '"', "\\", "\r", "\0", "\x85", "\u2028", "\ufeff", "1", "~"]
    ),
    max_size=6,
).map("".join)
WORDS = st.sampled_from(
    ["null", "~", "yes", "no", "1:30", "0x1f", "0o17", "1_000", "1e400", "-0", "+1", ".5", ".inf", "2020-01-01", "<<"]
)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), TEXTS, WORDS, st.sampled_from([10**399, -(10**398), -0.0])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS | WORDS, inner, max_size=3),
    max_leaves=12,
)
LONG = st.sampled_from(["a" * 1100, "\n" * 600, 'a "' * 400])
MAPPINGS = st.dictionaries(TEXTS | WORDS | LONG, VALUES, max_size=3)


def bare(value: Located) -> Any:
    """A value without its places."""
    match value.value:
        case dict(entries):
            return {key: bare(entry.value) for key, entry in entries.items()}
        case list(items):
            return [bare(item) for item in items]
        case scalar:
            return scalar


def told(value: Any) -> str:
    """A value as it differs from others: `-0.0` from `0.0`, `1` from `1.0` and `True`; one that is no number is itself."""
    return repr(value) if not (isinstance(value, float) and math.isnan(value)) else "nan"


def read(lines: Iterable[str]) -> Any:
    source = SourceFile("doc.md", "\n".join(lines) + "\n")
    value, findings = read_yaml(source.text, identity(0), source)
    assert findings == [], (source.text, [finding.message for finding in findings])
    assert value is not None
    return bare(value)


def check(mapping: dict[str, Any]) -> None:
    assert told(read(mapping_lines(mapping))) == told(mapping)
    first, *others = flow_lines(mapping, room=60)
    assert told(read([f"k: {first}", *(f"  {line}" for line in others)])) == told({"k": mapping})


def check_words(most: int) -> None:
    """All words of indicators, as keys, values and items."""
    for count in range(most + 1):
        for start in product(INDICATORS, repeat=max(count - 1, 0)):
            words = ["".join(start) + last for last in (INDICATORS if count else [""])]
            check({"list": words, "flow": [{word: word} for word in words], **{word: word for word in words}})


@given(MAPPINGS)
@settings(max_examples=300)
@example({"a:?": ["a:?", {"a:?": "a:?"}]})
def test_any_mapping_comes_back(mapping: dict[str, Any]) -> None:
    check(mapping)


def test_short_words_come_back() -> None:
    check_words(3)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@given(MAPPINGS)
@settings(max_examples=20_000)
def test_very_many_mappings_come_back(mapping: dict[str, Any]) -> None:
    check(mapping)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_longer_words_come_back() -> None:
    check_words(4)
