"""The project: mkdocs.yml, documents, navigation, links. Nothing here runs anything of the repository's."""

from __future__ import annotations

from runpress.project.configuration import Configuration, DataFolder
from runpress.project.discovery import find_project
from runpress.project.documents import Document, documents_of, quick_title
from runpress.project.files import UnreadableError, read_source, unreadable
from runpress.project.nav import NavEntry, in_order, navigation
from runpress.project.project import Project, is_document

__all__ = [
    "Configuration",
    "DataFolder",
    "Document",
    "NavEntry",
    "Project",
    "UnreadableError",
    "documents_of",
    "find_project",
    "in_order",
    "is_document",
    "navigation",
    "quick_title",
    "read_source",
    "unreadable",
]
