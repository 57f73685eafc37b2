"""What a command line asks to check: files, folders, whole projects."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from runpress.checking.themes import check_configured_theme
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import configuration
from runpress.diagnostics.suggest import suggestion
from runpress.errors import UsageError
from runpress.frozen import frozen
from runpress.model.front_matter import FrontMatterDefaults
from runpress.project import Document, Project, UnreadableError, documents_of, find_project, navigation, read_source
from runpress.project.documents import distinct_pages, is_draft
from runpress.project.links import LinkTargets
from runpress.source import SourceFile


@frozen
class Site:
    """A project as links see it: all of its documents and files, also where only some are checked."""

    project: Project
    links: LinkTargets
    defaults: FrontMatterDefaults
    """What documents inherit from the configuration."""
    _drafts: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)

    def is_draft(self, document: Document) -> bool:
        """Whether a document that is linked to is a draft; each is looked at once."""
        if document.path not in self._drafts:
            try:
                text = read_source(document.file, document.path).text
            except UnreadableError:
                text = ""
            self._drafts[document.path] = is_draft(text)
        return self._drafts[document.path]


@frozen
class Target:
    """A document to check."""

    site: Site
    document: Document
    shown: str
    """Its path as findings show it: relative to where the command was given, with `/`."""


@dataclass(slots=True)
class Targets:
    """What is to be checked, and what is wrong with the request or the configuration."""

    documents: list[Target] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


def find_targets(paths: Iterable[Path], *, cwd: Path, environ: Mapping[str, str]) -> Targets:
    """The documents at some paths, each once, in the order of the paths."""
    targets = Targets()
    sites: dict[Path, Site] = {}
    seen: set[Path] = set()
    for path in paths:
        try:
            project = find_project(cwd / path, environ=environ)
        except UsageError as error:
            targets.findings.append(_not_there(path, cwd, error))
            continue
        if project.docs not in sites:
            sites[project.docs] = _site(project)
            targets.findings += _configuration_findings(project, sites[project.docs], cwd)
        site = sites[project.docs]
        covered = [document for document in site.links.documents.values() if project.covers(document.path)]
        if not covered and (cwd / path).is_file():
            targets.findings.append(_left_out(path))
        for document in covered:
            if document.file not in seen:
                seen.add(document.file)
                targets.documents.append(Target(site, document, shown_path(project.docs / document.path, cwd)))
    return targets


def shown_path(path: Path, cwd: Path) -> str:
    """A path as people see it: relative to where they are, with `/` on every system."""
    try:
        return Path(os.path.relpath(path, cwd.resolve())).as_posix()
    except ValueError:  # another drive
        return path.as_posix()


def _site(project: Project) -> Site:
    files = project.cut_to("").files()
    return Site(project, LinkTargets(documents_of(files), files), project.configuration.front_matter_defaults())


def _configuration_findings(project: Project, site: Site, cwd: Path) -> list[Diagnostic]:
    documents = tuple(site.links.documents.values())
    _, same_pages = distinct_pages(documents)
    _, in_nav = navigation(documents, project.configuration.nav)
    configured = (*project.findings, *in_nav, *check_configured_theme(project.configuration))
    return [
        *(_placed(finding, shown_path(project.folder, cwd)) for finding in configured),
        *(_placed(finding, shown_path(project.docs, cwd)) for finding in same_pages),
    ]


def _placed(finding: Diagnostic, folder: str) -> Diagnostic:
    """A finding of the configuration, with its file as it is seen from here."""
    if folder == ".":
        return finding
    source = SourceFile(f"{folder}/{finding.span.source.path}", finding.span.source.text)
    return replace(finding, span=finding.span._replace(source=source))


def _not_there(path: Path, cwd: Path, error: UsageError) -> Diagnostic:
    shown = path.as_posix()
    span = SourceFile(shown, "").span(0)
    message = str(error).replace(str(cwd / path), shown)
    near = suggestion(path.name, _beside(cwd / path))
    label = f"did you mean `{path.with_name(near).as_posix()}`?" if near and near != path.name else ""
    return configuration.UNREADABLE.at(span, message, label=label, help=error.hint or "check the path")


def _left_out(path: Path) -> Diagnostic:
    """The finding for a file that is there and is no document of its project."""
    shown = path.as_posix()
    message = f"`{shown}` is no document of its project, so nothing is said of it"
    help_ = "take it out of `exclude_docs` in mkdocs.yml, or the dot off its name"
    return configuration.UNREADABLE.at(SourceFile(shown, "").span(0), message, help=help_)


def _beside(path: Path) -> list[str]:
    """The names in the folder of a path that is not there."""
    try:
        return [entry.name for entry in path.parent.iterdir() if not entry.name.startswith(".")]
    except OSError:
        return []
