"""Layouts of data files, what is a number in them, and what is seen of changes."""

import json
import os
from pathlib import Path

import pytest

from runpress.data.protocol import KeysQuery, MediaQuery, RunsQuery
from support.recorded import PROJECT, codes, ids, messages, points, rows, series, store_of, write

SUFFIXES = [".parquet", ".csv", ".jsonl"]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("folder", ["runs/history", "runs"])
def test_a_file_a_run_is_named_after_it(tmp_path, suffix, folder):
    for name in ("first", "v1.2 [x]", "müll*"):
        write(tmp_path / folder / f"{name}{suffix}", rows(None))
    store = store_of(tmp_path)
    assert ids(store) == ["first", "müll*", "v1.2 [x]"]
    (one,) = series(store, ["v1.2 [x]"], ["loss"])
    assert points(one) == [(0, 0), (1, 1), (2, 2)]
    assert codes(store) == []


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_files_of_runs_that_log_different_metrics_are_read_together(tmp_path, suffix):
    write(tmp_path / f"runs/a{suffix}", rows(None, loss=1.0))
    write(tmp_path / f"runs/b{suffix}", rows(None, Loss=2.0, acc=3))
    store = store_of(tmp_path)
    assert [(one.run, one.metric, one.y[0]) for one in series(store, ["a", "b"], ["Loss", "acc", "loss"])] == [
        ("a", "loss", 1), ("b", "Loss", 2), ("b", "acc", 3), ("b", "loss", 0),
    ]  # fmt: skip
    assert store.keys(KeysQuery(PROJECT, ("a", "b", "c"))) == {"loss": 2, "Loss": 1, "acc": 1}
    assert store.keys(KeysQuery(PROJECT, ("a",))) == {"loss": 1}


def test_formats_may_be_mixed(tmp_path):
    for suffix in SUFFIXES:
        write(tmp_path / f"runs/history/{suffix[1:]}{suffix}", rows(None))
    store = store_of(tmp_path)
    assert len(series(store, ["csv", "jsonl", "parquet"], ["loss"])) == 3


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_glob_and_a_single_file(tmp_path, suffix):
    write(tmp_path / f"logs/x/one{suffix}", rows(None))
    write(tmp_path / f"logs/y/two{suffix}", rows(None))
    write(tmp_path / f"logs/y/both{suffix}", [*rows("three"), *rows("four")])
    assert ids(store_of(tmp_path, f"logs/*/*{suffix}")) == ["four", "one", "three", "two"]
    assert ids(store_of(tmp_path, f"logs/**/o*{suffix}")) == ["one"]
    assert ids(store_of(tmp_path, f"logs/y/both{suffix}")) == ["four", "three"]
    assert ids(store_of(tmp_path, f"logs/y/two{suffix}")) == ["two"]


def test_a_history_of_the_only_run_needs_no_column(tmp_path):
    write(tmp_path / "runs/runs.csv", [{"id": "only"}])
    write(tmp_path / "runs/history.csv", rows(None))
    assert len(series(store_of(tmp_path), ["only"], ["loss"])) == 1


def test_a_history_of_several_runs_needs_one(tmp_path):
    write(tmp_path / "runs/runs.csv", [{"id": "a"}, {"id": "b"}])
    write(tmp_path / "runs/history.csv", rows(None))
    store = store_of(tmp_path)
    assert (ids(store), codes(store)) == (["a", "b"], ["DA503"])
    assert "runs/history.csv" in messages(store)[0]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_long_form_a_row_a_value(tmp_path, suffix):
    values = [
        ("a", 0, "loss", 1.0),
        ("a", 0, "train/acc", 0.5),
        ("a", 1, "loss", 2.0),
        ("b", 0, "loss", 3.0),
        ("a", 1, "loss", 2.5),
    ]
    write(
        tmp_path / f"runs/history{suffix}",
        [dict(zip(("run", "_step", "metric", "value"), row, strict=True)) for row in values],
    )
    a_loss, a_acc, b_loss = series(store_of(tmp_path), ["a", "b"], ["loss", "train/acc"])
    assert (points(a_loss), points(a_acc), points(b_loss)) == ([(0, 1), (1, 2.5)], [(0, 0.5)], [(0, 3)])


def test_nested_histories_are_flattened_with_dots_and_media_left_out(tmp_path):
    write(
        tmp_path / "runs/history.jsonl",
        [
            {
                "run": "a",
                "_step": 0,
                "val": {"loss": 1, "top": {"5": 0.5}},
                "image": {"_type": "image-file", "width": 3},
                "tags": ["x"],
                "note": "text",
            }
        ],
    )
    assert store_of(tmp_path).keys(KeysQuery(PROJECT, ("a",))) == {"val.loss": 1, "val.top.5": 1}


def test_numbers_in_text_are_numbers(tmp_path):
    write(
        tmp_path / "runs/history.jsonl",
        [
            {"run": "a", "_step": step, "loss": value}
            for step, value in enumerate(["0.5", "NaN", "Infinity", "word", 2])
        ],
    )
    (one,) = series(store_of(tmp_path), ["a"], ["loss"])
    assert [(x, str(y)) for x, y in points(one)] == [(0, "0.5"), (1, "nan"), (2, "inf"), (4, "2.0")]


def test_one_table_in_two_formats_is_reported(tmp_path):
    write(tmp_path / "runs/runs.parquet", [{"id": "parquet"}])
    write(tmp_path / "runs/runs.csv", [{"id": "csv"}])
    store = store_of(tmp_path)
    assert (ids(store), codes(store)) == (["parquet"], ["DA506"])
    assert messages(store) == ["`runs/runs.parquet` is used, `runs/runs.csv` is not: they are the same table"]


@pytest.mark.parametrize("path", ["runs", "nowhere", "nowhere/*.csv"])
def test_a_project_without_data_is_reported(tmp_path, path):
    (tmp_path / "runs").mkdir()
    store = store_of(tmp_path, path)
    assert (ids(store), codes(store)) == ([], ["DA508"])
    lacks = "there is no `nowhere`, where the runs of `acme/digits` should be"
    assert messages(store) == [lacks if path == "nowhere" else f"`{path}` has no data files for `acme/digits`"]


def test_a_step_beyond_all_bounds_has_no_place_and_spoils_nothing(tmp_path):
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs/huge.csv").write_text("step,loss\n99999999999999999999,1\n7,2\n", encoding="utf-8")
    (tmp_path / "runs/good.csv").write_text("step,loss\n0,1\n", encoding="utf-8")
    (tmp_path / "runs/cut.csv").write_text("step,loss,acc\n0,1,2\n1,1\n", encoding="utf-8")
    store = store_of(tmp_path, "runs")
    assert ids(store) == ["cut", "good", "huge"]
    assert [points(one) for one in series(store, ["good", "cut"], ["loss"])] == [[(0, 1)], [(0, 1)]]
    assert (7, 2) in points(series(store, ["huge"], ["loss"])[0])
    assert messages(store) == [
        "`runs/cut.csv`: a line is left out: cut short, or with values of another kind (first at line 3)"
    ]


def test_numbers_with_decimal_commas_are_numbers(tmp_path):
    (tmp_path / "runs").mkdir()
    text = "_step;loss;lr;note;name\n0;1,5;1e-3;a,b;1,5\n1;-0,25;0,001;1,5;2,5\n2;;;;\n"
    (tmp_path / "runs/a.csv").write_text(text, encoding="utf-8")
    store = store_of(tmp_path)
    assert store.keys(KeysQuery(PROJECT, ("a",))) == {"loss": 1, "lr": 1}
    assert [points(one) for one in series(store, ["a"], ["loss", "lr"])] == [
        [(0, 1.5), (1, -0.25)],
        [(0, 0.001), (1, 0.001)],
    ]
    assert codes(store) == []


def test_numbers_that_may_have_thousands_are_text_and_that_is_said(tmp_path):
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs/a.csv").write_text("_step;samples\n0;1,024\n1;999\n2;32,768\n", encoding="utf-8")
    (tmp_path / "runs/b.csv").write_text('_step,loss\n0,"1,5"\n1,2\n', encoding="utf-8")
    store = store_of(tmp_path)
    assert [points(one) for one in series(store, ["b"], ["loss"])] == [[(0, 1.5), (1, 2)]]
    assert [(one.code.id, one.message) for one in store.findings()] == [
        (
            "DA509",
            "`runs/a.csv`: `samples` is read as text: a comma may be a decimal sign or separate thousands",
        )
    ]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_ids_may_be_numbers(tmp_path, suffix):
    write(tmp_path / f"runs/runs{suffix}", [{"id": 7.0, "name": "seven"}, {"id": None}, {"id": 10.0}])
    write(tmp_path / f"runs/history{suffix}", [*rows(7), {"run": None, "_step": 0, "loss": 1.0}, *rows(10)])
    store = store_of(tmp_path)
    assert (ids(store), codes(store)) == (["7", "10"], [])
    assert [one.run for one in series(store, ["7", "10"], ["loss"])] == ["7", "10"]


def test_what_runs_log_is_asked_once(tmp_path):
    write(tmp_path / "runs/history.parquet", [*rows("a"), *rows("b", acc=1.0), {"run": "c", "_step": 0}])
    store = store_of(tmp_path)
    assert store.keys(KeysQuery(PROJECT, ("a", "c", "a"))) == {"loss": 1}
    asked = []
    store._engine.rows, ask = (lambda sql: asked.append(sql) or ask(sql)), store._engine.rows
    assert store.keys(KeysQuery(PROJECT, ("a", "c"))) == {"loss": 1}
    assert asked == []
    assert store.keys(KeysQuery(PROJECT, ("a", "b", "none"))) == {"loss": 2, "acc": 1}
    assert len(asked) == 1


def test_unknown_columns_are_kept_as_attributes(tmp_path):
    write(tmp_path / "runs/runs.csv", [{"id": "a", "team": "red"}])
    (run,) = store_of(tmp_path).runs(RunsQuery(PROJECT))
    assert run.attributes == {"team": "red"}


def test_changed_files_are_seen(tmp_path):
    write(tmp_path / "runs/history.csv", rows("a"))
    store = store_of(tmp_path)
    assert len(series(store, ["a"], ["loss"])[0].y) == 3
    write(tmp_path / "runs/history.csv", [*rows("a", 5), *rows("b")])
    assert len(series(store, ["a"], ["loss"])[0].y) == 5
    assert ids(store) == ["a", "b"]
    (tmp_path / "runs/history.csv").unlink()
    assert ids(store) == []
    write(tmp_path / "runs/runs.csv", [{"id": "z"}])
    assert ids(store) == ["z"]


def test_a_replaced_file_of_the_same_size_and_time_is_seen(tmp_path):
    path = write(tmp_path / "runs/history.csv", rows("a"))
    store = store_of(tmp_path)
    query = KeysQuery(PROJECT, ("a",))
    before = store.fingerprint(query)
    status = path.stat()
    other = write(tmp_path / "aside.csv", rows("b"))
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)
    assert store.fingerprint(query) != before
    assert ids(store) == ["b"]


def test_fingerprints_tell_queries_and_projects_apart(tmp_path):
    from runpress.data import SourceConfig, open_store

    write(tmp_path / "one/runs.csv", [{"id": "a"}])
    write(tmp_path / "two/runs.csv", [{"id": "a"}])
    store = open_store([SourceConfig("x/one", "one", tmp_path), SourceConfig("x/two", "two", tmp_path)])
    one, two, both = RunsQuery("x/one"), RunsQuery("x/two"), RunsQuery()
    before = [store.fingerprint(query) for query in (one, two, both)]
    assert len(set(before)) == 3
    write(tmp_path / "two/runs.csv", [{"id": "b"}])
    after = [store.fingerprint(query) for query in (one, two, both)]
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, False, False]


def test_media_are_files_inside_of_the_folder(tmp_path):
    rows = [
        {"run": "a", "key": "digits", "step": 20, "index": 1, "path": "media/b.png", "caption": "two"},
        {"run": "a", "key": "digits", "step": 20, "index": 0, "path": "media/a.png", "width": 28, "height": 14},
        {"run": "a", "key": "digits", "step": 10, "index": 0, "path": "media/a.png"},
        {"run": "a", "key": "other", "step": 0, "index": 0, "path": "media/a.png"},
        {"run": "b", "key": "digits", "step": 0, "index": 0, "path": "media/missing.png"},
        {"run": "b", "key": "digits", "step": 0, "index": 0, "path": "../secret.png"},
        {"run": "b", "key": "digits", "step": 0, "index": 0, "path": "media/link.png"},
    ]
    for suffix in SUFFIXES:
        root = tmp_path / suffix
        write(root / f"runs/media{suffix}", rows)
        (root / "runs/media").mkdir()
        for name in ("runs/media/a.png", "runs/media/b.png", "secret.png"):
            (root / name).write_bytes(b"png")
        (root / "runs/media/link.png").symlink_to(root / "secret.png")
        found = store_of(root).media(MediaQuery(PROJECT, ("b", "a"), ("digits",)))
        assert [(item.run, item.step, item.index, Path(item.path).name) for item in found] == [
            ("a", 10, 0, "a.png"),
            ("a", 20, 0, "a.png"),
            ("a", 20, 1, "b.png"),
        ]
        assert (found[1].width, found[1].height, found[2].caption) == (28, 14, "two")


def test_findings_are_shown_relative_to_the_root(tmp_path):
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs/history.jsonl").write_text(json.dumps([1]), encoding="utf-8")
    (finding,) = store_of(tmp_path).findings()
    assert finding.span.source.path == "runs/history.jsonl"
