"""Run sets as HTML: their runs, groups, colours, columns, and what the document says of the choice."""

from __future__ import annotations

from lxml import html as lxml_html

from runpress.backends.html.runsets import render_run_list, render_runsets
from runpress.figures import select
from runpress.model.filters import parse_filter
from runpress.model.filters.nodes import NO_RUN
from runpress.model.runset import Runset
from runpress.source import SourceFile
from support.figures import load_theme
from support.memory_data import MemoryData
from support.runs import run

THEME = load_theme()
NONE = "\N{EN DASH}"
RUNS = [
    run(
        "a1", name="one", state="finished", config={"lr": 0.1, "seed": 1, "opt": {"name": "sgd"}}, summary={"acc": 0.91}
    ),
    run("b2", name="two", state="crashed", config={"lr": 0.01, "seed": 1}, summary={}),
    run("c3", name="<three>", state="running", config={"lr": 0.01, "seed": 1}, summary={"acc": 12345.6}),
]


def chosen(runs=RUNS, **options):
    return select((Runset(name="mine", **options),), MemoryData(runs, {}), default_project="acme/demo")


def table(**options):
    active = options.pop("active", None)
    markup = render_runsets(THEME, chosen(**options), key="g", slot="grid-1", active=active)
    return lxml_html.fragment_fromstring(str(markup), create_parent="div")


def filter_of(text):
    expression, findings = parse_filter(text, SourceFile("filter", text).span)
    assert not findings
    return expression


def columns(tree):
    return tree.xpath(".//thead//th[@scope]/text()")


def rows(tree):
    return [
        [cell.text_content().strip() for cell in row.xpath("./th|./td")][1:]
        for row in tree.xpath(".//tbody/tr[not(contains(@class,'group'))]")
    ]


def test_without_columns_the_table_shows_state_and_what_differs():
    tree = table(order=["created_at"])
    assert columns(tree) == ["Name", "State", "Created", "lr"]
    assert [row[0] for row in rows(tree)] == ["one", "two", "<three>"]


def test_chosen_columns_come_in_their_order_and_hidden_ones_not():
    tree = table(visible_columns=["summary.acc", "state", "config.lr"], hidden_columns=["state"], order=["name"])
    assert columns(tree) == ["Name", "acc", "lr"]


def test_pinned_columns_come_first():
    assert columns(table(visible_columns=["state"], pinned_columns=["config.lr"])) == ["Name", "lr", "State"]


def test_values_are_written_for_readers():
    tree = table(visible_columns=["summary.acc", "config.opt"], order=["created_at"])
    assert [row[1:] for row in rows(tree)] == [
        ["0.91", '{"name": "sgd"}'],
        [NONE, NONE],
        ["12 346".replace(" ", "\u202f"), NONE],
    ]
    assert tree.xpath(".//td[@class='number'][1]/text()")[0] == "0.91"


def test_times_are_written_alike_however_they_were_recorded():
    moments = [
        run("a", created_at=1.7e9),
        run("b", created_at="2023-11-14T22:13:20Z"),
        run("c", created_at="2023-11-14T23:13:20.000001+01:00"),
    ]
    tree = table(runs=moments, visible_columns=["created_at"])
    assert [row[1] for row in rows(tree)] == ["2023-11-14 22:13:20"] * 3


def test_columns_that_look_alike_are_called_by_their_whole_names():
    tree = table(visible_columns=["config.lr", "summary.lr", "summary.acc"])
    assert columns(tree) == ["Name", "config.lr", "summary.lr", "acc"]


def test_every_row_names_its_run_and_has_its_eye_and_colour():
    tree = table(order=["created_at"])
    assert tree.xpath(".//tbody/tr/@data-run") == ["acme/demo/a1", "acme/demo/b2", "acme/demo/c3"]
    assert tree.xpath(".//button/@data-eye") == ["acme/demo/a1", "acme/demo/b2", "acme/demo/c3"]
    assert len(set(tree.xpath(".//tbody//i/@data-color"))) == 3


def test_groups_stand_around_their_runs():
    tree = table(groupby=["config.lr"], order=["created_at"])
    assert [body.get("data-group-of") is not None for body in tree.xpath(".//tbody")] == [True, True]
    assert tree.xpath(".//tr[@class='group-row']/@data-run")[1].split() == ["acme/demo/b2", "acme/demo/c3"]
    assert "2 groups, 3 runs" in tree.text_content()


def test_the_choice_is_told_in_words():
    expression = filter_of("state == 'finished' and config.lr < 1")
    facts = table(filters=expression, order=["-summary.acc"], groupby=["config.lr"], limit=5, query="o").xpath(
        ".//dl/div"
    )
    told = {fact.find("dt").text: fact.find("dd").text for fact in facts}
    assert told["Sorted by"] == "acc ↓"
    assert told["Grouped by"] == "lr"
    assert told["Name contains"] == "o"
    assert told["At most"] == "5 runs"
    assert "state" in told["Filter"]


def test_nothing_to_show_says_why():
    nobody = filter_of("state == 'killed'")
    assert "None of the 3 runs matches this run set." in table(filters=nobody).text_content()
    assert "No run of the project is recorded here." in table(runs=[]).text_content()


def test_a_run_set_with_an_error_says_so_in_place_of_a_filter():
    text = table(filters=NO_RUN).text_content()
    assert "No run is selected, because the run set has an error." in text
    assert "Filter" + "has an error" in text


def test_the_asked_table_stands_open():
    assert table(active="mine").xpath(".//details/@open") == [""]
    assert table(active=0).xpath(".//details/@open") == [""]
    assert table(active="other").xpath(".//details/@open") == []


def test_the_run_list_shows_states_and_what_runs_are_sorted_by():
    markup = render_run_list(THEME, chosen(order=["-summary.acc"]).runsets[0])
    tree = lxml_html.fragment_fromstring(str(markup), create_parent="div")
    assert tree.xpath(".//li//span[@class='run-name']/text()") == ["<three>", "one", "two"]
    assert tree.xpath(".//li//span[contains(@class, 'badge')]/text()") == ["running", "crashed"]
    assert tree.xpath(".//li//span[@class='run-sort']/text()")[1] == "0.91"


def test_the_run_list_shows_what_the_author_sorts_by_and_leaves_room_for_names_otherwise():
    def sort_texts(**options):
        markup = render_run_list(THEME, chosen(**options).runsets[0])
        return lxml_html.fragment_fromstring(str(markup), create_parent="div").xpath(".//*[@class='run-sort']/text()")

    assert sort_texts() == []
    assert sort_texts(order=["name"]) == []
    assert sort_texts(order=["-config.lr"]) == ["0.1", "0.01", "0.01"]
