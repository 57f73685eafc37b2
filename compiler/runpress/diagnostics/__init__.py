"""Findings, their codes, and the ways to show them. Imports nothing of the project but `source`."""

from __future__ import annotations

from runpress.diagnostics.codes import CODES
from runpress.diagnostics.diagnostic import Code, Diagnostic, Edit, Severity

__all__ = ["CODES", "Code", "Diagnostic", "Edit", "Severity"]
