import json

import pytest

from support.sites import run, write

GOOD = {"docs/index.md": "# Start\n", "mkdocs.yml": "docs_dir: docs\n"}


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "p", GOOD)


def test_the_place_of_the_site_is_the_result(folder):
    done = run("build", cwd=folder)
    assert done.returncode == 0
    assert done.stdout == f"{folder / 'site' / 'index.html'}\n"
    assert "1 page written" in done.stderr


def test_errors_fail_and_warnings_only_if_asked(folder):
    write(folder, {"mkdocs.yml": "docs_dir: docs\nnav: [index.md, nothing.md]\n"})
    assert run("build", cwd=folder).returncode == 0
    strict = run("build", "--strict", cwd=folder)
    assert strict.returncode == 1
    assert "mkdocs.yml:2:17: warning[CF706]" in strict.stderr
    write(folder, {"docs/index.md": "[x](nothing.md)\n"})
    assert run("build", cwd=folder).returncode == 1
    assert run("build", cwd=folder).returncode == 1, "findings of pages that did not change count, too"


def test_findings_name_files_from_where_the_command_was_given(folder):
    write(folder, {"docs/index.md": "[x](nothing.md)\n"})
    done = run("build", "p", "-o", "out", cwd=folder.parent)
    assert "p/docs/index.md:1:" in done.stderr


def test_a_file_that_cannot_be_read_is_named_like_all_others(folder):
    (folder / "docs/index.md").write_bytes(b"caf\xe9\n")
    done = run("build", "p", "-o", "out", cwd=folder.parent)
    assert done.returncode == 1
    assert "p/docs/index.md:1:1: error[CF701]: `docs/index.md` cannot be read: line 1 is not UTF-8" in done.stderr


def test_json_is_one_document(folder):
    write(folder, {"docs/index.md": "[x](nothing.md)\n"})
    done = run("build", "--format", "json", cwd=folder)
    assert json.loads(done.stdout)["type"].startswith("runpress.")


@pytest.mark.parametrize(
    "arguments", [["nothing"], ["-o", "."], ["-o", "docs"], ["--format", "xml"], ["--nothing"], ["mkdocs.yml"]]
)
def test_what_cannot_be_done_is_a_usage_error(folder, arguments):
    done = run("build", *arguments, cwd=folder)
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert "help:" in done.stderr


def test_one_document_becomes_one_file(folder):
    done = run("build", "docs/index.md", "-o", "start.html", "--single-file", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert (folder / "start.html").is_file()
    write(folder, {"docs/two.md": "# Two\n"})
    many = run("build", "-o", "all.html", "--single-file", cwd=folder)
    assert many.returncode == 2
    assert "2 documents do not fit into one file" in many.stderr


def test_help_has_examples(folder):
    for command in ("build", "serve", "new"):
        done = run(command, "--help", cwd=folder)
        assert done.returncode == 0
        assert "Examples:" in done.stdout
        assert f"  runpress {command}" in done.stdout.partition("Examples:")[2]


def test_a_new_repository_has_nothing_to_find_and_shows_its_runs(tmp_path):
    assert run("new", "mine", cwd=tmp_path).returncode == 0
    # MkDocs searches only where its plugin is named, once any plugin is.
    assert "plugins:\n  - search\n  - runpress:\n" in (tmp_path / "mine/mkdocs.yml").read_text(encoding="utf-8")
    folder = tmp_path / "mine"
    assert run("check", "--data", "--strict", cwd=folder).returncode == 0
    assert run("fmt", "--check", cwd=folder).returncode == 0
    assert run("build", "--strict", cwd=folder).returncode == 0
    page = (folder / "site/reports/first-report.html").read_text()
    assert page.count("figure-data") == 2
    assert "6 runs" in page


def test_new_writes_over_nothing(tmp_path):
    write(tmp_path, {"runs/runs.csv": "mine\n"})
    done = run("new", cwd=tmp_path)
    assert done.returncode == 2
    assert "`runs/runs.csv` is there already" in done.stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["runs", "runs.csv"]


def test_new_in_a_documents_repository_says_what_to_add(folder):
    done = run("new", cwd=folder)
    assert done.returncode == 0
    assert "plugins:\n  - search\n  - runpress:" in done.stderr
    assert (folder / "mkdocs.yml").read_text() == GOOD["mkdocs.yml"]
    assert (folder / "docs/reports/first-report.md").is_file()
