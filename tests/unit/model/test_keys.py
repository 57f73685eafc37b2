"""Keys: one spelling for what a filter, an order, an axis or a column names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runpress.model.attributes import ATTRIBUTES, AXES, attribute_named, attribute_of_wire
from runpress.model.keys import SECTIONS, Key

# From the table of W&B's front and wire names.
FRONT_TO_WIRE = {
    "ID": "name",
    "Name": "displayName",
    "Tags": "tags",
    "State": "state",
    "CreatedTimestamp": "createdAt",
    "Runtime": "duration",
    "User": "username",
    "Sweep": "sweep",
    "Group": "group",
    "JobType": "jobType",
    "Hostname": "host",
    "UsingArtifact": "inputArtifacts",
    "OutputtingArtifact": "outputArtifacts",
}


@pytest.mark.parametrize(
    ("text", "bare", "section", "path"),
    [
        ("config.lr", "run", "config", ("lr",)),
        ("config.a.b", "run", "config", ("a", "b")),
        ('config."a.b"', "run", "config", ("a.b",)),
        ("config.'a.b'.c", "run", "config", ("a.b", "c")),
        (r'config."say \"hi\" \\"', "run", "config", ('say "hi" \\',)),
        ("summary.val/acc", "run", "summary", ("val/acc",)),
        ("summary_metrics.acc", "run", "summary", ("acc",)),
        ("summary.best.epoch", "run", "summary", ("best", "epoch")),
        ("state", "run", "run", ("state",)),
        ("run.state", "metric", "run", ("state",)),
        ("State", "run", "run", ("state",)),
        ("createdAt", "run", "run", ("created_at",)),
        ("run.createdAt", "metric", "run", ("created_at",)),
        ("name", "run", "run", ("name",)),
        ("tags", "run", "run", ("tags",)),
        ("tags", "metric", "run", ("tags",)),
        ('tags."x y"', "run", "tags", ("x y",)),
        ("tags.prod", "run", "tags", ("prod",)),
        ("val_loss", "metric", "metric", ("val_loss",)),
        ("val/loss.mean", "metric", "metric", ("val/loss.mean",)),
        ("metric.val.loss", "run", "metric", ("val.loss",)),
        ("Step", "metric", "metric", ("_step",)),
        ("_step", "metric", "metric", ("_step",)),
        ("Relative Time", "metric", "metric", ("_runtime",)),
        ("Wall Time", "metric", "metric", ("_timestamp",)),
        ("WallTime", "metric", "metric", ("_timestamp",)),
        ("RelativeTime(Wall)", "metric", "metric", ("_absolute_runtime",)),
        ('metric."Step"', "metric", "metric", ("Step",)),
        ("'Step'", "metric", "metric", ("Step",)),
        ("acc", "summary", "summary", ("acc",)),
        ("opt.lr", "summary", "summary", ("opt", "lr")),
        ("lr", "config", "config", ("lr",)),
        ("aggregations_min.loss", "run", "aggregations_min", ("loss",)),
        ("  config.lr ", "run", "config", ("lr",)),
    ],
)
def test_a_key_is_read(text, bare, section, path) -> None:
    assert Key.parse(text, bare=bare) == Key(section, path)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("   ", "is empty"),
        ("config.", "lacks the name after the point"),
        ("config.a..b", "lacks a name between two points"),
        ('config."a', "lacks a closing quote"),
        ('config."a"b', "after a quoted name comes a point or the end"),
        ("lr", "runs have no attribute `lr`"),
        ("run.lr", "runs have no attribute `lr`"),
        ('metric."a', "lacks its closing quote"),
    ],
)
def test_what_is_no_key_is_said(text, says) -> None:
    with pytest.raises(ValueError, match=r"^[`a-z]") as caught:
        Key.parse(text)
    assert says in str(caught.value)


names = st.text(min_size=1, max_size=12).filter(lambda name: name.strip())


@given(st.sampled_from(["config", "summary"]), st.lists(names, min_size=1, max_size=3), st.sampled_from(SECTIONS))
def test_a_nested_key_reads_back_from_its_text(section, path, bare) -> None:
    key = Key(section, tuple(path))
    assert Key.parse(key.text(bare), bare=bare) == key
    assert Key.parse(str(key)) == key


@given(st.sampled_from(["metric", "tags", "keys_info", "aggregations_max"]), names, st.sampled_from(SECTIONS))
def test_a_flat_key_reads_back_from_its_text(section, name, bare) -> None:
    key = Key(section, (name,))
    assert Key.parse(key.text(bare), bare=bare) == key


@pytest.mark.parametrize("name", ATTRIBUTES)
@pytest.mark.parametrize("bare", SECTIONS)
def test_an_attribute_reads_back_from_its_text(name, bare) -> None:
    key = Key("run", (name,))
    assert Key.parse(key.text(bare), bare=bare) == key


def test_the_shortest_spelling_is_written() -> None:
    assert str(Key("config", ("a", "b"))) == "config.a.b"
    assert str(Key("config", ("a.b",))) == 'config."a.b"'
    assert str(Key("run", ("state",))) == "state"
    assert Key("metric", ("loss",)).text("metric") == "loss"
    assert Key("metric", ("_step",)).text("metric") == "Step"
    assert Key("metric", ("Step",)).text("metric") == 'metric."Step"'
    assert Key("run", ("state",)).text("metric") == "run.state"


@pytest.mark.parametrize(("front", "wire"), FRONT_TO_WIRE.items())
def test_the_table_holds_wandbs_names(front, wire) -> None:
    attribute = attribute_named(front)
    assert attribute is not None
    assert attribute.wire == wire
    assert attribute_of_wire(wire) == attribute


def test_the_wires_name_is_the_id() -> None:
    assert attribute_of_wire("name") == ATTRIBUTES["id"]
    assert Key.parse("name") == Key("run", ("name",))
    assert attribute_of_wire("no such") is None
    assert attribute_named("no such") is None


@pytest.mark.parametrize("wire", AXES)
def test_axes_have_labels_for_readers(wire) -> None:
    assert Key("metric", (wire,)).label == AXES[wire]


def test_labels_are_names_without_sections() -> None:
    assert Key("config", ("opt", "lr")).label == "opt.lr"
    assert Key("run", ("created_at",)).label == "Created"
    assert Key("metric", ("loss",)).label == "loss"


RUN = {
    "name": "jolly-dawn-3",
    "id": "a1b2",
    "attributes": {"state": "finished", "tags": ["prod"], "keys_info": {"loss": 3}},
    "config": {"lr": 0.1, "opt": {"name": "adam"}, "a.b": 7},
    "summary": {"acc": 0.9, "loss": {"min": 0.1, "max": 2.0}},
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("name", "jolly-dawn-3"),
        ("id", "a1b2"),
        ("state", "finished"),
        ("user", None),
        ("tags", ["prod"]),
        ("tags.prod", True),
        ("tags.dev", False),
        ("config.lr", 0.1),
        ("config.opt.name", "adam"),
        ("config.opt.lr", None),
        ("config.lr.deeper", None),
        ('config."a.b"', 7),
        ("config.a.b", None),
        ("summary.acc", 0.9),
        ("metric.acc", 0.9),
        ("aggregations_min.loss", 0.1),
        ("aggregations_max.loss", 2.0),
        ("aggregations_max.acc", None),
        ("keys_info.loss", 3),
    ],
)
def test_a_key_finds_its_value_in_a_run(text, value) -> None:
    assert Key.parse(text).lookup(**RUN) == value


def test_a_run_without_tags_has_no_tag() -> None:
    assert Key.parse("tags.prod").lookup(name="", id="", attributes={}, config={}, summary={}) is False


@pytest.mark.parametrize(
    ("key", "bare", "text"),
    [
        (Key("metric", ("val loss (mean)",)), "metric", "val loss (mean)"),
        (Key("metric", ("system.gpu.0.memory",)), "metric", "system.gpu.0.memory"),
        (Key("summary", ("val loss",)), "summary", "val loss"),
        (Key("config", ("batch size", "first")), "config", "batch size.first"),
        (Key("config", ("opt.lr",)), "config", 'config."opt.lr"'),
        (Key("metric", ("config.lr",)), "metric", 'metric."config.lr"'),
        (Key("metric", (" lr",)), "metric", 'metric." lr"'),
        (Key("metric", ("val loss",)), "run", 'metric."val loss"'),
    ],
)
def test_a_bare_name_has_no_quotes_and_no_text_begins_with_one(key, bare, text) -> None:
    assert key.text(bare) == text
    assert Key.parse(text, bare=bare) == key
