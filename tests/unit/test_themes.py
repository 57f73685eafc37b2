"""Themes are found, inherit, and can be overridden; what is not there is said with a suggestion."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from runpress.errors import UsageError
from runpress.themes import load_theme, theme_names


@pytest.fixture
def root(tmp_path):
    """Two themes: `plain`, and `fancy` which inherits from it."""
    for name, parent in (("plain", ""), ("fancy", 'parent = "plain"')):
        folder = tmp_path / name
        (folder / "templates").mkdir(parents=True)
        (folder / "theme.toml").write_text(f'name = "{name}"\n{parent}\n', encoding="utf-8")
    build = tmp_path / "plain" / "build"
    build.mkdir()
    for name in ("early.js", "page.js", "theme.css", "embed.js", "embed.css"):
        (build / name).write_text(f"/* {name} */", encoding="utf-8")
    (tmp_path / "plain/templates/a.j2").write_text("plain a {{ text }}", encoding="utf-8")
    (tmp_path / "plain/templates/b.j2").write_text("plain b", encoding="utf-8")
    (tmp_path / "fancy/templates/b.j2").write_text("fancy b", encoding="utf-8")
    return tmp_path


def test_a_theme_has_only_what_differs_from_its_parent(root):
    theme = load_theme("fancy", root=root)
    assert theme.render("a.j2", text="x") == "plain a x"
    assert theme.render("b.j2") == "fancy b"
    assert theme.assets["page.js"] == b"/* page.js */"


def test_a_folder_of_the_user_overrides_single_templates(root, tmp_path):
    custom = tmp_path / "custom"
    custom.mkdir()
    (custom / "b.j2").write_text("mine", encoding="utf-8")
    theme = load_theme("fancy", custom_dir=custom, root=root)
    assert theme.render("b.j2") == "mine"
    assert theme.render("a.j2", text="x") == "plain a x"
    assert custom in theme.folders


def test_a_folder_of_the_user_brings_images_and_no_scripts(root, tmp_path):
    custom = tmp_path / "custom"
    names = (
        "build/page.js",
        "build/early.js",
        "assets/page.js",
        "assets/more.JS",
        "assets/more.mjs",
        "assets/logo.svg",
    )
    for name in names:
        (custom / name).parent.mkdir(parents=True, exist_ok=True)
        (custom / name).write_text("mine", encoding="utf-8")
    (custom / "assets/folder").mkdir()
    own = load_theme("fancy", root=root).assets
    assert load_theme("fancy", custom_dir=custom, root=root).assets == {**own, "logo.svg": b"mine"}


def test_text_is_escaped_and_markup_is_not(root):
    theme = load_theme("plain", root=root)
    assert theme.render("a.j2", text="<b>") == "plain a &lt;b&gt;"
    assert theme.render("a.j2", text=Markup("<b>")) == "plain a <b>"


def test_a_missing_name_is_an_error(root):
    with pytest.raises(Exception, match="text"):
        load_theme("plain", root=root).render("a.j2")


def test_an_unknown_theme_suggests_the_nearest(root):
    with pytest.raises(UsageError, match="theme `fanzy` is not there") as caught:
        load_theme("fanzy", root=root)
    assert caught.value.hint == "did you mean `fancy`?"


def test_a_theme_like_no_other_lists_those_that_are(root):
    with pytest.raises(UsageError) as caught:
        load_theme("zzzzzz", root=root)
    assert caught.value.hint == "themes that are: `fancy`, `plain`"


def test_an_unknown_parent_names_its_heir(root):
    (root / "fancy/theme.toml").write_text('parent = "plane"', encoding="utf-8")
    with pytest.raises(UsageError, match="theme `plane`, the parent of `fancy`, is not there"):
        load_theme("fancy", root=root)


def test_a_circle_of_parents_is_told(root):
    (root / "plain/theme.toml").write_text('parent = "fancy"', encoding="utf-8")
    with pytest.raises(UsageError, match="fancy → plain → fancy"):
        load_theme("fancy", root=root)


@pytest.mark.parametrize("text", ["parent = ", "parent = 3"])
def test_a_broken_theme_file_is_told(root, text):
    (root / "fancy/theme.toml").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"theme\.toml"):
        load_theme("fancy", root=root)


def test_a_custom_folder_that_is_not_there_is_told(root):
    with pytest.raises(UsageError, match="custom_dir"):
        load_theme("plain", root=root, custom_dir=root / "nowhere")


def test_the_fingerprint_changes_with_a_template(root):
    before = load_theme("fancy", root=root).fingerprint
    assert load_theme("fancy", root=root).fingerprint == before
    (root / "plain/templates/b.j2").write_text("changed", encoding="utf-8")
    assert load_theme("fancy", root=root).fingerprint != before


def test_an_unbuilt_theme_says_how_to_build_it(root):
    (root / "plain/build/page.js").unlink()
    with pytest.raises(UsageError) as caught:
        _ = load_theme("plain", root=root).assets
    assert "hatch_build.py" in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("0 of 12 log `a/b`; 3 log `c`", "0 of 12 log <code>a/b</code>; 3 log <code>c</code>"),
        ("`<b>` is", "<code>&lt;b&gt;</code> is"),
        ("a lone ` tick", "a lone ` tick"),
        ("x`1` stays", "x`1` stays"),
        ("", ""),
    ],
)
def test_names_between_back_ticks_are_code(root, text, html):
    (root / "plain/templates/t.j2").write_text("{{ text | ticks }}", encoding="utf-8")
    assert load_theme("plain", root=root).render("t.j2", text=text) == html


@pytest.mark.parametrize(
    ("text", "shown"), [("2026-11-21", "21 November 2026"), ("soon", "soon"), ("2026-13-40", "2026-13-40")]
)
def test_dates_are_written_out(root, text, shown):
    (root / "plain/templates/t.j2").write_text("{{ text | long_date }}", encoding="utf-8")
    assert load_theme("plain", root=root).render("t.j2", text=text) == shown


def test_the_default_theme_is_there():
    assert "default" in theme_names()
    theme = load_theme()
    assert {"early.js", "page.js", "theme.css", "favicon.svg"} <= set(theme.assets)


def test_the_script_of_a_page_stays_small():
    import gzip

    assets = load_theme().assets
    assert len(gzip.compress(assets["page.js"], 9)) + len(gzip.compress(assets["early.js"], 9)) <= 60_000


@pytest.mark.parametrize("link", ["assets/logo.svg", "b.j2", "figures"])
def test_links_out_of_a_folder_of_the_user_are_refused(root, tmp_path, link):
    custom, outside = tmp_path / "custom", tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text("secret", encoding="utf-8")
    (custom / link).parent.mkdir(parents=True, exist_ok=True)
    (custom / link).symlink_to(outside if link == "figures" else outside / "secret")
    with pytest.raises(UsageError, match=rf"`custom/{link}` leads out of theme.custom_dir"):
        load_theme("fancy", custom_dir=custom, root=root)


def test_a_link_that_appears_later_is_not_read(root, tmp_path):
    custom = tmp_path / "custom"
    (custom / "assets").mkdir(parents=True)
    (custom / "own.svg").write_text("own", encoding="utf-8")
    (custom / "assets/own.svg").symlink_to(custom / "own.svg")
    theme = load_theme("fancy", custom_dir=custom, root=root)
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (custom / "b.j2").symlink_to(tmp_path / "secret")
    (custom / "assets/logo.svg").symlink_to(tmp_path / "secret")
    assert theme.render("b.j2") == "fancy b"
    assert "logo.svg" not in theme.assets
    assert theme.assets["own.svg"] == b"own"


def test_every_custom_property_is_used() -> None:
    default = Path(__file__).parents[2] / "themes/default"
    styles = "".join(path.read_text() for path in sorted(default.glob("styles/*.css")))
    scripts = "".join(path.read_text() for path in sorted(default.rglob("src/**/*.ts")))
    said = set(re.findall(r"(--[\w-]+)\s*:", styles))
    used = {
        *re.findall(r"var\((--[\w-]+)", styles),
        *(f"--{name}" for name in re.findall(r'token\("([\w-]+)"', scripts)),
    }
    assert len(said) > 40
    assert sorted(said - used) == []
