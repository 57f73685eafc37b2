"""Layouts of data files, damage in them, and paths that are not read."""

import json
import os
from pathlib import Path

import pandas as pd
import pytest

from runpress.data.protocol import KeysQuery, MediaQuery, RunsQuery
from support.recorded import PROJECT, codes, points, series, store_of, write

SUFFIXES = [".parquet", ".csv", ".jsonl"]


def rows(run, count=3, **values):
    return [{**({"run": run} if run else {}), "_step": step, "loss": float(step), **values} for step in range(count)]


def ids(store):
    return [run.id for run in store.runs(RunsQuery(PROJECT))]


def messages(store):
    return [finding.message for finding in store.findings()]


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


def test_text_in_another_encoding_says_so(tmp_path):
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs/a.csv").write_bytes("step,loss,caf\xe9\n0,1,2\n".encode("latin-1"))
    store = store_of(tmp_path, "runs")
    assert (ids(store), messages(store)) == ([], ["`runs/a.csv` cannot be read: it is not UTF-8 text"])
    assert store.findings()[0].help == "save it as UTF-8; all other data files are still used"


DAMAGE = {
    "half.parquet": lambda whole: whole[: len(whole) // 2],
    "empty.parquet": lambda _: b"",
    "text.parquet": lambda _: b"run,_step,loss\n" * 100,
    "empty.csv": lambda _: b"",
    "binary.csv": lambda _: bytes(range(256)) * 40,
    "empty.jsonl": lambda _: b"",
    "text.jsonl": lambda _: b"this is no JSON\n",
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_file_is_reported_and_all_others_are_read(tmp_path, name):
    whole = write(tmp_path / "runs/history/good.parquet", rows(None)).read_bytes()
    (tmp_path / f"runs/history/{name}").write_bytes(DAMAGE[name](whole))
    store = store_of(tmp_path)
    assert len(series(store, ["good"], ["loss"])) == 1
    assert "good" in ids(store)
    findings = [finding for finding in store.findings() if name in finding.message]
    assert [finding.code.id for finding in findings][:1] in (["DA501"], ["DA502"])
    assert findings[0].span.source.path == f"runs/history/{name}"
    assert "DuckDB" not in findings[0].message
    assert str(tmp_path) not in findings[0].message


def test_damage_inside_of_a_parquet_file_is_found_by_the_query_that_meets_it(tmp_path):
    for name in ("good", "bad"):
        frame = pd.DataFrame({"_step": range(5000), "loss": [i * 1.1 for i in range(5000)]})
        path = tmp_path / f"runs/history/{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        frame.to_parquet(path, compression="zstd")
    data = bytearray(path.read_bytes())
    data[5_000:15_000] = b"\0" * 10_000
    path.write_bytes(data)
    write(tmp_path / "runs/runs.csv", [{"id": "good"}, {"id": "bad"}])
    store = store_of(tmp_path)
    assert [one.run for one in series(store, ["good", "bad"], ["loss"])] == ["good"]
    assert codes(store) == ["DA502"]
    assert "runs/history/bad.parquet" in messages(store)[0]
    pd.DataFrame({"_step": [0], "loss": [1.0]}).to_parquet(path)
    assert [one.run for one in series(store, ["good", "bad"], ["loss"])] == ["good", "bad"]
    assert codes(store) == []


def test_a_line_cut_short_is_left_out_and_reported(tmp_path):
    (tmp_path / "runs/history").mkdir(parents=True)
    (tmp_path / "runs/history/a.csv").write_text("_step,loss,acc\n0,1,0.1\n1,2,0.2\n2,3", encoding="utf-8")
    (tmp_path / "runs/history/b.jsonl").write_text(
        '{"_step": 0, "loss": 1}\n{"_step": 1, "loss": 2}\n{"_step": 2, "lo', encoding="utf-8"
    )
    store = store_of(tmp_path)
    assert [points(one) for one in series(store, ["a", "b"], ["loss"])] == [[(0, 1), (1, 2)]] * 2
    assert codes(store) == ["DA502", "DA502"]
    assert "`runs/history/a.csv`: a line is left out" in messages(store)[0]
    assert "(first at line 4)" in messages(store)[0]
    assert "(first at line 3)" in messages(store)[1]


def test_lines_of_runs_that_are_no_objects_are_left_out(tmp_path):
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs/runs.jsonl").write_text('{"id": "a"}\n[1]\n\n{"id": "b"}\n{"id": "c', encoding="utf-8")
    store = store_of(tmp_path)
    assert (ids(store), codes(store)) == (["a", "b"], ["DA502"])


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


OUTSIDE = "id\noutside\n"


@pytest.mark.parametrize(
    "path", ["../outside", "/etc", "../outside/runs.csv", "../*/runs.csv", "/*/passwd", "runs/../../outside", "nul\0l"]
)
def test_paths_outside_of_the_root_are_refused(tmp_path, path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/runs.csv").write_text(OUTSIDE)
    root = tmp_path / "root"
    root.mkdir()
    store = store_of(root, path)
    assert (ids(store), codes(store)) == ([], ["DA505"])


def test_a_refusal_does_not_say_whether_the_path_is_there(tmp_path):
    (tmp_path / "there").mkdir()
    root = tmp_path / "root"
    root.mkdir()
    there, missing = (messages(store_of(root, f"../{name}"))[0].replace(name, "") for name in ("there", "missing"))
    assert there == missing


@pytest.mark.parametrize("link", ["runs", "runs/runs.csv", "runs/history.csv", "runs/history/a.csv"])
def test_symlinks_out_of_the_root_are_refused(tmp_path, link):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/runs.csv").write_text(OUTSIDE)
    place = tmp_path / "root" / link
    place.parent.mkdir(parents=True)
    place.symlink_to(tmp_path / "outside" if link == "runs" else tmp_path / "outside/runs.csv")
    store = store_of(tmp_path / "root")
    assert (ids(store), "DA505" in codes(store)) == ([], True)


def test_symlinks_inside_of_the_root_are_followed(tmp_path):
    write(tmp_path / "store/deep/runs.csv", [{"id": "a"}])
    (tmp_path / "runs").symlink_to(tmp_path / "store/deep")
    assert ids(store_of(tmp_path)) == ["a"]


@pytest.mark.parametrize("name", ["history.csv", "history.parquet", "runs.jsonl", "history/a.parquet"])
def test_pipes_and_devices_are_refused_without_waiting(tmp_path, name):
    place = tmp_path / "runs" / name
    place.parent.mkdir(parents=True)
    os.mkfifo(place)
    store = store_of(tmp_path)
    assert (ids(store), codes(store)) == ([], ["DA505"])
    assert "not a regular file" in messages(store)[0]


def test_a_link_to_a_device_is_refused(tmp_path):
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs/history.csv").symlink_to("/dev/zero")
    assert codes(store_of(tmp_path)) == ["DA505"]


def test_a_huge_file_is_refused_by_its_size(tmp_path):
    (tmp_path / "runs").mkdir()
    with (tmp_path / "runs/history.csv").open("wb") as file:
        file.truncate(65 * 1024**3)
    store = store_of(tmp_path)
    assert (ids(store), codes(store)) == ([], ["DA505"])


def test_deeply_nested_json_is_left_out(tmp_path):
    write(tmp_path / "runs/runs.jsonl", [{"id": "good"}])
    with (tmp_path / "runs/runs.jsonl").open("a") as file:
        file.write('{"id": "deep", "config": ' + "[" * 100_000 + "]" * 100_000 + "}\n")
    assert ids(store_of(tmp_path)) == ["good"]


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
