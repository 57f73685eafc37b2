"""Front matter: our keys, keys of others, what the project says below it."""

from __future__ import annotations

import pytest

from runpress.directives.front_matter import OURS
from runpress.model.front_matter import FrontMatter, FrontMatterDefaults
from support.fences import front


def clean(body, project=None):
    made, findings = front(body, project)
    assert findings == []
    return made


def test_everything_that_a_document_says() -> None:
    made = clean(FrontMatter.example)
    assert made.title == "Cosine beats step decay on digits"
    assert [author.name for author in made.authors] == ["ada"]
    assert (made.kind, made.id, made.width) == ("report", "digits-schedules", "readable")
    assert made.project_path == "acme/digits"
    assert made.defaults.plain() == {"panel": {"x": "Step"}, "line": {"smoothing": {"type": "gaussian", "weight": 20}}}


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("ada", ["ada"]),
        ("[ada, bob]", ["ada", "bob"]),
        ("{name: Ada}", ["Ada"]),
        ("[{name: Ada, username: a}]", ["Ada"]),
    ],
)
def test_authors(authors, names) -> None:
    assert [author.name for author in clean(f"authors: {authors}").authors] == names


def test_keys_of_other_tools_are_kept_unread() -> None:
    made = clean("title: A\ntags: [a, b]\nhide: [toc]\nsearch: {exclude: true}")
    assert made.others == {"tags": ["a", "b"], "hide": ["toc"], "search": {"exclude": True}}


@pytest.mark.parametrize(
    "key", ["Title", "titel", "tittle", "descripton", "athors", "projct", "dafaults", "seetings", "widht"]
)
def test_misspellings_of_our_keys_are_found(key) -> None:
    _, findings = front(f"{key}: x")
    assert [(finding.code.id, finding.span.text) for finding in findings] == [("FM103", key)]
    assert findings[0].label in {f"did you mean `{ours}`?" for ours in OURS}


@pytest.mark.parametrize(
    "key",
    [
        "tags", "author", "date_published", "lastmod", "image", "weight", "icon", "template", "comments", "hide", "x",
        "subtitle", "layout", "categories", "status", "slug", "search", "og_title", "hide_date", "version", "keywords",
    ],
)  # fmt: skip
def test_keys_of_other_tools_are_no_misspellings(key) -> None:
    assert front(f"{key}: x")[1] == []


def test_the_author_of_another_tool_is_a_misspelling_in_a_report() -> None:
    assert front("author: ada")[1] == []
    assert [finding.code.id for finding in front("kind: report\nauthor: ada")[1]] == ["FM103"]


@pytest.mark.parametrize("key", ["knd", "kin", "kid"])
def test_short_misspellings_of_the_kind_are_known_by_their_value(key):
    [finding] = front(f"{key}: report")[1]
    assert (finding.code.id, finding.label) == ("FM103", "did you mean `kind`?")
    assert front(f"{key}: 3")[1] == []


def test_dates_are_text_and_blogs_dates_are_read() -> None:
    assert clean("date: 2026-11-21").date == "2026-11-21"
    assert clean("date: {created: 2026-11-21, updated: 2026-11-22}").date == "2026-11-21"


def test_the_project_fills_what_the_document_leaves_out() -> None:
    project = FrontMatterDefaults(entity="acme", project="digits", width="fluid")
    assert clean("title: A", project).project_path == "acme/digits"
    assert clean("project: other", project).project_path == "acme/other"
    assert clean("project: team/other", project).project_path == "team/other"
    assert clean("entity: team", project).project_path == "team/digits"
    assert clean("title: A", project).width == "fluid"
    assert clean("width: fixed", project).width == "fixed"


def test_the_project_fills_in_also_where_front_matter_is_wrong() -> None:
    made, findings = front("- a", FrontMatterDefaults(entity="acme", project="digits"))
    assert findings
    assert made.project_path == "acme/digits"


def test_settings_of_a_workspace() -> None:
    made = clean(
        "kind: workspace\nsettings: {x: {axis: Wall Time, min: 0}, smoothing: {type: gaussian, weight: 3}, max_runs: 7}"
    )
    assert str(made.settings.x_axis) == "Wall Time"
    assert (made.settings.x_min, made.settings.x_max) == (0, None)
    assert (made.settings.smoothing_type, made.settings.smoothing_weight, made.settings.max_runs) == ("gaussian", 3, 7)


def test_equal_front_matter_is_equal_wherever_it_stands() -> None:
    first, second = clean("title: A\ndefaults: {line: {log: y}}"), clean("\n\ntitle:   A\ndefaults: {line:  {log: y}}")
    assert first == second
    assert first != clean("title: A\ndefaults: {line: {log: x}}")
