"""Views built in Python are those that documents say."""

from __future__ import annotations

import dataclasses
import json

import pytest
from pydantic import ValidationError

import runpress as rp


def view_of(text: str):
    compiled = rp.compile(text)
    assert [finding.message for finding in compiled.diagnostics] == []
    return compiled.view


FRONT = "---\ntitle: T\nkind: {}\nproject: acme/digits\n---\n\n"


def test_a_report_is_prose_blocks_and_panels() -> None:
    built = rp.report(
        ["## Loss", "Lower is *better*.", rp.LinePanel(y=["loss"]), rp.ScalarPanel(metric="acc"), "Done."],
        title="T",
        project="acme/digits",
    )
    panels = "```panel\ntype: line\ny: loss\n```\n\n```panel\ntype: scalar\nmetric: acc\n```\n\n"
    said = view_of(f"{FRONT.format('report')}## Loss\n\nLower is *better*.\n\n{panels}Done.\n")
    assert rp.compare(said, built) == ()
    assert built == dataclasses.replace(said, source=None)


def test_front_matter_of_a_report() -> None:
    built = rp.report(title="T", description="D", authors=["ada", rp.Author(name="Bo", username="bo")], width="fluid")
    assert [author.name for author in built.front.authors] == ["ada", "Bo"]
    assert rp.encode(built).spec["width"] == "fluid"
    assert rp.view_object(built)["description"] == "D"


def test_a_rule_in_the_first_line_is_no_front_matter() -> None:
    assert [block.kind for block in rp.report(["---\ntitle: x\n---\n"]).blocks] == ["rule", "heading"]


def test_headings_of_several_texts_have_anchors_of_their_own() -> None:
    built = rp.report(["## A", "## A"])
    assert [block.anchor for block in built.blocks] == ["a", "a-1"]


def test_a_grid_has_run_sets_and_places() -> None:
    grid = rp.grid(
        [rp.LinePanel(y=["a"]), rp.LinePanel(y=["b"])], runsets=[rp.Runset(name="x")], options=rp.GridOptions(columns=1)
    )
    assert [(layout.x, layout.y, layout.w) for layout in grid.layouts] == [(0, 0, 24), (0, 6, 24)]
    assert [runset.name for runset in grid.runsets] == ["x"]
    assert rp.grid([]).runsets == (rp.Runset(),)


def test_a_workspace_has_sections_with_panels_and_texts() -> None:
    built = rp.workspace(
        [
            rp.section("A", ["Some *prose*.", rp.LinePanel(y=["loss"])], is_open=True, pinned=True),
            rp.section(
                "A",
                options=rp.SectionOptions(layout_type="custom"),
                layout_settings=rp.SectionLayoutSettings(columns=2),
            ),
        ],
        title="T",
        project="acme/digits",
        settings=rp.WorkspaceSettings(max_runs=3),
    )
    fences = "```section\nopen: true\npinned: true\n```\n\nSome *prose*.\n\n```panel\ntype: line\ny: loss\n```\n\n"
    second = "```section\nlayout_type: custom\nlayout: {columns: 2}\n```\n"
    front = FRONT.format("workspace").replace("---\n\n", "settings: {max_runs: 3}\n---\n\n")
    said = view_of(f"{front}## A\n\n{fences}## A\n\n{second}")
    assert rp.compare(said, built) == ()
    assert built == dataclasses.replace(said, source=None)


def test_texts_with_errors_and_wrong_options_are_refused() -> None:
    with pytest.raises(ValueError, match="`lien`"):
        rp.report(["```panel\ntype: lien\n```\n"])
    with pytest.raises(ValidationError):
        rp.report(width="wide")
    with pytest.raises(TypeError, match="not int"):
        rp.report([1])


def test_filters_are_expressions() -> None:
    lr, state = rp.config("lr"), rp.run("State")
    condition = ((lr == 0.1) | (lr >= 1)) & state.isin(["finished"]) & ~rp.tags("old").exists()
    runset = rp.Runset(filters=condition)
    document = '```runset\nfilters: (config.lr == 0.1 or config.lr >= 1) and state in ["finished"] and not exists(tags."old")\n```\n'
    said = rp.compile(f"---\nkind: workspace\n---\n\n{document}").view
    assert runset.filters == said.runset.filters
    assert rp.Runset(filters="config.lr == 0.1").filters == (lr == 0.1).expression
    assert (
        rp.Runset(filters=[lr == 0.1, state == "finished"]).filters
        == rp.and_(lr == 0.1, state == "finished").expression
    )
    assert rp.or_(lr < 1, rp.or_(lr > 2, lr != 3)).expression == ((lr < 1) | (lr > 2) | (lr != 3)).expression


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (rp.config("opt.lr"), "config.opt.lr"),
        (rp.summary("val/acc"), "summary.val/acc"),
        (rp.metric("Step"), "Step"),
        (rp.metric("a.b"), 'metric."a.b"'),
        (rp.run("CreatedTimestamp"), "created_at"),
        (rp.tags(), "tags"),
        (rp.key('config."a.b"'), 'config."a.b"'),
    ],
)
def test_terms_are_keys(term, text: str) -> None:
    assert term.key == rp.Key.parse(text)
    assert rp.Runset(groupby=[term], order=[-term]) == rp.Runset(groupby=[text], order=[f"-{text}"])


def test_conditions_say_what_documents_say() -> None:
    assert repr((rp.config("x") == 1) & rp.off(rp.run("group") == "a")) == 'config.x == 1 and off(group == "a")'
    assert repr(rp.run("created_at").within_last(7, "days")) == 'created_at within_last(7, "days")'
    assert repr(rp.run("name").matches("^s")) == 'name matches "^s"'
    assert repr(rp.run("name").contains("a") & rp.config("x").notin([None, True, 1.5])) == (
        '"a" in name and config.x not in [null, true, 1.5]'
    )


@pytest.mark.parametrize(
    "mistake",
    [
        lambda: rp.config("a") == 1 and rp.config("b") == 2,
        lambda: 1 < rp.config("a") < 3,
        lambda: not rp.config("a").exists(),
    ],
)
def test_words_of_python_between_filters_are_refused(mistake) -> None:
    with pytest.raises(TypeError, match="`&`, `\\|` and `~`"):
        mistake()


@pytest.mark.parametrize("value", [[1], {}, object(), float("nan")])
def test_filters_compare_with_scalars_only(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        rp.config("a") == value  # noqa: B015 - comparing is the test


def test_a_faulty_filter_text_is_refused() -> None:
    with pytest.raises(ValidationError, match="the filter ends where a value should follow"):
        rp.Runset(filters="config.lr <")


def test_views_come_back_from_what_is_stored() -> None:
    view = rp.workspace([rp.section("A", [rp.LinePanel(y=["loss"])])], title="W", project="acme/digits")
    for stored in (json.dumps(rp.view_object(view)), rp.view_object(view)):
        decoded = rp.decode(stored)
        assert decoded.findings == ()
        assert rp.compare(view, decoded.view) == ()
    bare = rp.decode(rp.encode(view).spec).view
    assert [difference.path for difference in rp.compare(view, bare)] == ["title", "project_path"]


@pytest.mark.parametrize(
    ("stored", "message"), [("{", "this is not JSON"), ({"a": 1}, "neither a report nor a workspace")]
)
def test_what_is_no_view_is_said(stored, message: str) -> None:
    decoded = rp.decode(stored)
    assert decoded.view is None
    assert message in decoded.findings[0].message


def test_differences_name_their_place() -> None:
    before = rp.workspace([rp.section("A", is_open=True)], title="W")
    after = rp.workspace([rp.section("A"), rp.section("B")], title="V", settings=rp.WorkspaceSettings(x_min=0))
    found = {difference.path: difference for difference in rp.compare(before, after)}
    assert str(found["title"]) == "title: 'W' -> 'V'"
    assert str(found["$.section.panelBankConfig.sections[0].isOpen"]).endswith("isOpen: True -> False")
    assert found["$.section.panelBankConfig.sections[1]"].missing == "before"
    assert str(found["$.section.settings.xAxisMin"]) == "$.section.settings.xAxisMin: nothing -> 0"
    assert found["$.section.settings.xAxisActive"].after is True


def test_ids_alone_are_no_difference() -> None:
    one = rp.report([rp.grid([rp.LinePanel(y=["a"], id="x")], runsets=[rp.Runset(id="y")])])
    other = rp.report([rp.grid([rp.LinePanel(y=["a"])])])
    assert rp.encode(one).spec != rp.encode(other).spec
    assert rp.compare(one, other) == ()
