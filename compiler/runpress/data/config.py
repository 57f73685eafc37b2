"""Where a project's run data lies, as the configuration says it."""

from __future__ import annotations

from pathlib import Path

from runpress.frozen import frozen


@frozen
class SourceConfig:
    """One project and its files. Nothing outside of `root` is ever read, symlinks followed."""

    project: str
    """`entity/project`."""
    path: str
    """A folder, a file or a glob, relative to `root`."""
    root: Path
    """The folder of the configuration file."""
