"""`runpress schema`."""

from __future__ import annotations

import json

import pytest

from runpress.cli.main import main
from runpress.model.schemas import schema, schema_names


def test_one_schema_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "runset"]) == 0
    assert json.loads(capsys.readouterr().out) == schema("runset")


def test_all_schemas_are_one_object_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == {name: schema(name) for name in schema_names()}


def test_the_list_has_each_name_with_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(schema_names())
    assert "The body of a `panel` fence." in lines[1]


def test_files_are_named_as_the_schemas_are(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "-o", str(tmp_path / "made" / "here")]) == 0
    written = {path.name for path in (tmp_path / "made" / "here").iterdir()}
    assert written == {f"{name}.json" for name in schema_names()}
    assert json.loads((tmp_path / "made" / "here" / "line.json").read_text(encoding="utf-8")) == schema("line")
    assert len(capsys.readouterr().out.splitlines()) == len(schema_names())


def test_a_file_is_no_folder_for_schemas(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a").write_text("mine\n")
    assert main(["schema", "line", "-o", str(tmp_path / "a")]) == 2
    assert "it is a file, and not a folder" in capsys.readouterr().err
    assert (tmp_path / "a").read_text() == "mine\n"


def test_the_same_bytes_come_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    main(["schema", "panel"])
    first = capsys.readouterr().out
    schema.cache_clear()
    main(["schema", "panel"])
    assert capsys.readouterr().out == first


def test_a_misspelt_name_is_a_usage_error_with_the_nearest_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "pannel"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "there is no schema `pannel`" in shown.err
    assert "did you mean `panel`?" in shown.err
