"""W&B's addresses of reports and workspaces, as people copy them from a browser.

    /{entity}/{project}/reports/{title}--{id}      a report; also with /edit behind it, and with ?draftId=…
    /{entity}/{project}?nw={id}                    a saved workspace; also /workspace?nw=… and /table?nw=…
    /{entity}/{project}                            a project

An address may carry the token of a share link. It is never kept or shown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qs, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from runpress.codec.about import WORKSPACE
from runpress.errors import UsageError
from runpress.frozen import frozen
from runpress.publish.views.urls import app_url

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.client.views import ViewsClient

SHARE_TOKEN = "accessToken"  # noqa: S105 - the name of a parameter
_PAGES = ("workspace", "table")
"""Pages of a project that show a saved workspace."""
_PORTS = {"http": 80, "https": 443}
_OWN_WORKSPACE = "nwuser"
_STORED_VIEWS = ("docs", "-", "views")
"""Where the local server shows views."""
_ID = re.compile(r"[A-Za-z0-9_+/-]+=*")
_FORMS = "`…/entity/project/reports/Title--id` for a report, `…/entity/project?nw=id` for a workspace"


@frozen
class Address:
    """What an address is of: a report by its id, a workspace by its name, or else a whole project."""

    entity: str
    project: str
    report: str = ""
    workspace: str = ""

    @property
    def is_project(self) -> bool:
        """Whether it is of no single view."""
        return not self.report and not self.workspace


def is_address(said: str) -> bool:
    """Whether somebody means an address, not a path."""
    return said.lower().startswith(("http://", "https://"))


def shown(url: str) -> str:
    """An address as it may be shown: without tokens, passwords and whatever else stands behind it."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def without_token(url: str) -> str:
    """An address without the token of a share link, so that it may be kept."""
    if not is_address(url):
        return url
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != SHARE_TOKEN]
    return urlunsplit(parts._replace(query=urlencode(query)))


def parse_address(url: str, host: str) -> Address:
    """What an address is of. Raises `UsageError` for one of another server than `host`, or of no view."""
    try:
        parts = urlsplit(url.strip())
        is_ours = _place(parts) == _place(urlsplit(app_url(host)))
        is_ours = is_ours or _place(parts) == _place(urlsplit(host))
    except ValueError:
        raise UsageError("this is no address", hint=_FORMS) from None
    if not is_ours:
        raise UsageError(
            f"`{shown(url)}` is on another server than `{app_url(host)}`, which is asked",
            hint="name its server with --host, and its key: `runpress doctor` says which are used",
        )
    path = parts.path.removeprefix(urlsplit(host).path.rstrip("/"))
    return _parsed([unquote(part) for part in path.split("/") if part], parts.query, shown(url))


def view_at(url: str, client: ViewsClient) -> StoredView | None:
    """The view at an address; None if there is none that the key may read.

    Raises `UsageError` for an address of another server, or of no view.
    """
    address = parse_address(url, client.graphql.host)
    if address.is_project:
        raise UsageError(
            f"`{shown(url)}` is the address of a project, not of a view",
            hint=f"open one of its views and copy that address; {_FORMS}",
        )
    return view_of(address, client)


def view_of(address: Address, client: ViewsClient) -> StoredView | None:
    """The view that an address is of; None if there is none that the key may read."""
    if address.report:
        ids = dict.fromkeys((_padded(address.report), address.report))
        return next((view for view in map(client.find, ids) if view is not None), None)
    found = client.all(address.entity, address.project, WORKSPACE, name=address.workspace)
    return next((view for view in found if view.name == address.workspace), None)


def _place(parts: SplitResult) -> tuple[str, int | None]:
    host = (parts.hostname or "").lower().removeprefix("www.")
    return host, parts.port or _PORTS.get(parts.scheme.lower())


def _parsed(path: list[str], query: str, url: str) -> Address:
    asked = {key: values[0] for key, values in parse_qs(query).items()}
    if tuple(path[:3]) == _STORED_VIEWS and len(path) > len(_STORED_VIEWS):
        return Address("", "", report=path[3].removesuffix(".html"))
    if len(path) >= 3 and path[2] == "reports":  # noqa: PLR2004 - entity, project, `reports`
        return _report(path, asked, url)
    if len(path) == 2 or (len(path) >= 3 and path[2] in _PAGES):  # noqa: PLR2004 - as above
        return _workspace(path, asked.get("nw", ""))
    raise UsageError(f"`{url}` is no address of a view", hint=_FORMS)


def _report(path: list[str], asked: dict[str, str], url: str) -> Address:
    rest = path[3:-1] if path[-1] == "edit" else path[3:]
    if not rest:
        return Address(path[0], path[1])
    # A title may hold slashes; the id stands behind the last two dashes.
    _, dashes, found = "/".join(rest).rpartition("--")
    report = asked.get("draftId") or found
    if not dashes or not _ID.fullmatch(report):
        raise UsageError(f"`{url}` has no id of a report in it", hint=_FORMS)
    return Address(path[0], path[1], report=report)


def _workspace(path: list[str], name: str) -> Address:
    if name.startswith(_OWN_WORKSPACE):
        raise UsageError(
            "this is somebody's own workspace, which W&B lets nobody else read",
            hint="save it as a view in the browser, and copy that address",
        )
    return Address(path[0], path[1], workspace=f"nw-{name}-v" if name else "")


def _padded(report: str) -> str:
    """An id with the `=` that shared addresses may lack."""
    bare = report.rstrip("=")
    return bare + "=" * (-len(bare) % 4)
