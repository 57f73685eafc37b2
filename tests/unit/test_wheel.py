"""A wheel has all that a run needs, nothing of the build, and the same bytes each time."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def build(folder: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build(tmp_path_factory.mktemp("wheel"))


def names(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_themes_and_their_bundle_are_inside(wheel):
    inside = names(wheel)
    for name in (
        "theme.toml",
        "templates/page.html.j2",
        "templates/figures/drawn.html.j2",
        "assets/favicon.svg",
        "build/page.js",
        "build/theme.css",
        "build/early.js",
        "build/licences.txt",
    ):
        assert f"runpress/_themes/default/{name}" in inside


def test_no_source_of_the_bundle_is_inside(wheel):
    assert not [
        name for name in names(wheel) if "node_modules" in name or name.endswith((".ts", ".mjs", "package.json"))
    ]


def test_licences_of_bundled_packages_go_with_them(wheel):
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read("runpress/_themes/default/build/licences.txt").decode()
    for name in ("uplot", "d3-shape", "d3-array"):
        assert f"{name}\n" in text


def test_the_same_source_gives_the_same_bytes(wheel, tmp_path):
    assert build(tmp_path).read_bytes() == wheel.read_bytes()


def test_an_installed_wheel_finds_its_themes(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    script = (
        "import runpress.themes as t; print(t.__file__); print(t.themes_folder()); print(sorted(t.load_theme().assets))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {script}"],
        check=True,
        capture_output=True,
        text=True,
    )
    module, folder, assets = done.stdout.splitlines()
    assert module.startswith(str(tmp_path))
    assert folder == str(tmp_path / "runpress" / "_themes")
    assert "page.js" in assets
