"""Where a document's view goes: the project on the server, and whether it is a draft there.

The host is no part of it: it never comes from a file of the repository.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import publishing as codes
from runpress.diagnostics.suggest import suggestion
from runpress.errors import UsageError
from runpress.frozen import frozen
from runpress.model.view import Report, View, Workspace
from runpress.project.target_settings import TargetSettings
from runpress.source import SourceFile, Span

_DRAFT = ":draft"


@frozen
class Target:
    """A project on a server. `name` is what mkdocs.yml calls it; empty where a document says it by itself."""

    name: str
    entity: str
    project: str
    draft: bool = False

    @property
    def path(self) -> str:
        """`entity/project`."""
        return f"{self.entity}/{self.project}"

    @property
    def key(self) -> str:
        """What tells views of one document apart: the project, and drafts from what is published."""
        return self.path + (_DRAFT if self.draft else "")


def target_of(key: str) -> Target | None:
    """The target that a key is of; None if it is none."""
    entity, slash, project = key.removesuffix(_DRAFT).partition("/")
    is_path = entity and slash and project and "/" not in project
    return Target("", entity, project, draft=key.endswith(_DRAFT)) if is_path else None


def chosen_settings(name: str, known: Sequence[TargetSettings]) -> TargetSettings | None:
    """What mkdocs.yml says of the target that the command line names; None if it names none.

    Raises `UsageError` if there is no such target.
    """
    if not name:
        return None
    found = next((one for one in known if one.name == name), None)
    if found is not None:
        return found
    names = [one.name for one in known]
    near = suggestion(name, names)
    listed = f"targets of mkdocs.yml: {', '.join(f'`{one}`' for one in names)}" if names else _HOW_TO_SAY_TARGETS
    raise UsageError(f"there is no target `{name}`", hint=f"did you mean `{near}`?" if near else listed)


def targets_of(
    view: View, settings: TargetSettings | None, *, draft: bool = False
) -> tuple[tuple[Target, ...], list[Diagnostic]]:
    """The projects that a document is published to, and what is wrong with them.

    What the chosen target says counts more than what the document says. A report goes to one project, a workspace
    to each of its `projects`.
    """
    front = view.front
    given = settings or TargetSettings("")
    is_draft = draft or given.draft or (front.draft and isinstance(view, Report))
    is_draft = is_draft and isinstance(view, Report)
    span = span_of(view)
    if front.projects and not isinstance(view, Workspace):
        return (), [_several(view)]
    names = (given.project,) if given.project else front.projects or ((front.project,) if front.project else ())
    targets = []
    for name in dict.fromkeys(names):
        entity = owner_of(name, given, entity=front.entity or "", project=front.project or "")
        if not entity:
            return (), [_no_entity(name, span)]
        targets.append(Target(given.name, entity, name.rpartition("/")[2], is_draft))
    if not targets:
        return (), [codes.NO_PROJECT.at(span, "this document does not say which project it goes to", help=_HOW_TO_SAY)]
    return tuple(dict.fromkeys(targets)), []


def owner_of(name: str, given: TargetSettings, *, entity: str, project: str) -> str:
    """Who owns the project `name` (`digits`, or `acme/digits`); empty if nothing says it.

    `given` is the chosen target; `entity` and `project` are what a document or mkdocs.yml say.
    """
    return given.entity or name.rpartition("/")[0] or entity or project.rpartition("/")[0]


def is_allowed(target: Target, allowed: Sequence[str], environ: Mapping[str, str]) -> bool:
    """Whether the command line allows a target; in CI it has to allow each one."""
    return any(fnmatchcase(target.path, pattern) for pattern in allowed) or not (allowed or is_ci(environ))


def not_allowed(target: Target, allowed: Sequence[str], environ: Mapping[str, str], span: Span) -> Diagnostic | None:
    """The finding for a target that the command line does not allow; in CI it has to allow each one.

    In CI a pull request can change what documents say, but not what the workflow says.
    """
    if is_allowed(target, allowed, environ):
        return None
    given = f"only {', '.join(f'`{one}`' for one in allowed)}" if allowed else "nothing"
    return codes.TARGET_NOT_ALLOWED.at(
        span,
        f"this document goes to `{target.path}`, and {given} is allowed",
        help=f"if that is right, publish with `--allow-target {target.path}`",
    )


def is_ci(environ: Mapping[str, str]) -> bool:
    """Whether nobody sits before the machine: `CI` is set, to anything but a no."""
    return environ.get("CI", "").strip().lower() not in ("", "0", "false", "no", "off")


_HOW_TO_SAY = "write `project: entity/project` in its front matter, or `project:` in mkdocs.yml"
_HOW_TO_SAY_TARGETS = "write `targets: {prod: {entity: acme, project: digits}}` below `runpress` in mkdocs.yml"


def _no_entity(name: str, span: Span) -> Diagnostic:
    return codes.NO_PROJECT.at(
        span, f"nothing says who owns the project `{name}`", help=f"write `project: entity/{name}`, or `entity:`"
    )


def _several(view: View) -> Diagnostic:
    return codes.NO_PROJECT.at(
        view.front.key_span("projects") or span_of(view),
        "a report goes to one project; only a workspace may name several",
        help="write `project:`, and name other projects in its run sets",
    )


def span_of(view: View, target: Target | None = None) -> Span:
    """Where a document says that it goes to a target; its front matter if it is said elsewhere."""
    front = view.front
    if front.projects:
        named = [name for name in front.projects if target and name in (target.path, target.project)]
        return front.value_span("projects", *(front.projects.index(name) for name in named[:1])) or _start(view)
    return front.value_span("project") or front.span or _start(view)


def _start(view: View) -> Span:
    return (view.source or SourceFile("", "")).span(0)
