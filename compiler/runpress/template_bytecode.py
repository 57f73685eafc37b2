"""Compiled templates, kept as Python keeps compiled modules: in `__pycache__` beside the source."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache


class TemplateBytecode(BytecodeCache):
    """Reads and writes compiled templates. Only for templates that are as trusted as this program: code is run.

    A folder that cannot be written to is left alone, and so is one where Python may not write either.
    """

    def __init__(self, settings: str) -> None:
        self._settings = settings
        """What the compiled code depends on besides the template."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - overrides
        """The file of a template's code; none for a template without a file."""
        if filename is None or sys.implementation.cache_tag is None:
            return ""
        return cache_from_source(f"{filename}.py")

    def get_source_checksum(self, source: str) -> str:
        """Changes with the template, and with how templates are compiled."""
        return super().get_source_checksum(f"{self._settings}\0{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in the code, if it is there and belongs to this template."""
        try:
            with Path(bucket.key).open("rb") as file:
                bucket.load_bytecode(file)
        except Exception:  # noqa: BLE001 - what a torn file makes its readers raise cannot be told
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the code, whole or not at all."""
        if not bucket.key or sys.dont_write_bytecode:
            return
        path = Path(bucket.key)
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                temporary.write_bytes(bucket.bytecode_to_string())
                temporary.replace(path)
            finally:
                temporary.unlink(missing_ok=True)
