"""All findings of documents: each compiled and linted, links between them followed, data asked if wanted."""

from __future__ import annotations

from runpress.checking.documents import Checked, check_documents
from runpress.checking.targets import Target, Targets, find_targets
from runpress.checking.totals import totals
from runpress.checking.workers import workers_for

__all__ = ["Checked", "Target", "Targets", "check_documents", "find_targets", "totals", "workers_for"]
