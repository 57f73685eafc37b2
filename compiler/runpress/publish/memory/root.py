"""Where a project keeps what publishing remembers: `runpress.lock`, and `.runpress/` with backups and journal."""

from __future__ import annotations

from pathlib import Path

from runpress.project.project import CACHE_FOLDER, Project
from runpress.publish.memory.lock import LOCK_NAME


def root_of(project: Project) -> Path:
    """The folder of mkdocs.yml; without one, of the lock file or the git repository above the documents.

    So publishing one document, a folder of them, or all of them remembers in one place.
    """
    if project.config_files:
        return project.folder
    above = (project.folder, *project.folder.parents)
    locked = next((folder for folder in above if (folder / LOCK_NAME).is_file()), None)
    repository = next((folder for folder in above if (folder / ".git").exists()), None)
    if locked is not None and (repository is None or locked.is_relative_to(repository)):
        return locked
    return repository or project.folder


def state_of(root: Path) -> Path:
    """The folder that is never committed."""
    return root / CACHE_FOLDER
