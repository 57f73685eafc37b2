"""How two views differ: values (`values`), what finds them (`views`), and printers (`text`, `json_form`, `markdown`)."""

from __future__ import annotations

from runpress.publish.differences.stored import compare_stored
from runpress.publish.differences.values import Change, Differences, Edit, Piece, Spot
from runpress.publish.differences.views import compare_views

__all__ = ["Change", "Differences", "Edit", "Piece", "Spot", "compare_stored", "compare_views"]
