"""`runpress new`: a documents repository that shows something at once."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Final

from typer import Argument

from runpress.errors import UsageError

EXAMPLES: Final = {
    "runpress new my-reports": "a new folder with a report and six small runs",
    "runpress new": "the same in this folder; files that are there stay as they are",
}


def command(
    path: Annotated[
        Path,
        Argument(
            metavar="DIR", help="The folder; this one if left out. It is made if it is not there.", show_default=False
        ),
    ] = Path(),
) -> None:
    """Make a documents repository to start from: settings, a start page, a report, and runs to show.

    Nothing that is there is written over. Where there is a mkdocs.yml already, its documents folder is
    used, and what to add to it is said.
    """
    from runpress.starter import MKDOCS, starter_files

    if path.exists() and not path.is_dir():
        raise UsageError(f"`{path}` is a file", hint="name a folder: `runpress new my-reports`")
    config = next((path / name for name in ("mkdocs.yml", "mkdocs.yaml") if (path / name).is_file()), None)
    docs = _docs_dir(path) if config else "docs"
    files = starter_files(path.resolve().name or "Reports", docs=docs, has_config=config is not None)
    taken = [name for name in files if (path / name).exists()]
    if taken:
        raise UsageError(
            f"{_listed(taken)} {'is' if len(taken) == 1 else 'are'} there already; nothing was written",
            hint="name another folder: `runpress new my-reports`",
        )
    for name, text in files.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        sys.stderr.write(f"made {target.as_posix()}\n")
    if config is not None:
        sys.stderr.write(f"\nadd this to {config.as_posix()}, under its own `plugins` if it has them:\n\n{MKDOCS}\n")
    sys.stdout.write(f"runpress serve {path.as_posix()}\n" if path != Path() else "runpress serve\n")


def _docs_dir(path: Path) -> str:
    """The documents folder of the repository that is there."""
    from runpress.project import find_project

    project = find_project(path, environ=os.environ)
    return project.docs.relative_to(project.folder).as_posix()


def _listed(names: list[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
