"""What publishing needs, looked at one by one: nothing is changed, and no key is ever part of what is said."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal, TextIO, TypeAlias

from runpress.client.connecting import Connection, connect
from runpress.client.credentials import HOST_VARIABLE, KEY_VARIABLE
from runpress.client.views import ViewsClient
from runpress.errors import RunpressError, UsageError
from runpress.frozen import frozen
from runpress.project.project import Project
from runpress.project.target_settings import TargetSettings
from runpress.publish.memory.backups import Backups
from runpress.publish.memory.lock import read_lock
from runpress.publish.memory.root import root_of, state_of
from runpress.publish.views.targets import owner_of

State: TypeAlias = Literal["ok", "warning", "failed"]
_PACKAGES = ("duckdb", "pydantic", "markdown-it-py", "httpx", "starlette", "sqlalchemy")
_TOLERATED_SECONDS = 60.0
"""A clock that is further off makes times in plans and backups misleading."""
_MENDS = {
    3: f"put this server's key into {KEY_VARIABLE}, or log in with `wandb login`",
    6: f"check the address, in {HOST_VARIABLE} or after --host, and whether the server runs",
}
"""What to do about what a server says, by exit code."""


@frozen
class Check:
    """One thing that was looked at. `exit_code` is what its failure means for a command."""

    name: str
    state: State
    message: str
    help: str = ""
    exit_code: int = 0


@frozen
class Patient:
    """What is looked at, and by what means."""

    project: Project
    environ: Mapping[str, str]
    host: str = ""
    """An address from the command line."""
    key_from: TextIO | None = None
    home: Path | None = None
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


def examine(patient: Patient) -> Iterator[Check]:
    """The checks, each when it is done: the machine, the repository, then the server."""
    yield _versions()
    yield _configuration(patient.project)
    yield _git()
    yield _backups(patient)
    try:
        connection = connect(patient.environ, host=patient.host, key_from=patient.key_from, home=patient.home)
    except RunpressError as error:
        yield _failed("key", error)
        return
    try:
        yield from _server(patient, connection)
    finally:
        connection.close()


def _versions() -> Check:
    found = [f"{name} {version(name)}" for name in _PACKAGES if _is_there(name)]
    system = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    return Check("versions", "ok", f"runpress {version('runpress')}, {system}; {', '.join(found)}")


def _is_there(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def _configuration(project: Project) -> Check:
    shown = ", ".join(file.name for file in project.config_files) or "no mkdocs.yml"
    if project.findings:
        count = f"{len(project.findings)} finding{'s' if len(project.findings) > 1 else ''}"
        return Check("configuration", "warning", f"{shown}: {count}", "`runpress check` shows what is wrong", 1)
    return Check("configuration", "ok", f"{shown}; documents in {project.docs}")


def _git() -> Check:
    if shutil.which("git"):
        return Check("git", "ok", "git is installed")
    return Check(
        "git",
        "warning",
        "git is not installed",
        "without it, what was published last is known from backups only, and not from the repository's commits",
    )


def _backups(patient: Patient) -> Check:
    backups = Backups(state_of(root_of(patient.project)), patient.now)
    try:
        backups.check_writable()
    except UsageError as error:
        return _failed("backups", error)
    return Check("backups", "ok", f"{len(backups.views())} views in {backups.folder}")


def _server(patient: Patient, connection: Connection) -> Iterator[Check]:
    credentials = connection.credentials
    yield _host(patient, credentials.base_url)
    warnings = "; ".join(credentials.warnings)
    yield Check("key", "warning" if warnings else "ok", f"from {credentials.source}", warnings)
    yield _lock(patient.project, credentials.base_url)
    try:
        entities = connection.views.entities()
    except RunpressError as error:
        yield _failed("server", error)
        return
    yield _clock(connection.views.graphql.skew_seconds)
    if not entities:
        yield Check("user", "failed", "the server does not say whose key this is", f"check {KEY_VARIABLE}", 3)
        return
    yield Check("user", "ok", f"the key belongs to {entities[0]}{_others(entities)}")
    yield from _projects(patient.project, connection.views, entities)


def _host(patient: Patient, base_url: str) -> Check:
    source = "the command line" if patient.host else "W&B's own"
    if not patient.host and patient.environ.get(HOST_VARIABLE):
        source = HOST_VARIABLE
    return Check("host", "ok", f"{base_url} ({source})")


def _lock(project: Project, base_url: str) -> Check:
    lock, findings = read_lock(root_of(project), base_url)
    if findings:
        return Check("lock", "failed", findings[0].message, findings[0].help or "", 1)
    count = len(lock.documents())
    return Check("lock", "ok", f"{count} document{'' if count == 1 else 's'} published to this server")


def _clock(skew: float | None) -> Check:
    if skew is None:
        return Check("clock", "ok", "the server does not say what time it is")
    if abs(skew) <= _TOLERATED_SECONDS:
        return Check("clock", "ok", "agrees with the server's")
    way = "behind" if skew > 0 else "ahead of"
    return Check("clock", "warning", f"{_duration(abs(skew))} {way} the server's", "set the clock of this machine")


def _duration(seconds: float) -> str:
    for unit, length in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds / length:.0f} {unit}"
    return f"{seconds:.0f} seconds"


def _others(entities: list[str]) -> str:
    return f", who may also read {', '.join(entities[1:])}" if len(entities) > 1 else ""


def _projects(project: Project, views: ViewsClient, entities: list[str]) -> Iterator[Check]:
    """The projects that mkdocs.yml names; those of single documents are `plan`'s business."""
    for path in _named(project, entities[0]):
        entity, _, name = path.partition("/")
        try:
            is_there = views.project_id(entity, name) is not None
        except RunpressError as error:
            yield _failed("project", error)
            continue
        if is_there:
            yield Check("project", "ok", f"{path} can be read")
        else:
            help = "`runpress publish --create-project` makes it" if entity in entities else "is its name right?"
            yield Check("project", "warning", f"there is no {path}, or the key may not read it", help)


def _named(project: Project, user: str) -> list[str]:
    """The paths of the projects that targets lead to, and of the one without a target."""
    settings = project.configuration
    own = settings.project or ""
    said = [(one.project or own, one) for one in (*settings.targets, TargetSettings(""))]
    paths = [
        f"{owner_of(name, given, entity=settings.entity or '', project=own) or user}/{name.rpartition('/')[2]}"
        for name, given in said
        if name
    ]
    return list(dict.fromkeys(paths))


def _failed(name: str, error: RunpressError) -> Check:
    hint = getattr(error, "hint", None) or ""
    if "runpress doctor" in hint:  # which is what is running
        hint = _MENDS.get(error.exit_code, "")
    return Check(name, "failed", str(error), hint, error.exit_code)
