"""Who we are, and where: host and key come from the environment, netrc or the command line, never from a document."""

from __future__ import annotations

import ipaddress
import netrc
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, TextIO
from urllib.parse import urlsplit

from runpress.client.secret import Secret
from runpress.errors import NetworkError, NotPermittedError, UsageError

KEY_VARIABLE = "WANDB_API_KEY"
HOST_VARIABLE = "WANDB_BASE_URL"
DEFAULT_HOST = "https://api.wandb.ai"
_LONGEST_KEY = 4096


class Credentials(NamedTuple):
    """A host, a key, and where the key comes from (which may be shown)."""

    base_url: str
    key: Secret
    source: str
    warnings: tuple[str, ...] = ()


def find_credentials(environ: Mapping[str, str], *, host: str = "", given: str = "", home: Path | None) -> Credentials:
    """The host and the key for it; `given` is a key that came by standard input, `host` one from the command line.

    Raises `UsageError` for a host that no key is sent to, `NotPermittedError` if there is no key.
    """
    base_url = _check_host(host or environ.get(HOST_VARIABLE, "") or DEFAULT_HOST)
    if given.strip():
        return Credentials(base_url, Secret(given.strip()), "standard input")
    key = environ.get(KEY_VARIABLE, "").strip()
    if key:
        return Credentials(base_url, Secret(key), KEY_VARIABLE)
    return _from_netrc(base_url, _netrc_path(environ, home))


def _check_host(text: str) -> str:
    """The address of a server without a slash at its end. Raises `UsageError`."""
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"`{_without_user(text)}` is no address of a server", hint=f"write one such as {DEFAULT_HOST}")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise UsageError(
            f"the address of the server holds more than an address: `{_without_user(text)}`",
            hint=f"keys are read from {KEY_VARIABLE}, netrc or `--api-key-stdin`",
        )
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise UsageError(
            f"`{text}` is not encrypted, and the key would be readable on the way",
            hint="use https, or a host on loopback",
        )
    return text.strip().rstrip("/")


def check_upload(url: str) -> str:
    """An address that a server gave to put bytes to; encrypted, or on loopback. Raises `NetworkError`."""
    parts = urlsplit(url)
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
    if not is_safe or not parts.hostname:
        raise NetworkError(
            f"the server gave an address for uploads that is not encrypted: {parts.scheme}://{parts.hostname}"
        )
    return url


def read_key(stream: TextIO) -> str:
    """The key that `--api-key-stdin` reads: all of standard input, one line. Raises `UsageError`."""
    text = stream.read(_LONGEST_KEY + 1).strip()
    if not text:
        raise UsageError("there is no key on standard input", hint="for example: runpress plan --api-key-stdin < key")
    if len(text) > _LONGEST_KEY or not text.isascii() or not text.isprintable() or " " in text:
        raise UsageError(
            "standard input holds something that is no key", hint="a key is one line of letters and digits"
        )
    return text


def is_loopback(host: str) -> bool:
    """Whether a host is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _netrc_path(environ: Mapping[str, str], home: Path | None) -> Path:
    if environ.get("NETRC"):
        return Path(environ["NETRC"])
    return (home or Path(environ.get("HOME", "") or Path.home())) / ".netrc"


def _from_netrc(base_url: str, path: Path) -> Credentials:
    host = urlsplit(base_url).hostname or ""
    try:
        found = netrc.netrc(path).authenticators(host)
    except (OSError, netrc.NetrcParseError):
        found = None
    if found is None or not found[2]:
        raise NotPermittedError(f"there is no key for {host}: set {KEY_VARIABLE}, or log in with `wandb login`")
    warnings = (f"others can read {path}: chmod 600 {path}",) if _is_open(path) else ()
    return Credentials(base_url, Secret(found[2]), str(path), warnings)


def _is_open(path: Path) -> bool:
    return os.name == "posix" and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


def _without_user(text: str) -> str:
    head, at, tail = text.rpartition("@")
    scheme = head.partition("//")[0]
    return f"{scheme}//{tail}" if at else text.partition("?")[0]
