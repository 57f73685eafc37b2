"""Keys of colours of groups, as workspaces spell them: `run-color-group:` + enc(run set's id) + `:` + enc(path).

`enc` is compact JSON, percent-encoded.
"""

from __future__ import annotations

import json
from typing import Final
from urllib.parse import quote

from runpress.codec.json_text import Json

GROUP_COLOR: Final = "run-color-group:"
_UNQUOTED: Final = "-_.!~*'()"
"""What browsers' `encodeURIComponent` leaves as it is, beside letters and digits."""


def group_key(id_: str, path: list[Json]) -> str:
    """The key of a group's colour; a path is a list of `{"kind", "key", "value"}`."""
    return group_keys_begin(id_) + _encoded(path)


def group_keys_begin(id_: str) -> str:
    """What the keys of the groups of the run set with this id begin with."""
    return f"{GROUP_COLOR}{_encoded(id_)}:"


def _encoded(value: Json) -> str:
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return quote(text, safe=_UNQUOTED, errors="surrogatepass")
