"""Find a theme, inherit from its parents, and load its templates and bundled browser code.

Themes come from the package (`runpress/_themes`, in a wheel) or from `themes/` of a checkout; single
templates may be overridden by a user's folder. Knows nothing of documents or figures.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any

from runpress.diagnostics.suggest import suggestion
from runpress.errors import UsageError

if TYPE_CHECKING:  # Jinja and its templates are loaded when the first page is drawn
    from jinja2 import Environment, Template
    from markupsafe import Markup

DEFAULT = "default"
_PACKAGE = Path(__file__).resolve().parent
_CODE = re.compile(r"(?<![^\s(\[])`([^`]+)`(?=[\s.,;:)\]?!]|$)")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]  # no locale
_ASSETS = ("early.js", "page.js", "theme.css")
_SCRIPTS = frozenset({".js", ".mjs", ".cjs"})
_EMBEDDED = ("embed.css", "embed.js")
_LAYOUT: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True}


def _place(error: Exception) -> str:
    """Where in a template a fault lies, if Jinja knows."""
    from jinja2 import TemplateSyntaxError

    if isinstance(error, TemplateSyntaxError):
        return f"{error.name}:{error.lineno}: "
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    if not frames:
        return ""
    path = Path(frames[-1].filename)
    return f"{path.name if path.is_absolute() else path.as_posix()}:{frames[-1].lineno}: "


@dataclass(frozen=True, eq=False)
class Theme:
    """A theme: `folders` from the most particular (the user's, the theme) to the most general (its last parent)."""

    name: str
    folders: tuple[Path, ...]
    has_foreign_templates: bool = False
    """Whether the most particular folder is a document repository's."""

    def render(self, template: str, /, **context: Any) -> Markup:
        """Fill a template; all text in `context` that is not Markup is escaped, missing names are errors."""
        from markupsafe import Markup

        try:
            found = self._loaded.get(template)
            if found is None:
                found = self._loaded[template] = self._environment.get_template(template)
                # A chain of mappings, which Jinja would walk for each rendering. Nobody adds to it.
                found.globals = dict(found.globals)
            # The template escaped whatever was not markup already.
            return Markup(found.render(context))  # noqa: S704
        except Exception as error:
            if not self.has_foreign_templates:
                raise
            # Ours are tested; a fault is one of the repository's.
            raise UsageError(
                f"the templates of theme.custom_dir cannot draw `{template}`: {_place(error)}{error}",
                hint="compare them with those of the theme that they replace",
            ) from error

    def has_template(self, template: str) -> bool:
        """Whether the theme or a parent has the template."""
        return any((folder / template).is_file() for folder in self._template_folders)

    @cached_property
    def assets(self) -> Mapping[str, bytes]:
        """The files that pages load, by name: bundled script and style, the icon, whatever stands in `assets/`."""
        found = self._built(_ASSETS)
        for folder in reversed(self.folders):
            is_foreign = folder not in self._own_folders
            for path in sorted((folder / "assets").glob("*")):
                if is_foreign and path.suffix.lower() not in _SCRIPTS:
                    if (content := _read_inside(folder, path)) is not None:
                        found[path.name] = content
                elif path.is_file() and not is_foreign:
                    found[path.name] = path.read_bytes()
        return found

    @cached_property
    def embedded(self) -> Mapping[str, bytes]:
        """The script and style of figures inside pages of other programs, by name."""
        return self._built(_EMBEDDED)

    def _built(self, names: tuple[str, ...]) -> dict[str, bytes]:
        """Bundled files, each from the most particular folder that has it."""
        found: dict[str, bytes] = {}
        for folder in reversed(self._own_folders):
            for name in names:
                path = folder / "build" / name
                if path.is_file():
                    found[name] = path.read_bytes()
        missing = [name for name in names if name not in found]
        if missing:
            raise UsageError(
                f"theme `{self.name}` has no {missing[0]}: its browser code is not built",
                hint="run `python themes/hatch_build.py` in the checkout, or install runpress from its wheel",
            )
        return found

    @cached_property
    def fingerprint(self) -> str:
        """A digest of everything that a page takes from the theme."""
        digest = hashlib.sha256()
        for folder in self._template_folders:
            for path in sorted(folder.rglob("*.j2")):
                content = _read_inside(folder, path) or b""
                digest.update(f"{path.relative_to(folder).as_posix()}\0".encode() + content + b"\0")
        for name, content in sorted(self.assets.items()):
            digest.update(f"{name}\0".encode() + content + b"\0")
        return digest.hexdigest()[:16]

    def _foreign_source(self, name: str) -> tuple[str, str, None] | None:
        """A template of the document repository, if it has it: its text, and its name for what is said of faults."""
        folder = self._template_folders[0]
        content = _read_inside(folder, folder / name)
        return None if content is None else (content.decode("utf-8", "replace"), name, None)

    @property
    def _own_folders(self) -> tuple[Path, ...]:
        """The folders that scripts come from: those of installed themes. Documents bring none."""
        return self.folders[1:] if self.has_foreign_templates else self.folders

    @cached_property
    def _template_folders(self) -> tuple[Path, ...]:
        return tuple(folder / "templates" if (folder / "templates").is_dir() else folder for folder in self.folders)

    @cached_property
    def _loaded(self) -> dict[str, Template]:
        return {}

    @cached_property
    def _environment(self) -> Environment:
        from jinja2 import ChoiceLoader, Environment, FileSystemLoader, FunctionLoader, StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment

        from runpress.template_bytecode import TemplateBytecode

        # A repository's own templates may draw, not run code of Python's; nor is compiled code of theirs kept or trusted.
        is_foreign = self.has_foreign_templates
        installed = FileSystemLoader(self._template_folders[1:] if is_foreign else self._template_folders)
        environment = (ImmutableSandboxedEnvironment if is_foreign else Environment)(
            loader=ChoiceLoader([FunctionLoader(self._foreign_source), installed]) if is_foreign else installed,
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            bytecode_cache=None if is_foreign else TemplateBytecode(repr(_LAYOUT)),
            **_LAYOUT,
        )
        environment.filters.update(ticks=_ticks, long_date=_long_date)
        return environment


def load_theme(name: str = DEFAULT, *, custom_dir: Path | None = None, root: Path | None = None) -> Theme:
    """The theme of that name with its parents. `custom_dir` holds templates that override its own.

    `root` is the folder of themes; by default the packaged one, else the checkout's.
    Raises `UsageError` for a theme that is not there, a circle of parents, or a missing `custom_dir`.
    """
    root = root or themes_folder()
    folders = _inherit(name, root)
    if custom_dir is not None:
        if not custom_dir.is_dir():
            raise UsageError(
                f"theme.custom_dir `{custom_dir}` is not a folder", hint="name a folder of templates, or leave it out"
            )
        _refuse_links_out(custom_dir)
        folders = (custom_dir, *folders)
    return Theme(name, folders, has_foreign_templates=custom_dir is not None)


def _read_inside(folder: Path, path: Path) -> bytes | None:
    """The bytes of a regular file inside a folder, links followed; None for all else."""
    try:
        real = path.resolve(strict=True)
        if not real.is_relative_to(folder.resolve()):
            return None
        flags = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
        descriptor = os.open(real, flags)
    except (OSError, RuntimeError, ValueError):
        return None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        return None
    with os.fdopen(descriptor, "rb") as file:
        return file.read()


def _refuse_links_out(folder: Path) -> None:
    """A repository's overrides publish nothing from elsewhere."""
    real = folder.resolve()
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() and not path.resolve().is_relative_to(real):
            shown = f"{folder.name}/{path.relative_to(folder).as_posix()}"
            raise UsageError(
                f"`{shown}` leads out of theme.custom_dir, and is not read", hint="put the file itself there"
            )


def themes_folder() -> Path:
    """Where themes stand: inside the installed package, else in the checkout."""
    packaged = _PACKAGE / "_themes"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "themes"


def theme_names(root: Path | None = None) -> tuple[str, ...]:
    """The names of all themes that can be asked for."""
    return tuple(sorted(path.parent.name for path in (root or themes_folder()).glob("*/theme.toml")))


def _inherit(name: str, root: Path) -> tuple[Path, ...]:
    folders: list[Path] = []
    seen: list[str] = []
    current: str | None = name
    while current:
        if current in seen:
            raise UsageError(
                f"theme `{name}` inherits from itself: {' → '.join([*seen, current])}",
                hint=f"take `parent` out of the theme.toml of `{seen[-1]}`",
            )
        seen.append(current)
        folder = _folder(current, root, heir=seen[-2] if len(seen) > 1 else "")
        folders.append(folder)
        current = _parent(folder)
    return tuple(folders)


def _folder(name: str, root: Path, *, heir: str) -> Path:
    names = theme_names(root)
    if name in names:
        return root / name
    near = suggestion(name, names)
    known = ", ".join(f"`{other}`" for other in names) or "none"
    asked = f"theme `{name}`, the parent of `{heir}`," if heir else f"theme `{name}`"
    raise UsageError(
        f"{asked} is not there",
        hint=f"did you mean `{near}`?" if near else f"themes that are: {known}",
    )


def _parent(folder: Path) -> str | None:
    path = folder / "theme.toml"
    try:
        options = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}", hint='write it as `name = "…"`, `parent = "…"`') from None
    parent = options.get("parent")
    if parent is not None and not isinstance(parent, str):
        raise UsageError(f"{path}: `parent` is not a text", hint="write the name of a theme in quotes")
    return parent or None


def _ticks(text: str) -> Markup:
    """Text in which names between back-ticks, set off as words, are code; other back-ticks stay as they are."""
    from markupsafe import Markup, escape

    pieces = [
        f"<code>{escape(part)}</code>" if at % 2 else str(escape(part)) for at, part in enumerate(_CODE.split(text))
    ]
    return Markup("".join(pieces))  # noqa: S704 - all of it was escaped


def _long_date(text: str) -> str:
    """`2026-11-21` as people read it: `21 November 2026`; anything else as it stands."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
