"""Raw panel: any panel of W&B's that runpress does not know, by its own JSON."""

from typing import Any, ClassVar, Literal

from runpress.model.node import option
from runpress.model.panels.base import COMMON_NAMES, Panel


class RawPanel(Panel):
    """Any panel of W&B's that runpress does not know, by its own JSON."""

    example: ClassVar[str] = """\
type: raw
spec:
  viewType: Confusion Matrix
  config: {}
"""
    hints: ClassVar[tuple[str, ...]] = ("spec",)
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("spec",),)
    also_called: ClassVar[dict[str, str]] = {**COMMON_NAMES, "json": "spec", "viewType": "spec", "config": "spec"}

    type: Literal["raw"] = option("raw", doc="The type of the panel.")
    spec: dict[str, Any] = option(
        {}, doc="The panel as W&B stores it: a mapping with `viewType` and `config`.", encoding="raw"
    )
