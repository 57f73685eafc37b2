import pytest

from runpress.backends.html.build import BuildOptions, build_site
from runpress.errors import UsageError
from runpress.project import find_project
from runpress.themes import load_theme
from support.sites import write


def build(folder, template):
    write(
        folder,
        {
            "mkdocs.yml": "docs_dir: docs\nplugins:\n  - runpress:\n      theme: {custom_dir: overrides}\n",
            "docs/index.md": "# Start\n\nWords <b>.\n",
            "overrides/blocks/paragraph.html.j2": template,
        },
    )
    project = find_project(folder, environ={})
    theme = load_theme(project.configuration.theme, custom_dir=project.custom_dir)
    build_site(project, theme, BuildOptions(out=folder / "site", has_cache=False), progress=lambda *_: None)
    return (folder / "site/index.html").read_text()


def test_a_project_draws_a_kind_of_block_itself(tmp_path):
    page = build(tmp_path, '<div class="mine" title="{{ block.kind }}">{{ html }}</div>')
    assert "<div data-key=" in page
    assert 'class="mine" title="paragraph"><p>Words &lt;b&gt;.</p>' in page


def test_its_templates_escape_text(tmp_path):
    assert ">&lt;i&gt;</p>" in build(tmp_path, '<p>{{ "<i>" }}</p>')


def test_its_templates_run_no_code(tmp_path):
    with pytest.raises(UsageError, match=r"cannot draw `blocks/paragraph.html.j2`.*'__class__'.*unsafe"):
        build(tmp_path, "{{ block.__class__.__mro__ }}")


@pytest.mark.parametrize("template", ["{% if %}", "{{ nothing }}", "{{ 1 / 0 }}", '{% include "../../secret" %}'])
def test_a_fault_of_its_templates_is_said(tmp_path, template):
    with pytest.raises(UsageError, match=r"the templates of theme.custom_dir cannot draw `blocks/paragraph.html.j2`"):
        build(tmp_path, template)
