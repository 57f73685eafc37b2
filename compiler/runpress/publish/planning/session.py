"""Everything that plan and publish need, put together: documents, where they go, the server, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from runpress.diagnostics import Diagnostic, Severity
from runpress.errors import UsageError
from runpress.project import Project, documents_of, find_project
from runpress.project.ids import Ids, ids_of
from runpress.publish.memory.backups import Backups
from runpress.publish.memory.lock import read_lock, server_digest
from runpress.publish.memory.repository import Git, Repository
from runpress.publish.memory.root import root_of, state_of
from runpress.publish.planning.listings import Listings
from runpress.publish.planning.placing import Surroundings, Wanted
from runpress.publish.planning.project_names import moved_project, other_name
from runpress.publish.preparing.documents import Loaded, LocalView, Undecided, load_documents
from runpress.publish.preparing.projects import Projects
from runpress.publish.views.targets import Target, chosen_settings, is_allowed, not_allowed, span_of, targets_of

if TYPE_CHECKING:
    from runpress.client.views import ViewsClient


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a command line says about where views go."""

    target: str = ""
    draft: bool = False
    allowed: Sequence[str] = ()
    creates_projects: bool = False


@dataclass(slots=True)
class Session:
    """Documents in their targets, and what is wrong with them."""

    project: Project
    root: Path
    """Where the lock file lies, and `.runpress/`."""
    around: Surroundings
    client: ViewsClient
    cwd: Path
    """Where the command was given."""
    allows: Callable[[Target], bool] = lambda _: True
    """Whether the command line lets views of a target be changed."""
    wanted: list[Wanted] = field(default_factory=list)
    locals: list[LocalView] = field(default_factory=list)
    missing: list[Target] = field(default_factory=list)
    """Projects that are not on the server yet, and may be made."""
    findings: list[Diagnostic] = field(default_factory=list)
    faulty: list[LocalView] = field(default_factory=list)
    """Documents that are left out, because something is wrong with them."""
    undecided: list[Undecided] = field(default_factory=list)
    """Documents that are left out, because it cannot be told what they become."""

    @property
    def has_errors(self) -> bool:
        """Whether something must be mended first."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def left_out(self) -> frozenset[str]:
        """The paths of documents that are left out."""
        return frozenset([local.document.path for local in self.faulty] + [one.document.path for one in self.undecided])

    def ids(self) -> Ids:
        """The ids of all documents that there are, also of those that are not asked for."""
        project = self.project
        whole = project if project.config_files else replace(project, folder=self.root, docs=self.root)
        return ids_of(documents_of(whole.files()))

    def all_ids(self) -> frozenset[str]:
        """The ids of all documents that there are, and those that are made for this session."""
        return self.ids().all() | {local.identity.document for local in self.locals}

    def leave_out(self, wrong: Sequence[tuple[Wanted, Diagnostic]]) -> None:
        """Leave out documents, with what is wrong with them: where they go, or which view is theirs."""
        for one, finding in wrong:
            self.faulty += [one.local] if one.local not in self.faulty else []
            self.findings += [finding] if finding not in self.findings else []


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a command runs, and its effects."""

    cwd: Path
    environ: Mapping[str, str]
    now: Callable[[], datetime]
    git: Git


def open_session(
    paths: Sequence[Path], wishes: Wishes, setting: Setting, client: ViewsClient, base_url: str
) -> Session:
    """A session for some documents. Asks the server about their projects. Raises `UsageError`, and what clients raise."""
    asked = list(paths) or [Path()]
    loaded = load_documents(asked, cwd=setting.cwd, environ=setting.environ)
    project = _project(loaded, asked, setting)
    root = root_of(project)
    lock, in_lock = read_lock(root, base_url)
    projects = Projects(client)
    around = Surroundings(
        base_url=base_url,
        listings=Listings(client, expected=len(loaded.views), projects=projects),
        projects=projects,
        lock=lock,
        backups=Backups(state_of(root), setting.now, server=server_digest(base_url)),
        repository=Repository(root, setting.git),
    )
    session = Session(
        project,
        root,
        around,
        client,
        cwd=setting.cwd,
        allows=lambda target: is_allowed(target, wishes.allowed, setting.environ),
        locals=loaded.views,
        findings=[*loaded.findings, *in_lock],
        undecided=loaded.undecided,
    )
    settings = chosen_settings(wishes.target, project.configuration.targets)
    for local in loaded.views:
        targets, findings = targets_of(local.view, settings, draft=wishes.draft)
        found = [*local.findings, *findings, *_refused(local, targets, wishes, setting)]
        session.findings += found
        if any(finding.severity is Severity.ERROR for finding in found):
            session.faulty.append(local)
        else:
            session.wanted += [Wanted(local, target) for target in targets]
    _look_for_projects(session, wishes)
    return session


def _project(loaded: Loaded, asked: Sequence[Path], setting: Setting) -> Project:
    """The project whose settings count. Several folders of documents may have one place to remember in."""
    if not loaded.sites:
        return find_project(setting.cwd / asked[0], environ=setting.environ)
    roots = {root_of(site.project): site.project for site in loaded.sites}
    if len(roots) > 1:
        folders = ", ".join(f"`{root.as_posix()}`" for root in roots)
        raise UsageError(f"these documents belong to several projects: {folders}", hint="publish one at a time")
    return loaded.sites[0].project.cut_to("")


def _refused(local: LocalView, targets: Sequence[Target], wishes: Wishes, setting: Setting) -> list[Diagnostic]:
    found = [not_allowed(target, wishes.allowed, setting.environ, span_of(local.view, target)) for target in targets]
    return [finding for finding in found if finding is not None]


def _look_for_projects(session: Session, wishes: Wishes) -> None:
    """Find out which projects are there; a document whose project is not is left out, unless that may be made."""
    projects = session.around.projects
    missing: dict[str, Wanted] = {}
    for one in session.wanted:
        if projects.has(one.target):
            renamed = other_name(one, projects)
            session.findings += [renamed] if renamed is not None else []
        elif (moved := moved_project(one, session.client, session.around)) is not None:
            session.leave_out([(one, moved)])
        else:
            missing.setdefault(one.target.path, one)
    for path, one in missing.items():
        if wishes.creates_projects:
            session.missing.append(one.target)
            continue
        finding = projects.missing(one.target, span_of(one.local.view, one.target))
        session.leave_out([(each, finding) for each in session.wanted if each.target.path == path])
    session.wanted = [each for each in session.wanted if each.local not in session.faulty]
