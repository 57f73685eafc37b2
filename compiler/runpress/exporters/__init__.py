"""Views in other forms, one module each: it has `export(about, spec) -> str`. A new one is that and a line here.

An exporter is given what W&B would store, so that a document and a stored view come out alike.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Exporter(NamedTuple):
    """Where an exporter is, and one sentence for the list of them."""

    module: str
    summary: str


EXPORTERS: Final[dict[str, Exporter]] = {
    "wws": Exporter("runpress.exporters.wws", "Python code for W&B's package `wandb-workspaces`."),
}
