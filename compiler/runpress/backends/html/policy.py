"""Content policies: what a page may load and run. The second line of defence, behind the writer."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

_NOTHING = {
    "default-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "object-src": "'none'",
}


def site_policy() -> str:
    """The policy of a page of a static site: its own script, style and images, from its own place."""
    # Pages on disk have no origin of their own that all browsers agree on, but `'self'` covers files.
    own = {"script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:", "connect-src": "'self'"}
    return _text({**_NOTHING, **own})


def single_file_policy(*, scripts: list[str], styles: list[str]) -> str:
    """The policy of a page that holds everything: only these scripts and styles, no connection at all."""
    own = {
        "script-src": " ".join(map(digest, scripts)) or "'none'",
        "style-src": " ".join(map(digest, styles)) or "'none'",
        "img-src": "data:",
    }
    return _text({**_NOTHING, **own})


def served_policy(nonce: str = "") -> str:
    """The policy of an answer of the preview, sent as a header: scripts with this nonce run, none without one."""
    own = {
        "script-src": f"'nonce-{nonce}'" if nonce else "'none'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "frame-src": "'self'",
        "frame-ancestors": "'none'",
    }
    return _text({**_NOTHING, **own})


def digest(text: str) -> str:
    """The source expression that allows exactly this inline script or style."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


def _text(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())
