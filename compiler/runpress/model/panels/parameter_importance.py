"""Parameter importance: which config keys go with a metric."""

from typing import Any, ClassVar, Literal

from runpress.model.node import option
from runpress.model.panels.base import COMMON_NAMES, Panel
from runpress.model.shorts import Alias, ShortForm
from runpress.model.values import SummaryKey


class ParameterImportancePanel(Panel):
    """Which config keys go with a metric, by importance and correlation."""

    example: ClassVar[str] = """\
type: parameter-importance
metric: val_acc
"""
    view_type: ClassVar[str] = "Parameter Importance"
    hints: ClassVar[tuple[str, ...]] = ("with_respect_to",)
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("with_respect_to",),)
    also_called: ClassVar[dict[str, str]] = {**COMMON_NAMES, "target": "metric", "y": "metric"}
    shorts: ClassVar[tuple[ShortForm, ...]] = (Alias("metric", "with_respect_to", "The metric: `metric: val_loss`."),)

    type: Literal["parameter-importance"] = option("parameter-importance", doc="The type of the panel.")
    with_respect_to: SummaryKey | None = option(
        doc="The metric that the config keys are judged by.", wire="targetKey", encoding="target"
    )
    parameter_conf: dict[str, Any] | None = option(
        doc="W&B's settings of the table of parameters, kept as they are.", wire="parameterConf"
    )
