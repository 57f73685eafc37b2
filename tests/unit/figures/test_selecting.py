"""Run sets become selections: filters, order, limit, names, colours, groups, totals."""

from __future__ import annotations

from runpress.data.protocol import Order, RunsQuery
from runpress.figures.palette import COLORS, place
from runpress.figures.selecting import NEWEST_FIRST, project_of, select, selection_queries
from runpress.model.keys import Key
from runpress.model.runset import Runset, RunSettings
from support.memory_data import MemoryData
from support.runs import PROJECT, expression, run, selected


def data():
    return MemoryData(
        [
            run("a", config={"lr": 0.1, "opt": "sgd"}, summary={"acc": 0.9}, tags=["base"], group="g1"),
            run("b", config={"lr": 0.2, "opt": "adam"}, summary={"acc": 0.7}, tags=["x"]),
            run("c", config={"lr": 0.1, "opt": "adam"}, summary={"acc": 0.8}),
            run("d", config={"opt": "sgd"}, project="acme/other"),
        ]
    )


def only(runset, **options):
    (part,) = select([runset], data(), default_project=PROJECT, **options).runsets
    return part


def ids(part):
    return [selected.run.id for selected in part.runs]


def test_filters_order_and_limit_choose_runs_and_the_total_is_that_of_the_project():
    part = only(Runset(filters=expression("config.opt == 'adam'"), order=["-summary.acc"], limit=1))
    assert ids(part) == ["c"]
    assert part.total == 3
    assert part.project == PROJECT


def test_without_an_order_the_newest_run_comes_first():
    assert ids(only(Runset())) == ["c", "b", "a"]
    assert (Order(Key("run", ("created_at",)), ascending=False),) == NEWEST_FIRST


def test_a_search_matches_names_as_text_or_regex():
    assert ids(only(Runset(query="run a"))) == ["a"]
    assert ids(only(Runset(query="^run [ab]$", regex_query=True, order=["name"]))) == ["a", "b"]
    assert ids(only(Runset(query="run (", regex_query=True))) == []


def test_the_project_of_a_run_set_is_completed_from_the_document():
    assert project_of(Runset(), "acme/demo") == "acme/demo"
    assert project_of(Runset(project="other"), "acme/demo") == "acme/other"
    assert project_of(Runset(project="x/y"), "acme/demo") == "x/y"
    assert project_of(Runset(entity="lab"), "acme/demo") == "lab/demo"
    assert project_of(Runset(entity="lab", project="p"), None) == "lab/p"
    assert project_of(Runset(), None) is None


def test_settings_of_single_runs_name_colour_and_hide_them():
    settings = {"a": RunSettings(name="Baseline", color="red"), "b": RunSettings(disabled=True)}
    part = only(Runset(run_settings=settings, order=["name"]))
    assert [(one.label, one.hidden) for one in part.runs] == [("Baseline", False), ("run b", True), ("run c", False)]
    assert part.runs[0].color == "red"


def test_a_run_whose_name_is_blank_is_called_by_its_id():
    data = MemoryData([run("a", name="  \t"), run("b", name=" ")])
    part = selected(data, Runset(order=["id"], run_settings={"b": RunSettings(name=" ")})).runsets[0]
    assert [one.label for one in part.runs] == ["a", "b"]


def test_selection_none_hides_all_but_the_listed_runs():
    part = only(Runset(selection="none", run_settings={"b": RunSettings()}, order=["name"]))
    assert [one.hidden for one in part.runs] == [True, False, True]


def test_hidden_runs_are_not_among_the_shown_ones():
    selection = select([Runset(run_settings={"b": RunSettings(disabled=True)})], data(), default_project=PROJECT)
    assert [one.run.id for one in selection.runs] == ["c", "a"]


def test_author_colours_by_id_name_tag_and_group_win():
    colors = {"run b": "#00ff00", "base": "teal"}
    part = only(Runset(custom_run_colors=colors, order=["name"]))
    assert [one.color for one in part.runs[:2]] == ["teal", "#00ff00"]
    assert only(Runset(custom_run_colors={"g1": "navy"}, order=["name"])).runs[0].color == "navy"
    assert only(Runset(custom_run_colors={"base": "teal", "a": "pink"}, order=["name"])).runs[0].color == "pink"


def test_colours_of_the_grid_win_over_those_of_the_run_set():
    part = only(Runset(custom_run_colors={"a": "pink"}, order=["name"]), colors={"a": "gold"})
    assert part.runs[0].color == "gold"


def test_a_run_has_the_same_colour_whichever_runs_are_shown_with_it():
    everywhere = {one.run.id: one.color for one in only(Runset()).runs}
    alone = only(Runset(query="run b"))
    assert alone.runs[0].color == everywhere["b"]
    assert len(set(everywhere.values())) == 3


def test_a_run_beyond_the_palette_has_the_colour_of_its_hash():
    many = MemoryData(
        [
            run(f"r{number:03d}", created_at=f"2026-11-01T00:{number // 60:02d}:{number % 60:02d}")
            for number in range(100)
        ]
    )
    (part,) = select([Runset()], many, default_project=PROJECT).runsets
    late = next(one for one in part.runs if one.run.id == "r099")
    assert late.color == COLORS[place("r099")]


def test_groups_are_by_value_in_the_order_of_their_first_runs():
    part = only(Runset(groupby=["config.opt"], order=["name"]))
    assert [(group.label, [one.run.id for one in group.members]) for group in part.groups] == [
        ("opt: sgd", ["a"]),
        ("opt: adam", ["b", "c"]),
    ]
    assert [one.group for one in part.runs] == [part.groups[0].key, part.groups[1].key, part.groups[1].key]
    assert part.groups[0].color != part.groups[1].color


def test_several_keys_make_nested_groups_and_missing_values_a_group_of_their_own():
    part = only(Runset(groupby=["config.opt", "group"], order=["name"]))
    assert [group.label for group in part.groups] == ["opt: sgd, Group: g1", "opt: adam, Group: not set"]
    assert part.groups[1].values == ("adam", None)


def test_numbers_group_by_value_not_by_spelling():
    mixed = MemoryData(
        [
            run("a", config={"n": 1}),
            run("b", config={"n": 1.0}),
            run("c", config={"n": "1"}),
            run("d", config={"n": True}),
        ]
    )
    (part,) = select([Runset(groupby=["config.n"], order=["name"])], mixed, default_project=PROJECT).runsets
    assert [[one.run.id for one in group.members] for group in part.groups] == [["a", "b"], ["c"], ["d"]]
    assert len({group.key for group in part.groups}) == 3


def test_group_colours_are_the_authors_by_value_or_path():
    part = only(Runset(groupby=["config.opt"], custom_run_colors={"adam": "teal"}))
    assert {group.label: group.color for group in part.groups}["opt: adam"] == "teal"
    nested = only(Runset(groupby=["config.opt", "config.lr"], custom_run_colors={"adam / 0.10": "gold"}))
    assert {group.values: group.color for group in nested.groups}["adam", 0.1] == "gold"


def test_a_group_has_the_same_colour_whichever_runs_are_chosen():
    everything = {group.label: group.color for group in only(Runset(groupby=["config.opt"])).groups}
    some = only(Runset(groupby=["config.opt"], filters=expression("config.opt == 'adam'")))
    assert some.groups[0].color == everything["opt: adam"]


def test_the_queries_of_a_selection_are_known_without_data():
    runset = Runset(query="x", limit=3)
    assert selection_queries([runset, runset], default_project=PROJECT) == (
        RunsQuery(PROJECT, order=NEWEST_FIRST),
        RunsQuery(PROJECT, search="x", order=NEWEST_FIRST, limit=3),
    )
    asked = data()
    select([runset], asked, default_project=PROJECT)
    assert set(asked.asked) == set(selection_queries([runset], default_project=PROJECT))


def test_runs_of_several_run_sets_are_listed_once():
    selection = select([Runset(name="x"), Runset(name="y", query="a")], data(), default_project=PROJECT)
    assert [one.run.id for one in selection.runs] == ["c", "b", "a"]
    assert selection.runs[0].ref == "acme/demo/c"
