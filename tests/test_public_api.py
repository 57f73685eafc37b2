"""The public names of runpress, and that importing them costs nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

import runpress

HEAVY = (
    "pydantic",
    "duckdb",
    "ibis",
    "starlette",
    "uvicorn",
    "watchfiles",
    "jinja2",
    "pygments",
    "markdown_it",
    "yaml",
    "typer",
    "rich",
)


def _loaded_by(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter has after a statement."""
    code = f"{statement}\nimport sys\nprint(' '.join({{name.partition('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=300)
    return set(done.stdout.split())


def test_public_names_are_sorted_and_there():
    assert runpress.__all__ == sorted(runpress.__all__)
    assert set(runpress.__all__) <= set(dir(runpress))
    for name in runpress.__all__:
        assert getattr(runpress, name).__name__ == name


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        runpress.nothing  # noqa: B018 - asking is the test


def test_importing_runpress_loads_nothing_heavy():
    assert _loaded_by("import runpress").isdisjoint(HEAVY)


def test_help_loads_nothing_heavy():
    loaded = _loaded_by("from runpress.cli.main import main\nmain(['--help'])")
    assert loaded.isdisjoint(HEAVY)


def test_compiling_loads_neither_engines_nor_servers():
    loaded = _loaded_by("import runpress\nrunpress.compile('```panel\\ny: loss\\n```\\n')")
    assert loaded.isdisjoint({"duckdb", "ibis", "starlette", "uvicorn", "watchfiles", "jinja2", "typer", "rich"})


def test_compile_gives_a_view_and_findings():
    compiled = runpress.compile("# A\n\n```panel\ntype: lien\n```\n", path="a.md")
    assert [(finding.code.id, finding.span.begin) for finding in compiled.diagnostics] == [("PN202", (4, 7))]
    assert compiled.diagnostics[0].span.source.path == "a.md"


def test_check_gives_the_findings_of_files(tmp_path, monkeypatch):
    (tmp_path / "a.md").write_text("[x](gone.md)\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert [(finding.code.id, finding.span.source.path) for finding in runpress.check()] == [("LK301", "a.md")]


def test_explain_gives_the_page_of_a_code():
    assert runpress.explain("dx103").startswith("# DX103: ")
    assert runpress.explain("XX999") == ""
