"""Whatever stands in a fence or in front matter: findings inside it, and never a crash."""

from __future__ import annotations

import string

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runpress.diagnostics import Diagnostic
from runpress.directives import DIRECTIVES, Context
from runpress.directives.front_matter import OURS, lower_front_matter
from runpress.model.located import Entry, Located
from runpress.model.panels import PANELS
from runpress.model.reference import FENCES, nodes
from runpress.source import SourceFile, Span
from runpress.syntax.places import identity
from runpress.syntax.yaml import read_yaml

QUICK = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
FULL = settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = [
    "",
    "a",
    "y",
    "true",
    "1/2",
    "-summary.acc",
    "config.",
    'config."',
    "red",
    "#fff",
    "x\ny",
    "Step",
    "\u2028",
    "🦆",
]
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.sampled_from(WORDS),
    st.text(max_size=12),
)
keys = st.sampled_from(["x", "y", "type", "weight", "color", "offset", "name", "metric", "template"]) | st.text(
    max_size=6
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3), max_leaves=8
)


def typed_keys(name):
    model = nodes()[name]
    return [*model.model_fields, *(short.key for short in model.shorts)]


def dumped(mapping):
    return yaml.safe_dump(mapping, allow_unicode=True, default_flow_style=None, sort_keys=False)


def check(text, lower):
    """Read, lower, and look at every finding."""
    source = SourceFile("case.md", f"```fence\n{text}\n```\n")
    body, findings = read_yaml(source.text[9:-5], identity(9), source)
    if body is not None:
        findings = [*findings, *lower(body, source)[1]]
    for finding in findings:
        assert isinstance(finding, Diagnostic)
        assert finding.span.source is source
        assert 0 <= finding.span.start <= finding.span.end <= len(source.text)
        assert finding.message
        assert "pydantic" not in (finding.message + finding.label + finding.help).lower()
        assert "Input should" not in finding.message
        for edit in finding.fix:
            assert 0 <= edit.span.start <= edit.span.end <= len(source.text)
    return findings


def lower_fence(word):
    def lower(body, source):
        return DIRECTIVES[word].lower(body, Context(source.span(0, len(source.text) - 1)))

    return lower


@pytest.mark.parametrize("name", [*PANELS, *FENCES])
@QUICK
@given(data=st.data())
def test_any_value_in_any_option_of_a_fence(name, data) -> None:
    any_value(name, data)


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", [*PANELS, *FENCES])
@FULL
@given(data=st.data())
def test_any_value_in_any_option_of_a_fence_in_full(name, data) -> None:
    any_value(name, data)


def any_value(name, data):
    word = "panel" if name in PANELS else name
    body = data.draw(st.dictionaries(st.sampled_from(typed_keys(name)) | keys, values, max_size=5))
    if word == "panel":
        body["type"] = name
    check(dumped(body), lower_fence(word))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from(OURS) | keys, values, max_size=5))
def test_any_value_in_any_key_of_front_matter(body) -> None:
    check(dumped(body), lambda located, _source: lower_front_matter(located))


@settings(deadline=None)
@given(st.sampled_from(sorted(DIRECTIVES)), st.text(alphabet=string.printable + "éß🦆\u2028\x85", max_size=80))
def test_any_text_in_a_fence(word, text) -> None:
    source = SourceFile("case.md", f"```fence\n{text}\n```\n")
    if DIRECTIVES[word].body == "text":
        span = Span(source, 9, len(source.text) - 5)
        DIRECTIVES[word].lower(Located(span.text, span), Context(source.span(0, len(source.text))))
    else:
        check(text, lower_fence(word))


@settings(deadline=None)
@given(values)
def test_values_from_code_that_have_no_place_do_not_crash_either(value) -> None:
    source = SourceFile("case.md", "```panel\n```\n")
    nowhere = source.span(9)

    def located(plain):
        if isinstance(plain, dict):
            return Located({str(key): Entry(nowhere, located(inner)) for key, inner in plain.items()}, nowhere)
        if isinstance(plain, list):
            return Located([located(item) for item in plain], nowhere)
        return Located(plain, nowhere)

    for word in ("panel", "runset", "grid", "section", "embed"):
        DIRECTIVES[word].lower(located(value), Context(source.span(0, 12)))


@pytest.mark.parametrize("name", [*PANELS, *FENCES])
@QUICK
@given(key=st.text(alphabet=string.ascii_lowercase + "_", min_size=1, max_size=12), line=st.integers(0, 20))
def test_a_wrong_key_is_found_wherever_it_stands(name, key, line) -> None:
    if key in typed_keys(name):
        return
    lines = nodes()[name].example.splitlines()
    tops = [at for at, each in enumerate(lines) if not each.startswith((" ", "-"))]
    at = ([*tops, len(lines)])[line % (len(tops) + 1)]
    lines.insert(at, f"'{key}': 1")
    word = "panel" if name in PANELS else name
    findings = check("\n".join(lines), lower_fence(word))
    unknown = [each for each in findings if each.code.id == "DX103"]
    assert [each.span.text for each in unknown] == [f"'{key}'"]
    assert unknown[0].span.begin == (at + 2, 1)
