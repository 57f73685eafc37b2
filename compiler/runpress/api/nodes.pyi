# What `runpress` exports for options, as type checkers are to see it.
# Written by `make reference` from the declarations in the program. Change those, not this file.
# ruff: noqa: A002 - options have the names that they have

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

from runpress.model.filters.terms import Condition, Descending, Term
from runpress.model.front_matter import Author as _Author
from runpress.model.grid import GridOptions as _GridOptions
from runpress.model.grid import GridPanelSettings
from runpress.model.keys import Key
from runpress.model.layout import Layout as _Layout
from runpress.model.order import Ordering as _Ordering
from runpress.model.panels.bar import BarPanel as _BarPanel
from runpress.model.panels.code_comparer import CodeComparerPanel as _CodeComparerPanel
from runpress.model.panels.custom_chart import CustomChartPanel as _CustomChartPanel
from runpress.model.panels.gradient import GradientPoint
from runpress.model.panels.line import LinePanel as _LinePanel
from runpress.model.panels.markdown import MarkdownPanel as _MarkdownPanel
from runpress.model.panels.media_browser import MediaBrowserPanel as _MediaBrowserPanel
from runpress.model.panels.parallel_coordinates import ParallelColumn
from runpress.model.panels.parallel_coordinates import ParallelCoordinatesPanel as _ParallelCoordinatesPanel
from runpress.model.panels.parameter_importance import ParameterImportancePanel as _ParameterImportancePanel
from runpress.model.panels.raw import RawPanel as _RawPanel
from runpress.model.panels.run_comparer import RunComparerPanel as _RunComparerPanel
from runpress.model.panels.run_table import RunTablePanel as _RunTablePanel
from runpress.model.panels.scalar import ScalarPanel as _ScalarPanel
from runpress.model.panels.scatter import ScatterPanel as _ScatterPanel
from runpress.model.panels.weave import ArtifactFilePanel as _ArtifactFilePanel
from runpress.model.panels.weave import ArtifactPanel as _ArtifactPanel
from runpress.model.panels.weave import SummaryTablePanel as _SummaryTablePanel
from runpress.model.panels.weave import WeavePanel as _WeavePanel
from runpress.model.runset import Runset as _Runset
from runpress.model.runset import RunSettings as _RunSettings
from runpress.model.runset import SelectedGroup
from runpress.model.section import SectionLayoutSettings as _SectionLayoutSettings
from runpress.model.section import SectionOptions as _SectionOptions
from runpress.model.settings import SectionPanelSettings as _SectionPanelSettings
from runpress.model.settings import WorkspaceSettings as _WorkspaceSettings

KeyLike: TypeAlias = str | Key | Term
OrderLike: TypeAlias = str | Term | Descending | _Ordering
FilterLike: TypeAlias = str | Condition | Sequence[str | Condition]

class ArtifactFilePanel(_ArtifactFilePanel):
    def __init__(
        self,
        *,
        title: str | None = ...,
        width: str | int | None = ...,
        height: int | None = ...,
        layout: _Layout | None = ...,
        runset: str | Sequence[str] | None = ...,
        alt: str | None = ...,
        auto: bool | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
        artifact: str = ...,
        version: str = ...,
        file: str = ...,
    ) -> None: ...

class ArtifactPanel(_ArtifactPanel):
    def __init__(
        self,
        *,
        title: str | None = ...,
        width: str | int | None = ...,
        height: int | None = ...,
        layout: _Layout | None = ...,
        runset: str | Sequence[str] | None = ...,
        alt: str | None = ...,
        auto: bool | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
        artifact: str = ...,
        tab: Literal["overview", "metadata", "usage", "files", "lineage"] = ...,
    ) -> None: ...

class Author(_Author):
    def __init__(
        self,
        *,
        name: str,
        username: str | None = ...,
    ) -> None: ...

class BarPanel(_BarPanel):
    def __init__(
        self,
        *,
        title: str | None = ...,
        width: str | int | None = ...,
        height: int | None = ...,
        layout: _Layout | None = ...,
        runset: str | Sequence[str] | None = ...,
        alt: str | None = ...,
        auto: bool | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
        metrics: KeyLike | Sequence[KeyLike] = ...,
        orientation: Literal["v", "h"] | None = ...,
        plot_style: Literal["bar", "boxplot", "violin"] | None = ...,
        range_x: Sequence[float | None] = ...,
        title_x: str | None = ...,
        title_y: str | None = ...,
        groupby: KeyLike | Literal["none"] | None = ...,
        groupby_aggfunc: Literal["mean", "min", "max", "median", "sum", "samples"] | None = ...,
        groupby_rangefunc: Literal["minmax", "stddev", "stderr", "none", "samples"] | None = ...,
        aggregate: bool | None = ...,
        aggregate_metrics: bool | None = ...,
        group_runs_limit: int | None = ...,
        max_runs_to_show: int | None = ...,
        max_bars_to_show: int | None = ...,
        custom_expressions: str | Sequence[str] | None = ...,
        show_legend: bool | None = ...,
        legend_template: str | None = ...,
        legend_fields: str | Sequence[str] | None = ...,
        line_titles: Mapping[str, str] | None = ...,
        line_colors: Mapping[str, str] | None = ...,
        color_each_metric_differently: bool | None = ...,
        font_size: Literal["small", "medium", "large", "auto"] | None = ...,
    ) -> None: ...

class CodeComparerPanel(_CodeComparerPanel):
    def __init__(
        self,
        *,
        title: str | None = ...,
        width: str | int | None = ...,
        height: int | None = ...,
        layout: _Layout | None = ...,
        runset: str | Sequence[str] | None = ...,
        alt: str | None = ...,
        auto: bool | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
        diff: Literal["split", "unified"] | None = ...,
    ) -> None: ...

class CustomChartPanel(_CustomChartPanel):
    def __init__(
        self,
        *,
        title: str | None = ...,
        width: str | int | None = ...,
        height: int | None = ...,
        layout: _Layout | None = ...,
        runset: str | Sequence[str] | None = ...,
        alt: str | None = ...,
        auto: bool | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
        chart_name: str = ...,
        query: Mapping[str, Any] | Sequence[Mapping[str, Any]] = ...,
        max_runs_to_show: int | None = ...,
        transform: str = ...,
        chart_fields: Mapping[str, str] = ...,
        chart_strings: Mapping[str, str] = ...,
    ) -> None: ...

class GridOptions(_GridOptions):
    def __init__(
        self,
        *,
        columns: int | None = ...,
        height: int | None = ...,
        empty: bool = ...,
        runsets: str | Sequence[str] | None = ...,
        hide_run_sets: bool = ...,
        active_runset: int | Literal[False] | str | None = ...,
        open_viz: bool = ...,
        panel_settings: GridPanelSettings = ...,
        custom_run_colors: Mapping[str, str] | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
    ) -> None: ...

class Layout(_Layout):
    def __init__(
        self,
        *,
        x: int = ...,
        y: int = ...,
        w: int = ...,
        h: int = ...,
    ) -> None: ...

class LinePanel(_LinePanel):
    def __init__(
        self,
        *,
        title: str | None = ...,
        width: str | int | None = ...,
        height: int | None = ...,
        layout: _Layout | None = ...,
        runset: str | Sequence[str] | None = ...,
        alt: str | None = ...,
        auto: bool | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
        x: KeyLike | None = ...,
        y: KeyLike | Sequence[KeyLike] = ...,
        range_x: Sequence[float | None] = ...,
        range_y: Sequence[float | None] = ...,
        log_x: bool | None = ...,
        log_y: bool | None = ...,
        title_x: str | None = ...,
        title_y: str | None = ...,
        ignore_outliers: bool | None = ...,
        groupby: KeyLike | Literal["none"] | None = ...,
        groupby_aggfunc: Literal["mean", "min", "max", "median", "sum", "samples"] | None = ...,
        groupby_rangefunc: Literal["minmax", "stddev", "stderr", "none", "samples"] | None = ...,
        aggregate: bool | None = ...,
        smoothing_factor: float | None = ...,
        smoothing_type: Literal["exponentialTimeWeighted", "exponential", "gaussian", "average", "none"] | None = ...,
        smoothing_show_original: bool | None = ...,
        max_runs_to_show: int | None = ...,
        custom_expressions: str | Sequence[str] | None = ...,
        plot_type: Literal["line", "stacked-area", "pct-area"] | None = ...,
        font_size: Literal["small", "medium", "large", "auto"] | None = ...,
        show_legend: bool | None = ...,
        legend_position: Literal["north", "south", "east", "west"] | None = ...,
        legend_template: str | None = ...,
        legend_fields: str | Sequence[str] | None = ...,
        xaxis_expression: str | None = ...,
        xaxis_format: str | None = ...,
        metric_regex: str | None = ...,
        use_metric_regex: bool | None = ...,
        point_visualization_method: Literal["bucketing-gorilla", "sampling"] | None = ...,
        line_titles: Mapping[str, str] | None = ...,
        line_colors: Mapping[str, str] | None = ...,
        line_widths: Mapping[str, float] | None = ...,
        line_marks: Mapping[str, Literal["solid", "dashed", "dotted", "dotdash", "dotdotdash", "points"]] | None = ...,
        group_runs_limit: int | None = ...,
        color_each_metric_differently: bool | None = ...,
        aggregate_metrics: bool | None = ...,
        use_global_smoothing: bool | None = ...,
        use_local_smoothing: bool | None = ...,
        starting_x_axis: str | None = ...,
        y_axis_auto_range: bool | None = ...,
    ) -> None: ...

class MarkdownPanel(_MarkdownPanel):
    def __init__(
        self,
        *,
        title: str | None = ...,
        width: str | int | None = ...,
        height: int | None = ...,
        layout: _Layout | None = ...,
        runset: str | Sequence[str] | None = ...,
        alt: str | None = ...,
        auto: bool | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
        markdown: str = ...,
    ) -> None: ...

class MediaBrowserPanel(_MediaBrowserPanel):
    def __init__(
        self,
        *,
        title: str | None = ...,
        width: str | int | None = ...,
        height: int | None = ...,
        layout: _Layout | None = ...,
        runset: str | Sequence[str] | None = ...,
        alt: str | None = ...,
        auto: bool | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
        media_keys: str | Sequence[str] = ...,
        num_columns: int | None = ...,
        mode: Literal["gallery", "grid", "auto"] | None = ...,
        gallery_axis: Literal["step", "index", "run"] | None = ...,
        grid_x_axis: Literal["step", "index", "run"] | None = ...,
        grid_y_axis: Literal["step", "index", "run"] | None = ...,
        step_index: int | None = ...,
        media_index: int | None = ...,
        step_stride_length: int | None = ...,
        snap_to_existing_step: bool | None = ...,
        max_gallery_items: int | None = ...,
        max_y_axis_count: int | None = ...,
        page: int | None = ...,
        actual_size: bool | None = ...,
        fit_to_dimension: Literal["width", "height"] | bool | None = ...,
        pixelated: bool | None = ...,
        tile_layout: Mapping[str, Any] | None = ...,
        selection: Mapping[str, Any] | None = ...,
        molecule_config: Mapping[str, Any] | None = ...,
        segmentation_mask_config: Mapping[str, Any] | None = ...,
        bounding_box_config: Mapping[str, Any] | None = ...,
    ) -> None: ...

class Ordering(_Ordering):
    def __init__(
        self,
        *,
        name: KeyLike,
        ascending: bool = ...,
    ) -> None: ...

class ParallelCoordinatesPanel(_ParallelCoordinatesPanel):
    def __init__(
        self,
        *,
        title: str | None = ...,
        width: str | int | None = ...,
        height: int | None = ...,
        layout: _Layout | None = ...,
        runset: str | Sequence[str] | None = ...,
        alt: str | None = ...,
        auto: bool | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
        columns: KeyLike
        | ParallelColumn
        | Mapping[str, Any]
        | Sequence[KeyLike | ParallelColumn | Mapping[str, Any]] = ...,
        gradient: str | GradientPoint | Sequence[float | str] | Sequence[str | Sequence[float | str]] | None = ...,
        gradient_color: bool | None = ...,
        legend_fields: str | Sequence[str] | None = ...,
        font_size: Literal["small", "medium", "large", "auto"] | None = ...,
    ) -> None: ...

class ParameterImportancePanel(_ParameterImportancePanel):
    def __init__(
        self,
        *,
        title: str | None = ...,
        width: str | int | None = ...,
        height: int | None = ...,
        layout: _Layout | None = ...,
        runset: str | Sequence[str] | None = ...,
        alt: str | None = ...,
        auto: bool | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
        with_respect_to: KeyLike | None = ...,
        parameter_conf: Mapping[str, Any] | None = ...,
    ) -> None: ...

class RawPanel(_RawPanel):
    def __init__(
        self,
        *,
        title: str | None = ...,
        width: str | int | None = ...,
        height: int | None = ...,
        layout: _Layout | None = ...,
        runset: str | Sequence[str] | None = ...,
        alt: str | None = ...,
        auto: bool | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
        spec: Mapping[str, Any] = ...,
    ) -> None: ...

class RunComparerPanel(_RunComparerPanel):
    def __init__(
        self,
        *,
        title: str | None = ...,
        width: str | int | None = ...,
        height: int | None = ...,
        layout: _Layout | None = ...,
        runset: str | Sequence[str] | None = ...,
        alt: str | None = ...,
        auto: bool | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
        diff_only: Literal["split"] | bool | None = ...,
        collapsed_tree: Mapping[str, Any] | None = ...,
    ) -> None: ...

class RunSettings(_RunSettings):
    def __init__(
        self,
        *,
        name: str | None = ...,
        color: str | None = ...,
        transparent_color: str | None = ...,
        disabled: bool = ...,
    ) -> None: ...

class RunTablePanel(_RunTablePanel):
    def __init__(
        self,
        *,
        title: str | None = ...,
        width: str | int | None = ...,
        height: int | None = ...,
        layout: _Layout | None = ...,
        runset: str | Sequence[str] | None = ...,
        alt: str | None = ...,
        auto: bool | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
        visible_columns: KeyLike | Sequence[KeyLike] = ...,
        pinned_columns: KeyLike | Sequence[KeyLike] = ...,
        hidden_columns: KeyLike | Sequence[KeyLike] = ...,
        column_order: KeyLike | Sequence[KeyLike] = ...,
        column_widths: Mapping[str, int] = ...,
        order: OrderLike | Sequence[OrderLike] = ...,
        page_size: int | None = ...,
        max_runs_to_show: int | None = ...,
    ) -> None: ...

class Runset(_Runset):
    def __init__(
        self,
        *,
        name: str = ...,
        enabled: bool = ...,
        entity: str | None = ...,
        project: str | None = ...,
        filters: FilterLike | None = ...,
        filter_format: Literal["v1", "v2"] = ...,
        query: str = ...,
        regex_query: bool = ...,
        groupby: KeyLike | Sequence[KeyLike] = ...,
        order: OrderLike | Sequence[OrderLike] = ...,
        limit: int | None = ...,
        custom_run_colors: Mapping[str, str] = ...,
        run_settings: Mapping[str, _RunSettings] = ...,
        selection: Literal["all", "none"] = ...,
        selection_tree: str
        | float
        | bool
        | SelectedGroup
        | Sequence[str | int | float | bool | SelectedGroup]
        | None = ...,
        expanded_rows: str | Sequence[str] = ...,
        visible_columns: KeyLike | Sequence[KeyLike] = ...,
        pinned_columns: KeyLike | Sequence[KeyLike] = ...,
        hidden_columns: KeyLike | Sequence[KeyLike] = ...,
        column_order: KeyLike | Sequence[KeyLike] = ...,
        column_widths: Mapping[str, int] = ...,
        lock_columns: bool | None = ...,
        pinned_columns_shown: int | None = ...,
        page_size: int = ...,
        only_show_selected: bool = ...,
        baseline_run: str | None = ...,
        pinned_runs: str | Sequence[str] = ...,
        dialect: Literal["sdk", "editor"] | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
    ) -> None: ...

class ScalarPanel(_ScalarPanel):
    def __init__(
        self,
        *,
        title: str | None = ...,
        width: str | int | None = ...,
        height: int | None = ...,
        layout: _Layout | None = ...,
        runset: str | Sequence[str] | None = ...,
        alt: str | None = ...,
        auto: bool | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
        metric: KeyLike | None = ...,
        groupby: KeyLike | Literal["none"] | None = ...,
        groupby_aggfunc: Literal["mean", "min", "max", "median", "sum", "samples"] | None = ...,
        groupby_rangefunc: Literal["minmax", "stddev", "stderr", "none", "samples"] | None = ...,
        aggregate: bool | None = ...,
        aggregate_metrics: bool | None = ...,
        group_runs_limit: int | None = ...,
        custom_expressions: str | Sequence[str] | None = ...,
        show_legend: bool | None = ...,
        legend_template: str | None = ...,
        legend_fields: str | Sequence[str] | None = ...,
        font_size: Literal["small", "medium", "large", "auto"] | None = ...,
    ) -> None: ...

class ScatterPanel(_ScatterPanel):
    def __init__(
        self,
        *,
        title: str | None = ...,
        width: str | int | None = ...,
        height: int | None = ...,
        layout: _Layout | None = ...,
        runset: str | Sequence[str] | None = ...,
        alt: str | None = ...,
        auto: bool | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
        x: KeyLike | None = ...,
        y: KeyLike | None = ...,
        z: KeyLike | None = ...,
        range_x: Sequence[float | None] = ...,
        range_y: Sequence[float | None] = ...,
        range_z: Sequence[float | None] = ...,
        log_x: bool | None = ...,
        log_y: bool | None = ...,
        log_z: bool | None = ...,
        running_ymin: bool | None = ...,
        running_ymax: bool | None = ...,
        running_ymean: bool | None = ...,
        running_smoothing: float | None = ...,
        regression: bool | None = ...,
        gradient: str | GradientPoint | Sequence[float | str] | Sequence[str | Sequence[float | str]] | None = ...,
        min_color: str | None = ...,
        max_color: str | None = ...,
        legend_template: str | None = ...,
        legend_fields: str | Sequence[str] | None = ...,
        font_size: Literal["small", "medium", "large", "auto"] | None = ...,
    ) -> None: ...

class SectionLayoutSettings(_SectionLayoutSettings):
    def __init__(
        self,
        *,
        columns: int = ...,
        rows: int = ...,
        snap_to_columns: bool = ...,
        gutter_width: float = ...,
        box_width: float = ...,
        box_height: float = ...,
    ) -> None: ...

class SectionOptions(_SectionOptions):
    def __init__(
        self,
        *,
        is_open: bool = ...,
        pinned: bool = ...,
        layout_type: Literal["standard", "custom"] = ...,
        layout_settings: _SectionLayoutSettings = ...,
        panel_settings: _SectionPanelSettings = ...,
        sorted: int = ...,
        is_panels_auto: bool | None = ...,
        default_name: str | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
    ) -> None: ...

class SectionPanelSettings(_SectionPanelSettings):
    def __init__(
        self,
        *,
        x_axis: KeyLike = ...,
        x_min: float | None = ...,
        x_max: float | None = ...,
        x_axis_active: bool | None = ...,
        smoothing_type: Literal["exponentialTimeWeighted", "exponential", "gaussian", "average", "none"] | None = ...,
        smoothing_weight: float = ...,
        smoothing_active: bool | None = ...,
        ignore_outliers: bool = ...,
        use_run_table_grouping: bool = ...,
        max_runs: int | None = ...,
        point_visualization_method: Literal["bucketing", "downsampling"] | None = ...,
        remove_legends_from_panels: bool | None = ...,
        tooltip_number_of_runs: Literal["single", "default", "all_runs"] | None = ...,
        tooltip_color_run_names: bool | None = ...,
    ) -> None: ...

class SummaryTablePanel(_SummaryTablePanel):
    def __init__(
        self,
        *,
        title: str | None = ...,
        width: str | int | None = ...,
        height: int | None = ...,
        layout: _Layout | None = ...,
        runset: str | Sequence[str] | None = ...,
        alt: str | None = ...,
        auto: bool | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
        table_name: str = ...,
    ) -> None: ...

class WeavePanel(_WeavePanel):
    def __init__(
        self,
        *,
        title: str | None = ...,
        width: str | int | None = ...,
        height: int | None = ...,
        layout: _Layout | None = ...,
        runset: str | Sequence[str] | None = ...,
        alt: str | None = ...,
        auto: bool | None = ...,
        id: str | None = ...,
        extra: Mapping[str, Any] | None = ...,
        beside: Mapping[str, Any] | None = ...,
        omit: str | Sequence[str] = ...,
        config: Mapping[str, Any] = ...,
    ) -> None: ...

class WorkspaceSettings(_WorkspaceSettings):
    def __init__(
        self,
        *,
        x_axis: KeyLike = ...,
        x_min: float | None = ...,
        x_max: float | None = ...,
        x_axis_active: bool | None = ...,
        smoothing_type: Literal["exponentialTimeWeighted", "exponential", "gaussian", "average", "none"] | None = ...,
        smoothing_weight: float = ...,
        smoothing_active: bool | None = ...,
        ignore_outliers: bool = ...,
        use_run_table_grouping: bool = ...,
        max_runs: int = ...,
        point_visualization_method: Literal["bucketing", "downsampling"] = ...,
        remove_legends_from_panels: bool | None = ...,
        tooltip_number_of_runs: Literal["single", "default", "all_runs"] = ...,
        tooltip_color_run_names: bool | None = ...,
        sort_panels_alphabetically: bool = ...,
        group_by_prefix: Literal["first", "last"] = ...,
        show_empty_sections: bool = ...,
        panel_search_query: str | None = ...,
        auto_expand_panel_search_results: bool | None = ...,
        panel_search_history: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = ...,
        auto_generate_panels: bool | None = ...,
        panel_config_overrides: Mapping[str, Mapping[str, Any]] | None = ...,
        panel_placement_overrides: Mapping[str, Mapping[str, Any]] | None = ...,
    ) -> None: ...
