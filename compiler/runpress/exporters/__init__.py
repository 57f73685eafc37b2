"""Views in other forms, one module each: it has `export(about, spec) -> str`. A new one is that and a line here.

An exporter is given what W&B would store, so that a document and a stored view come out alike.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    from runpress.codec.about import About


class Exporting(Protocol):
    """What the module of an exporter offers."""

    def export(self, about: About, spec: dict[str, Any]) -> str:
        """The other form of a view; `spec` is what W&B stores, `about` what stands beside it."""


class Exporter(NamedTuple):
    """Where an exporter is, and what it writes, for the help of `runpress export`."""

    module: str
    summary: str

    def load(self) -> Exporting:
        """The module, which `--help` need not load."""
        return cast("Exporting", import_module(self.module))


EXPORTERS: Final[dict[str, Exporter]] = {
    "wws": Exporter("runpress.exporters.wws", "Python code for `wandb-workspaces`"),
}
