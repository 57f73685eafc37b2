"""The comment above a block that holds its keys of W&B's (`syntax.wandb_comments`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runpress.backends.markdown.yaml import WIDTH, flow_lines, key_text
from runpress.model.blocks import Block


def extras_lines(block: Block) -> list[str]:
    """`<!-- extra: {level: 2} -->`, on one line if it fits."""
    said = {"extra": block.extra, "omit": list(block.omit) or None, "dialect": block.dialect}
    written = {key: _safe(value) for key, value in said.items() if value is not None}
    lines: list[str] = []
    for key, value in written.items():
        first, *rest = flow_lines(value, room=WIDTH - len(key))
        if lines:
            lines[-1] += f", {key_text(key)}: {first}"
        else:
            lines = [f"<!-- {key_text(key)}: {first}"]
        lines += rest
    lines[-1] += " -->"
    return [line.replace(r"--\x01>", r"--\x3e") for line in lines]


def _safe(value: Any) -> Any:
    """The value with a control character in what would end the comment: it makes the text quoted, as an escape."""
    if isinstance(value, str):
        return value.replace("-->", "--\x01>")
    if isinstance(value, Mapping):
        return {_safe(key): _safe(item) for key, item in value.items()}
    return [_safe(item) for item in value] if isinstance(value, list | tuple) else value
