"""Damage in data files: reported, and everything else is read."""

import pandas as pd
import pytest

from support.recorded import codes, ids, messages, points, rows, series, store_of, write


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


def test_deeply_nested_json_is_left_out(tmp_path):
    write(tmp_path / "runs/runs.jsonl", [{"id": "good"}])
    with (tmp_path / "runs/runs.jsonl").open("a") as file:
        file.write('{"id": "deep", "config": ' + "[" * 100_000 + "]" * 100_000 + "}\n")
    assert ids(store_of(tmp_path)) == ["good"]
