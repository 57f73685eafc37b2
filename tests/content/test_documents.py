"""The example documents and the guide: they compile, what they show in fences compiles, what they name exists."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from runpress.cli.commands import COMMANDS
from runpress.cli.main import main
from runpress.diagnostics import Diagnostic
from runpress.directives import DIRECTIVES
from runpress.directives.unknown import known_keys
from runpress.model.attributes import ATTRIBUTES
from runpress.model.blocks import BLOCKS
from runpress.model.front_matter import FrontMatter
from runpress.model.grid import GridOptions
from runpress.model.panels import PANELS
from runpress.model.runset import Runset
from runpress.model.section import SectionOptions
from runpress.model.settings import WorkspaceSettings
from runpress.pipeline import compile_document
from runpress.project.configuration_reading import read_configuration
from runpress.project.yaml_file import read_yaml
from runpress.source import SourceFile

CONTENT = Path(__file__).parents[2] / "content"
GUIDE = CONTENT / "guide"
FENCE = re.compile(r"^(?P<marks>`{3,})(?P<info>.*)\n(?P<body>(?:.*\n)*?)(?P=marks)$", re.MULTILINE)
CODE = re.compile(r"`([^`]+)`")


def documents() -> list[str]:
    return sorted(path.relative_to(CONTENT).as_posix() for path in CONTENT.rglob("*.md"))


def guide_pages() -> list[str]:
    return sorted(path.name for path in GUIDE.glob("*.md"))


def compiled(text: str) -> list[Diagnostic]:
    return [
        finding for finding in compile_document(SourceFile("shown.md", text)).diagnostics if finding.severity != "note"
    ]


def fences(page: str) -> Iterator[tuple[str, str]]:
    for found in FENCE.finditer((GUIDE / page).read_text(encoding="utf-8")):
        yield found["info"], found["body"]


def table_below(page: str, heading: str) -> list[str]:
    """The codes in the first column of the first table below a heading."""
    text = (GUIDE / page).read_text(encoding="utf-8")
    below = text[text.index(f"\n{heading}\n") :]
    table = re.search(r"^\|.*\n\|[-| ]+\n((?:\|.*\n)+)", below, re.MULTILINE)
    assert table, heading
    return [code for row in table[1].splitlines() for code in CODE.findall(row.split("|")[1])]


def test_check_finds_nothing_in_the_example_documents(capsys, monkeypatch):
    monkeypatch.chdir(CONTENT.parent)
    code = main(["check", "content", "--strict", "--data", "--format", "concise"])
    assert code == 0, capsys.readouterr()


def test_the_guide_shows_documents_and_yaml() -> None:
    shown = Counter(info for page in guide_pages() for info, _ in fences(page))
    assert shown["markdown"] > 20
    assert shown["yaml"] > 5


@pytest.mark.parametrize("page", guide_pages())
def test_documents_shown_in_the_guide_compile(page):
    for info, body in fences(page):
        if info == "markdown":
            assert compiled(body) == []


@pytest.mark.parametrize("page", guide_pages())
def test_yaml_shown_in_the_guide_compiles(page):
    for info, body in fences(page):
        if info != "yaml" or body.startswith("# ."):
            continue  # another program's file, which begins with its path
        if body.startswith("---"):
            assert compiled(body) == []
        elif re.search(r"^(plugins|site_name):", body, re.MULTILINE):
            root, findings = read_yaml(SourceFile("mkdocs.yml", body))
            assert [*findings, *read_configuration(root)[1]] == []
        else:
            word = "panel" if body.startswith("type:") else "runset"
            assert compiled(f"```{word}\n{body}```\n") == []


def test_every_panel_type_is_described():
    text = (GUIDE / "panels.md").read_text(encoding="utf-8")
    lacking = {kind for kind in PANELS if f"`{kind}`" not in text and f"type: {kind}" not in text}
    assert lacking == set(), "describe the panel type in content/guide/panels.md"


@pytest.mark.parametrize(
    "kind", ["line", "scatter", "bar", "scalar", "parallel-coordinates", "run-comparer", "run-table"]
)
def test_every_drawn_panel_type_is_shown_in_a_document(kind):
    report = (CONTENT / "reports" / "digits-schedules.md").read_text(encoding="utf-8")
    assert f"\ntype: {kind}\n" in report


def test_options_in_tables_exist():
    expected = {
        ("language.md", "## Front matter"): FrontMatter,
        ("language.md", "## Run sets"): Runset,
        ("language.md", "## Grids"): GridOptions,
        ("workspaces.md", "## Settings"): WorkspaceSettings,
        ("panels.md", "## Line"): PANELS["line"],
    }
    for (page, heading), model in expected.items():
        assert set(table_below(page, heading)) <= set(known_keys(model)), heading


def test_section_options_in_the_table_exist():
    text = (GUIDE / "workspaces.md").read_text(encoding="utf-8")
    rows = re.search(r"^\| Key of a `section` fence.*\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert rows
    named = [code for row in rows[1].splitlines() for code in CODE.findall(row.split("|")[1])]
    assert named
    assert set(named) <= set(known_keys(SectionOptions))


def test_front_matter_keys_are_all_described():
    described = set(table_below("language.md", "## Front matter"))
    assert set(FrontMatter.model_fields) - {"others"} == described


def test_fences_are_all_described():
    assert set(table_below("language.md", "## Fences")) == set(DIRECTIVES)


def test_settings_of_workspaces_are_all_described():
    described = set(table_below("workspaces.md", "## Settings"))
    short = {field for form in WorkspaceSettings.shorts for field in form.fields if form.key in described}
    assert set(WorkspaceSettings.model_fields) - short == described - {form.key for form in WorkspaceSettings.shorts}


def test_run_attributes_are_all_described():
    text = " ".join(table_below("filters.md", "## Keys"))
    artifacts = {"input_artifacts", "output_artifacts"}
    assert {name for name in ATTRIBUTES if name not in text} == artifacts


def test_commands_are_all_described():
    text = (GUIDE / "command-line.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\w+)$", text, re.MULTILINE) == list(COMMANDS)


def test_options_of_commands_exist(capsys):
    for command in COMMANDS:
        assert main([command, "--help"]) == 0
        shown = capsys.readouterr().out
        assert [option for option in options_described(command) if option not in shown] == [], command


def test_options_of_commands_are_described() -> None:
    assert {"--host", "--port", "--editor"} <= set(options_described("serve"))


def options_described(command: str) -> list[str]:
    text = (GUIDE / "command-line.md").read_text(encoding="utf-8")
    section = re.split(r"^## ", text[text.index(f"\n## {command}\n") + 4 :], maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"`(--?[a-z-]+)`", section)


def test_short_forms_mean_the_long_ones():
    for short, long in short_forms():
        word = "runset" if "order" in short else "panel"
        views = [compile_document(SourceFile("form.md", document(word, options))).view for options in (short, long)]
        assert views[0] == views[1], short


def short_forms() -> list[tuple[str, str]]:
    text = (GUIDE / "language.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.*`) \| (`.*`) \|$", text[text.index("| Short | Long |") :], re.MULTILINE)
    pairs = [(CODE.findall(short)[-1], "\n".join(CODE.findall(long))) for short, long in rows]
    assert len(pairs) > 8
    return pairs


def document(word: str, options: str) -> str:
    kind = "type: scatter\nx: a\ny: b" if "gradient" in options else "type: line\ny: val_loss"
    start = "" if word == "runset" else f"{'' if options.startswith('y:') else kind}\n"
    panel = "" if word == "panel" else "\n```panel\ny: val_loss\n```\n"
    return f"```{word}\n{start}{options}\n```\n{panel}"


def test_every_kind_of_prose_stands_in_the_prose_report():
    text = (CONTENT / "reports" / "prose.md").read_text(encoding="utf-8")
    view = compile_document(SourceFile("prose.md", text)).view
    found = {block.kind for block in walk(view.blocks)}
    assert {block.kind for block in BLOCKS} - found == {"problem"}, "show the block in content/reports/prose.md"


def walk(blocks: tuple) -> Iterator:
    for block in blocks:
        yield block
        yield from walk(getattr(block, "blocks", ()))
        for item in getattr(block, "items", ()):
            yield from walk(item.blocks)


def test_pages_without_a_kind_are_pages():
    text = (CONTENT / "index.md").read_text(encoding="utf-8")
    assert "kind:" not in text.split("---")[1]
    assert type(compile_document(SourceFile("index.md", text)).view).__name__ == "Page"


def test_first_report_works_as_written(tmp_path, monkeypatch, capsys):
    shown = list(fences("first-report.md"))
    (script,) = [body for info, body in shown if info == "python"]
    (config,) = [body for info, body in shown if info == "yaml" and body.startswith("site_name")]
    report, runset = (body for info, body in shown if info == "markdown")
    monkeypatch.chdir(tmp_path)
    exec(compile(script, "make_runs.py", "exec"), {})  # noqa: S102 - the guide's own script
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text(report, encoding="utf-8")
    assert main(["check", "--data", "--strict"]) == 0, capsys.readouterr()
    chosen = report.replace("```panel", f"{runset}\n```panel")
    (tmp_path / "docs" / "index.md").write_text(chosen, encoding="utf-8")
    assert main(["check", "--data", "--strict"]) == 0, capsys.readouterr()
    assert "1 run set" in capsys.readouterr().out
    (tmp_path / "docs" / "index.md").write_text(report.replace("y: loss", "y: los"), encoding="utf-8")
    assert main(["check", "--data", "--format", "concise"]) == 1
    assert "docs/index.md:10:4" in capsys.readouterr().out
