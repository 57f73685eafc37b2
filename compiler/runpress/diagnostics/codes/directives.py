"""DX1xx: fences and the YAML in them."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

BAD_YAML = Code("DX101", Severity.ERROR, "the body of a fence is not valid YAML")
NOT_A_MAPPING = Code("DX102", Severity.ERROR, "the body of a fence is not a mapping")
UNKNOWN_KEY = Code("DX103", Severity.ERROR, "a fence has a key that its kind does not know")
DUPLICATE_KEY = Code("DX104", Severity.ERROR, "a key stands twice")
BAD_VALUE = Code("DX105", Severity.ERROR, "a value has the wrong type or is out of range")
MISSING_KEY = Code("DX106", Severity.ERROR, "a fence lacks a key that it needs")
UNCLOSED = Code("DX107", Severity.ERROR, "a fence is not closed")
CONFLICT = Code("DX108", Severity.ERROR, "two keys say the same thing")
CUT_VALUE = Code("DX109", Severity.ERROR, "a value ends at a comment that is part of it")
NOTHING_TO_ACT_ON = Code("DX110", Severity.WARNING, "a fence has nothing to act on")
BAD_COLOR = Code("DX111", Severity.ERROR, "a value is no colour")
NOT_A_BLOCK = Code("DX112", Severity.WARNING, "the JSON of a `wandb-block` is no block of W&B's")
