"""Which addresses are media: a video, a track, a post. By host and file name alone; nothing is fetched."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_HOSTS = {
    "youtube.com": "video",
    "youtu.be": "video",
    "youtube-nocookie.com": "video",
    "vimeo.com": "video",
    "player.vimeo.com": "video",
    "open.spotify.com": "spotify",
    "soundcloud.com": "soundcloud",
    "w.soundcloud.com": "soundcloud",
    "on.soundcloud.com": "soundcloud",
    "twitter.com": "twitter",
    "x.com": "twitter",
}
_VIDEO_FILE = re.compile(r"\.(?:mp4|m4v|webm|ogv|mov)\Z", re.IGNORECASE)


def media_service(url: str) -> str:
    """The service that shows this address; empty if it is an ordinary link."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https"):
        return ""
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("mobile.")
    service = _HOSTS.get(host, "")
    if service == "twitter" and "/status/" not in parts.path:
        return ""
    if service and parts.path.strip("/"):
        return service
    return "video" if _VIDEO_FILE.search(parts.path) else ""
