"""Formats of data files, one module each. The order settles which of several files of one table is read."""

from __future__ import annotations

from runpress.data.sources.base import FileFormat
from runpress.data.sources.csv import CSV
from runpress.data.sources.jsonl import JSONL
from runpress.data.sources.parquet import PARQUET

FORMATS: tuple[FileFormat, ...] = (PARQUET, CSV, JSONL)
