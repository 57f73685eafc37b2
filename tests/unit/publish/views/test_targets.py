"""Where documents go: what they say, what the chosen target says instead, and what a workflow allows."""

from __future__ import annotations

import pytest

from runpress.errors import UsageError
from runpress.pipeline import compile_document
from runpress.project.target_settings import TargetSettings
from runpress.publish.views.targets import Target, chosen_settings, is_ci, not_allowed, targets_of
from runpress.source import SourceFile


def view_of(front: str):
    return compile_document(SourceFile("a.md", f"---\n{front}---\n\nText.\n")).view


@pytest.mark.parametrize(
    ("front", "settings", "expected"),
    [
        ("kind: report\nproject: acme/digits\n", None, [Target("", "acme", "digits")]),
        ("kind: report\nentity: acme\nproject: digits\n", None, [Target("", "acme", "digits")]),
        ("kind: report\nproject: acme/digits\ndraft: true\n", None, [Target("", "acme", "digits", draft=True)]),
        (
            "kind: report\nproject: acme/digits\n",
            TargetSettings("prod", "corp", "published"),
            [Target("prod", "corp", "published")],
        ),
        ("kind: report\nproject: acme/digits\n", TargetSettings("eu", "corp"), [Target("eu", "corp", "digits")]),
        ("kind: report\nproject: acme/digits\n", TargetSettings("eu", project="x"), [Target("eu", "acme", "x")]),
        (
            "kind: report\nproject: acme/digits\n",
            TargetSettings("eu", project="corp/x", draft=True),
            [Target("eu", "corp", "x", draft=True)],
        ),
        (
            "kind: workspace\nentity: acme\nprojects: [digits, corp/letters, digits]\n",
            None,
            [Target("", "acme", "digits"), Target("", "corp", "letters")],
        ),
        ("kind: workspace\nproject: acme/digits\ndraft: true\n", None, [Target("", "acme", "digits")]),
    ],
)
def test_a_document_goes_where_it_or_its_target_says(front, settings, expected):
    targets, findings = targets_of(view_of(front), settings)
    assert list(targets) == expected
    assert not findings


@pytest.mark.parametrize(
    ("front", "message"),
    [
        ("kind: report\n", "this document does not say which project it goes to"),
        ("kind: report\nproject: digits\n", "nothing says who owns the project `digits`"),
        (
            "kind: report\nprojects: [acme/a, acme/b]\n",
            "a report goes to one project; only a workspace may name several",
        ),
    ],
)
def test_without_a_project_there_is_a_finding(front, message):
    targets, (finding,) = targets_of(view_of(front), None)
    assert not targets
    assert (finding.code.id, finding.message) == ("PB503", message)


def test_drafts_are_views_of_their_own():
    assert Target("", "acme", "digits", draft=True).key != Target("", "acme", "digits").key


def test_an_unknown_target_is_refused_with_the_nearest_name():
    known = [TargetSettings("production"), TargetSettings("staging")]
    assert chosen_settings("staging", known) is known[1]
    assert chosen_settings("", known) is None
    with pytest.raises(UsageError) as caught:
        chosen_settings("prodution", known)
    assert caught.value.hint == "did you mean `production`?"
    with pytest.raises(UsageError) as caught:
        chosen_settings("prod", [])
    assert "mkdocs.yml" in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("allowed", "environ", "is_allowed"),
    [
        ([], {}, True),
        ([], {"CI": "false"}, True),
        ([], {"CI": "true"}, False),
        (["acme/digits"], {"CI": "true"}, True),
        (["acme/*"], {"CI": "1"}, True),
        (["acme/letters"], {"CI": "true"}, False),
        (["acme/letters"], {}, False),
        (["acme/letters", "acme/digits"], {}, True),
    ],
)
def test_in_ci_a_target_must_be_allowed(allowed, environ, is_allowed):
    finding = not_allowed(Target("", "acme", "digits"), allowed, environ, SourceFile("a.md", "").span(0))
    assert (finding is None) == is_allowed
    if finding is not None:
        assert finding.code.id == "PB504"
        assert "--allow-target acme/digits" in finding.help


def test_ci_is_any_value_but_a_no():
    assert [is_ci({"CI": value}) for value in ("true", "1", "woodpecker", "", "0", "FALSE")] == [True] * 3 + [False] * 3
