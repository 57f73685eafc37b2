"""The reference pages: up to date, complete, and as they should read."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from runpress.data.statistics.expressions import FUNCTIONS
from runpress.diagnostics.codes import CODES
from runpress.directives import DIRECTIVES
from runpress.model.attributes import ATTRIBUTES, AXES
from runpress.model.filters.forms import FORMS
from runpress.model.panels import PANELS, Panel
from runpress.model.reference import FENCES, nodes, reference, reference_of

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "content/reference"


def text_of(path):
    """A page, its tables without the spaces that align them."""
    return re.sub(r" +\|", " |", (REFERENCE / path).read_text(encoding="utf-8"))


def page_of(name):
    """The page of a node by its name in the reference."""
    if name in PANELS:
        return f"panels/{name}.md"
    pages = {"front matter": "front-matter.md", "settings": "settings.md", "panel_settings": "settings.md"}
    return pages.get(name, "section.md" if name == "layout_settings" else f"{name}.md")


def write(folder, *arguments):
    command = [sys.executable, str(folder / "write.py"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_pages_are_up_to_date():
    assert write(REFERENCE, "--check") == (0, ""), "run `make reference`"


def test_a_page_that_is_not_up_to_date_is_named_and_mended(tmp_path):
    folder = tmp_path / "reference"
    shutil.copytree(REFERENCE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "grid.md").write_text("old", encoding="utf-8")
    (folder / "panels/gone.md").write_text("A type that there was once.", encoding="utf-8")
    (folder / "keys.md").unlink()
    stale = ["grid.md", "keys.md", "panels/gone.md"]
    code, out = write(folder, "--check")
    assert (code, [name for name in stale if f"content/reference/{name} is not up to date" in out]) == (1, stale)
    assert write(folder)[0] == 0
    assert write(folder, "--check") == (0, "")
    assert not (folder / "panels/gone.md").exists()


@pytest.mark.parametrize("name", [*nodes()])
def test_every_option_and_short_form_is_on_its_page(name):
    text = text_of(page_of(name)) + (text_of("panels/index.md") if name in PANELS else "")
    about = reference(name)
    for option in about.options:
        if option.name in {"type", "settings", "panel_settings"}:
            continue
        wanted = [option.doc, option.type]
        wanted += [f"`{wire}`" for wire in option.wires]
        wanted += [f"`{option.default}` if left out"] if option.default else []
        rows = [row for row in text.splitlines() if row.startswith(f"| `{option.name}`")]
        assert any(all(part in row for part in wanted) for row in rows), (wanted, rows)
    for short in about.shorts:
        assert f"| `{short.key}` | {short.doc} |" in text
        assert all(f"| `{field}`" in text for field in short.fields)


def test_rows_read_as_they_should():
    line = text_of("panels/line.md").splitlines()
    assert (
        "| `log_x`<br>or `log` | `true` or `false` | A logarithmic x axis; linear if left out.<br>W&B: `xLogScale` |"
        in line
    )
    assert "It needs `y`, `metric_regex` or `custom_expressions`." in line
    runset = text_of("runset.md").splitlines()
    assert (
        "| `name` | text<br>`Run set` if left out | The name by which panels and grids ask for it.<br>W&B: `name` |"
        in runset
    )
    assert any("<br>`-created_at` if left out |" in row for row in runset)
    keys = text_of("keys.md").splitlines()
    assert "| `created_at` | `CreatedTimestamp` | `createdAt` | `createdAt` |" in keys


def test_every_fence_type_attribute_form_and_function_is_there():
    assert {word for word in DIRECTIVES if word != "panel" and not (REFERENCE / f"{word}.md").is_file()} == set()
    assert set(FENCES) < set(DIRECTIVES)
    assert {word for word in PANELS if f"[`{word}`]({word}.md)" not in text_of("panels/index.md")} == set()
    assert {name for name in ATTRIBUTES if f"| `{name}` |" not in text_of("keys.md")} == set()
    assert {name for name in AXES.values() if f"| `{name}` |" not in text_of("keys.md")} == set()
    assert {form.syntax for form in FORMS if f"| `{form.syntax}` |" not in text_of("filters.md")} == set()
    assert {name for name in FUNCTIONS if f"| `{name}` |" not in text_of("expressions.md")} == set()


def test_options_of_all_panels_stand_once():
    shared = [option.name for option in reference_of(Panel, "panel").options if option.name != "type"]
    assert {name for name in shared if f"\n| `{name}`" not in text_of("panels/index.md")} == set()
    assert [kind for kind in PANELS if "\n| `alt`" in text_of(f"panels/{kind}.md")] == []


def test_every_code_has_a_section_with_what_explain_says_and_a_row_that_leads_there():
    areas = {path: path.read_text(encoding="utf-8") for path in (REFERENCE / "findings").glob("*.md")}
    overview = text_of("findings/index.md")
    for code in CODES.values():
        section = [text for text in areas.values() if f"\n## {code.id}: {code.title}\n" in text]
        assert len(section) == 1, code.id
        assert re.search(
            rf"^\| \[`{code.id}`\]\([a-z-]+\.md#{code.id.lower()}-[\w-]+\) \| {code.severity} \|",
            overview,
            re.MULTILINE,
        )


def test_all_pages_are_in_the_navigation():
    navigation = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = [path.relative_to(ROOT / "content").as_posix() for path in REFERENCE.rglob("*.md")]
    assert [page for page in pages if f": {page}\n" not in navigation] == []
