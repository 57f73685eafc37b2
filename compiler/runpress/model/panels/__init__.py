"""The panel types, one module each."""

from __future__ import annotations

from runpress.model.panels.base import Panel
from runpress.model.panels.line import LinePanel

PANELS: dict[str, type[Panel]] = {
    "line": LinePanel,
}
"""Each type as documents name it."""

__all__ = ["PANELS", "LinePanel", "Panel"]

TYPE_NAMES: dict[str, str] = {}
