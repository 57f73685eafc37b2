"""Run the preview: a port, the application, the watcher, and what is printed about them."""

from __future__ import annotations

import socket
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from runpress.errors import UsageError
from runpress.frozen import frozen
from runpress.project import Project, find_project
from runpress.project.files import make_own_folder
from runpress.serve.local_server import LocalServer
from runpress.serve.security import EVERYWHERE, Access, is_loopback
from runpress.themes import Theme, load_theme

if TYPE_CHECKING:
    from runpress.serve.hub import Hub

_PORTS_TRIED = 50
_GRACE_SECONDS = 1


@frozen(kw_only=True)
class ServeOptions:
    """How a preview is served."""

    path: Path
    host: str = "127.0.0.1"
    port: int = 8000
    is_watching: bool = True
    needs_token: bool = False
    editor: str = ""
    opens: bool = False
    data_dir: Path | None = None
    """Where the local server keeps its things; by default beside the project's caches."""


def serve(options: ServeOptions, *, environ: Mapping[str, str], out: TextIO, err: TextIO) -> None:
    """Serve until interrupted. The address goes to `out`, everything else to `err`."""

    def load() -> tuple[Project, Theme]:
        project = find_project(options.path, environ=environ)
        return project, load_theme(project.configuration.theme, custom_dir=project.custom_dir)

    project, _ = load()
    listening = bind(options.host, options.port)
    port = int(listening.getsockname()[1])
    access = _access(options, port, environ)
    address = _address(options.host, port, access)
    local = _local_server(options, project, address, environ, err)
    _greet(options, project, port, local, err)
    out.write(f"{address}\n")
    out.flush()
    if options.opens:
        _open(address)
    _run(listening, load, _Doors(access, local), options, err)


class _Doors(NamedTuple):
    """What is served, and to whom."""

    access: Access
    local: LocalServer | None


def _local_server(
    options: ServeOptions, project: Project, address: str, environ: Mapping[str, str], err: TextIO
) -> LocalServer | None:
    """The local server; none where its folder cannot be written to, which is said."""
    folder = options.data_dir or project.cache_dir
    try:
        if options.data_dir is None:
            make_own_folder(folder)
        return LocalServer(
            folder, environ, entity=project.configuration.entity, base_url=address.partition("/docs/")[0]
        )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        err.write(f"warning: no server for W&B's tools: {_shown(folder)}: {reason}; name a folder with --data-dir\n")
        return None


def _run(
    listening: socket.socket,
    load: Callable[[], tuple[Project, Theme]],
    doors: _Doors,
    options: ServeOptions,
    err: TextIO,
) -> None:
    import uvicorn

    from runpress.serve.addresses import Addresses
    from runpress.serve.app import PreviewApp
    from runpress.serve.hub import Hub
    from runpress.serve.live import Live
    from runpress.serve.preview import Preview
    from runpress.serve.watcher import Watcher

    def say(line: str) -> None:
        err.write(f"{line}\n")
        err.flush()

    local = doors.local
    preview, hub = Preview(load, clock=time.monotonic, uploads=local.uploads if local else ""), Hub()
    for finding in (*preview.project.findings, *preview.site.findings):
        place = finding.span.begin
        say(
            f"{finding.span.source.path}:{place.line}:{place.column}: {finding.severity}[{finding.code.id}] {finding.message}"
        )
    live = Live(preview, hub, say=say, now=datetime.now)
    watcher = Watcher(live.folders, live.changed)
    app = PreviewApp(preview, hub, doors.access, editor=options.editor, make_views=local.views if local else None)
    pages = app.asgi(watcher.run if options.is_watching else None)
    config = uvicorn.Config(
        Addresses(pages, partial(local.api, doors.access, partial(live.view_changed, local.views))) if local else pages,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="on",
        ws="none",
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    server = uvicorn.Server(config)
    # Streams of events would not end by themselves, and the server waits for them.
    ending, server.shutdown = server.shutdown, lambda sockets=None: _ended(hub, ending, sockets)  # type: ignore[method-assign]  # the one hook there is
    server.run(sockets=[listening])


async def _ended(hub: Hub, ending: Callable[..., Awaitable[None]], sockets: list[socket.socket] | None) -> None:
    hub.close()
    await ending(sockets)


def bind(host: str, port: int) -> socket.socket:
    """A listening socket at the port, or at the next one that is free. Raises `UsageError`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    last: OSError | None = None
    for candidate in [0] if port == 0 else range(port, min(port + _PORTS_TRIED, 65536)):
        # Only for sockets that name TCP does asyncio turn off Nagle's algorithm, which makes small answers wait 40 ms.
        listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host.strip("[]"), candidate))
            listening.listen(128)
        except OSError as error:
            listening.close()
            last = error
            if not _is_taken(error):
                break
        else:
            return listening
    reason = (last.strerror or str(last)) if last else "no port"
    raise UsageError(
        f"cannot listen on {host}:{port}: {reason.lower()}", hint="choose another one: `--host 127.0.0.1 --port 8100`"
    )


def _is_taken(error: OSError) -> bool:
    import errno

    return error.errno in (errno.EADDRINUSE, errno.EACCES)


def _access(options: ServeOptions, port: int, environ: Mapping[str, str]) -> Access:
    needs_token = options.needs_token or not is_loopback(options.host)
    names = (socket.gethostname(),) if not is_loopback(options.host) else ()
    token = environ.get("RUNPRESS_TOKEN", "")
    if token:
        return Access(port, host=options.host, names=names, needs_token=needs_token, token=token)
    return Access(port, host=options.host, names=names, needs_token=needs_token)


def _address(host: str, port: int, access: Access) -> str:
    name = socket.gethostname() if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    token = f"?token={access.token}" if access.needs_token else ""
    return f"http://{name}:{port}/docs/{token}"


def _greet(options: ServeOptions, project: Project, port: int, local: LocalServer | None, err: TextIO) -> None:
    """Say once what is served where."""
    if not is_loopback(options.host):
        err.write("warning: others in this network can reach this preview; they need the token in its address\n")
    if options.port not in (port, 0):
        err.write(f"port {options.port} is taken; {port} is free\n")
    watched = ", ".join(dict.fromkeys(_shown(path) for path in (project.docs, *project.config_files)))
    err.write(f"watching {watched}\n" if options.is_watching else "not watching for changes\n")
    data = ", ".join(f"{data.project} from {data.path}" for data in project.configuration.data)
    err.write(f"run data: {data or 'none; name it in mkdocs.yml under plugins: runpress: data:'}\n")
    if local:
        lines = local.lines(_shown(options.data_dir or project.cache_dir))
        err.write("for W&B's own tools:\n" + "".join(f"  {line}\n" for line in lines))
    err.flush()


def _shown(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd().resolve()).as_posix() or "."
    except ValueError:
        return str(path)


def _open(address: str) -> None:
    import threading
    import webbrowser

    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
