"""What line panels take over from the settings of their section and workspace; their own options win."""

from __future__ import annotations

from typing import Any

from runpress.model.panels.base import Panel
from runpress.model.panels.line import LinePanel
from runpress.model.settings import SectionPanelSettings, WorkspaceSettings


def inherit(
    panel: Panel, *, section: SectionPanelSettings | None = None, workspace: WorkspaceSettings | None = None
) -> Panel:
    """The panel with what it leaves out filled in: from the section first, then from the workspace."""
    if not isinstance(panel, LinePanel):
        return panel
    inherited: dict[str, Any] = {}
    for settings in (workspace, section):
        if settings is not None:
            inherited |= _of(settings)
    # What is null is left to the section: so it is where W&B stores no key.
    own = {name for name in panel.model_fields_set if getattr(panel, name) is not None}
    if panel.use_global_smoothing:
        own = own - {"smoothing_type", "smoothing_factor"}
    elif "smoothing_factor" in own or "smoothing_type" in own:
        # Type and weight belong together: half of a setting is no setting.
        own = own | {"smoothing_type", "smoothing_factor"}
    update = {name: value for name, value in inherited.items() if name not in own}
    return panel.model_copy(update=update).placed(panel.origin) if update else panel


def _of(settings: SectionPanelSettings | WorkspaceSettings) -> dict[str, Any]:
    """The settings that were written, by the names that line panels have for them."""
    written = {name for name in settings.model_fields_set if getattr(settings, name) is not None}
    options: dict[str, Any] = {}
    if settings.x_axis_active is not False:
        options |= {"x": settings.x_axis} if "x_axis" in written else {}
        options |= {"range_x": (settings.x_min, settings.x_max)} if written & {"x_min", "x_max"} else {}
    if written & {"smoothing_type", "smoothing_weight"} and settings.smoothing_active is not False:
        kind = settings.smoothing_type or "exponentialTimeWeighted"
        options |= {"smoothing_type": kind, "smoothing_factor": settings.smoothing_weight}
    if "max_runs" in written:
        options["max_runs_to_show"] = settings.max_runs
    if "ignore_outliers" in written:
        options["ignore_outliers"] = settings.ignore_outliers
    if "remove_legends_from_panels" in written:
        options["show_legend"] = False if settings.remove_legends_from_panels else None
    if "point_visualization_method" in written:
        method = "bucketing-gorilla" if settings.point_visualization_method == "bucketing" else "sampling"
        options["point_visualization_method"] = method
    return options
