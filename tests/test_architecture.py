"""Rules about the code as a whole: which way imports point, and that nothing was forgotten."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import runpress
from runpress.cli.commands import COMMANDS
from runpress.diagnostics import CODES, Severity
from runpress.diagnostics.explain import page
from runpress.diagnostics.render import FORMATS
from runpress.exporters import EXPORTERS
from runpress.figures.drawing import FIGURES
from runpress.lint import RULES
from runpress.model.blocks import BLOCKS
from runpress.model.panels import PANELS

ROOT = Path(__file__).parents[1]
PACKAGE = Path(runpress.__file__).parent
TESTS = Path(__file__).parent
LONGEST_FILE = 400


def test_imports_point_one_way():
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"


def _sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", _sources(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_says_what_it_is_and_is_not_too_long(path):
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "add a module docstring: what it does, what it is not for"
    assert text.count("\n") <= LONGEST_FILE, f"split it: no module is longer than {LONGEST_FILE} lines"


def _names_of_codes() -> dict[str, str]:
    """`runsets.FILTER_KEY` by code."""
    from runpress.diagnostics.codes import AREAS

    return {
        value.id: f"{area.__name__.rpartition('.')[2]}.{name}"
        for area in AREAS
        for name, value in vars(area).items()
        if getattr(value, "id", None) in CODES
    }


def test_codes_are_unique_and_well_formed():
    declared = list(_names_of_codes())
    assert len(declared) == len(CODES)
    assert [
        code for code in CODES if not re.fullmatch(r"(FM1|DX1|RS2|PN2|MD3|LK3|AX4|LY4|DA5|PB5|CF7|ST8|WB9)\d\d", code)
    ] == []
    for code in CODES.values():
        assert code.severity in Severity
        assert code.title[0].islower(), f"the title of {code.id} is a phrase"
        assert not code.title.endswith("."), f"the title of {code.id} is a phrase"


def test_codes_are_declared_once():
    """Two constants with one id would hide each other in the table."""
    texts = [path.read_text(encoding="utf-8") for path in (PACKAGE / "diagnostics" / "codes").glob("*.py")]
    written = [code for text in texts for code in re.findall(r'Code\("([A-Z]{2}\d{3})"', text)]
    assert sorted(written) == sorted(set(written)), "give the new code a number of its own"


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_page(code):
    text = page(code)
    assert text, f"add compiler/runpress/diagnostics/explain/{code}.md: what, why, a bad and a good example"
    assert text.startswith(f"# {code}: {CODES[code].title}\n"), f"the page of {code} begins with its code and title"


def test_every_page_belongs_to_a_code():
    pages = {path.stem for path in (PACKAGE / "diagnostics" / "explain").glob("*.md")}
    assert pages - set(CODES) == set(), "delete the pages of codes that are gone"


@pytest.mark.parametrize("code", CODES)
def test_every_code_stands_in_a_test(code):
    texts = (path.read_text(encoding="utf-8") for path in (*TESTS.rglob("*.md"), *TESTS.rglob("*.py")))
    assert any(code in text for text in texts), f"add a case under tests/cases that gives {code}"


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_used(code):
    """A code that nothing reports is no code."""
    name = _names_of_codes()[code].rpartition(".")[2]
    own = PACKAGE / "diagnostics" / "codes"
    used = any(
        re.search(rf"\.{name}\b", path.read_text(encoding="utf-8")) for path in _sources() if own not in path.parents
    )
    assert used, f"{code} ({name}) is declared, but nothing reports it"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_examples(name):
    module = import_module(COMMANDS[name].module)
    assert module.command.__doc__
    assert module.EXAMPLES, f"add EXAMPLES to {COMMANDS[name].module}"
    assert all(example.startswith(f"runpress {name}") for example in module.EXAMPLES)


def test_formats_rules_and_blocks_are_modules_of_their_own():
    formats = {path.stem for path in (PACKAGE / "diagnostics" / "render").glob("*.py")}
    assert set(FORMATS) <= formats
    rules = {path.stem for path in (PACKAGE / "lint").glob("*.py")} - {"__init__", "walk"}
    assert {rule.__name__ for rule in RULES} == rules, "add the rule to RULES in runpress/lint/__init__.py"
    blocks = {path.stem for path in (PACKAGE / "model" / "blocks").glob("*.py")} - {"__init__", "base"}
    assert {block.kind for block in BLOCKS} == blocks, "add the block to BLOCKS in runpress/model/blocks/__init__.py"


def test_every_panel_type_is_a_module_of_its_own():
    """Query panels share one."""
    modules = {path.stem for path in (PACKAGE / "model" / "panels").glob("*.py")}
    modules -= {"__init__", "base", "choices", "gradient", "shorts"}
    listed = {model.__module__.rpartition(".")[2] for model in PANELS.values()}
    assert modules == listed, "add the panel type to PANELS in runpress/model/panels/__init__.py"


@pytest.mark.parametrize("kind", PANELS)
def test_every_panel_type_is_drawn_and_exported(kind):
    assert kind in FIGURES, "add the module that draws it to FIGURES in runpress/figures/drawing.py"
    assert hasattr(import_module(f"runpress.figures.{FIGURES[kind]}"), "figure"), (
        "give the module `queries` and `figure`"
    )
    name = PANELS[kind].__name__
    assert name in runpress.__all__, f"export {name} from runpress/__init__.py, so that Python code can build it"


def test_every_block_has_a_form_on_the_server():
    """That HTML and Markdown know it is shown by the documents in `content/`, which hold one of each."""
    from runpress.codec.blocks.machine import ENCODERS

    lacking = [block.kind for block in BLOCKS if block not in ENCODERS]
    assert lacking == [], "add the form to a module of runpress/codec/blocks/, and that module to FORMS in machine.py"


def test_every_exporter_is_a_module_that_exports():
    modules = {f"runpress.exporters.{path.stem}" for path in (PACKAGE / "exporters").glob("[!_]*")}
    listed = {exporter.module for exporter in EXPORTERS.values()}
    assert modules == listed, "add the exporter to EXPORTERS in runpress/exporters/__init__.py"
    assert all(hasattr(import_module(module), "export") for module in listed), "an exporter is `export(about, spec)`"
