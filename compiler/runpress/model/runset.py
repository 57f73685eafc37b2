"""A run set: which runs, in which order and groups, with which colours and columns."""

from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from runpress.diagnostics import Severity
from runpress.model.colors import Color, checked_color
from runpress.model.columns import ColumnKeys
from runpress.model.filters.nodes import Expression
from runpress.model.filters.terms import Condition, and_
from runpress.model.keys import Key
from runpress.model.node import Node, option
from runpress.model.order import Ordering, Orderings
from runpress.model.shorts import Alias, ShortForm, Split
from runpress.model.values import Count, Listed, ProjectName, RunKeys, Texts
from runpress.source import SourceFile

__all__ = ["Ordering", "RunSettings", "Runset"]


class _FilterSchema:
    """A filter is an `Expression`; its text is parsed before the node is built, where places are known."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Take expressions as they are, refuse all else."""
        del source, handler
        return core_schema.no_info_plain_validator_function(
            _expression, serialization=core_schema.plain_serializer_function_ser_schema(_filter_text)
        )

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Authors write text, or a list of texts, all of which must hold."""
        del schema, handler
        text = {"type": "string", "x-language": "runpress-filter"}
        return {"anyOf": [text, {"type": "array", "items": text}]}


def _expression(value: Any) -> Expression | None:
    """A filter from code: an expression, conditions, text. From documents come expressions only."""
    if isinstance(value, Condition):
        return value.expression
    if isinstance(value, list | tuple) and value and all(isinstance(item, Condition | str) for item in value):
        found = [_expression(item) for item in value]
        said = [Condition(each) for each in found if each is not None]
        return and_(*said).expression if said else None
    if isinstance(value, str):
        return _parsed(value)
    if value is None or isinstance(value, Expression):
        return value
    raise PydanticCustomError(
        "string_type",
        "expected a filter",
        {"help": 'text, a condition such as `config("lr") < 0.1`, or a list of them'},
    )


def _parsed(text: str) -> Expression | None:
    from runpress.model.filters.parser import parse_filter

    source = SourceFile("filter", text)
    expression, findings = parse_filter(text, source.span)
    faults = [finding.message for finding in findings if finding.severity is Severity.ERROR]
    if faults:
        raise PydanticCustomError("filter", "{reason}", {"reason": faults[0]})
    return expression


def _filter_text(value: Expression | None) -> str | None:
    from runpress.model.filters.printer import print_filter

    return None if value is None else print_filter(value)


Filter: TypeAlias = Annotated[Expression, _FilterSchema()]


def _checked_run_color(text: str) -> str:
    return checked_color(text) if text else text


RunColor: TypeAlias = Annotated[str, AfterValidator(_checked_run_color), Field(json_schema_extra={"format": "color"})]
"""A colour, or nothing."""


class RunSettings(Node):
    """How one run is shown."""

    name: str | None = option(doc="The name shown in place of the run's own; only in the preview.")
    color: RunColor | None = option("", doc="The run's colour; empty if it has none of its own.", wire="color")
    transparent_color: Color | None = option(
        doc="The fainter colour for its bands, where W&B keeps one beside `color`; only on the server.",
        wire="transparentColor",
    )
    disabled: bool = option(False, doc="Hide the run until a reader shows it.", wire="disabled")


class SelectedGroup(Node):
    """Some runs of a group."""

    value: str | int | float | bool = option(..., doc="The value that the group's runs share.", wire="value")
    children: "SelectedItems" = option((), doc="Runs by id, or groups in the group.", wire="children")
    skip: bool | None = option(doc="Whether the group is passed over; only on the server.", wire="skip")


SelectedItem: TypeAlias = str | int | float | bool | SelectedGroup
"""A run by its id, a whole group by its value, or some runs of a group."""
SelectedItems: TypeAlias = Annotated[tuple[SelectedItem, ...], Listed()]


def with_whole_project(values: Any) -> Any:
    """The fields of a node with `project: acme/digits` for `entity: acme` and `project: digits`."""
    if not isinstance(values, dict):
        return values
    entity, project = values.get("entity"), values.get("project")
    if not (isinstance(entity, str) and isinstance(project, str) and entity and project):
        return values
    return {key: value for key, value in values.items() if key != "entity"} | {"project": project_path(entity, project)}


class Runset(Node):
    """Runs of one project: chosen, ordered, grouped, coloured."""

    example: ClassVar[str] = """\
name: schedules
project: acme/digits
filters: config.schedule in ["cosine", "step"] and summary.val_acc > 0.8
groupby: config.schedule
order: -summary.val_acc
colors: {cosine: teal, step: "#FAC13C"}
columns: {pinned: [name], visible: [config.lr, summary.val_acc]}
"""
    shorts: ClassVar[tuple[ShortForm, ...]] = (
        Alias(
            "colors",
            "custom_run_colors",
            'Colours by run id or group value: `colors: {cosine: teal, step: "#FAC13C"}`.',
        ),
        Alias("runs", "run_settings", "Settings of single runs by id: `runs: {a1b2c3: {color: red}}`."),
        Alias("max_runs", "limit", "Only the first runs of the order: `max_runs: 20`."),
        Split(
            "columns",
            {
                "visible": "visible_columns",
                "pinned": "pinned_columns",
                "hidden": "hidden_columns",
                "order": "column_order",
                "widths": "column_widths",
                "lock": "lock_columns",
            },
            "Columns of the table: `columns: [name, summary.val_acc]` or `columns: {pinned: [name], hidden: [notes]}`.",
            listed="visible",
        ),
    )

    name: str = option("Run set", doc="The name by which panels and grids ask for it.", wire="name")
    enabled: bool = option(
        True, doc="Whether panels show its runs; readers switch run sets on and off.", wire="enabled"
    )
    entity: str | None = option(
        doc="The owner of the project; that of the document if left out.", wire="project", encoding="project"
    )
    project: ProjectName | None = option(
        doc="The project, `digits` or `acme/digits`; that of the document if left out.",
        wire="project",
        encoding="project",
    )
    filters: Filter | None = option(
        doc='Which runs: `config.lr <= 1e-3 and state == "finished"`; all runs if left out. `off(…)` keeps a condition that is switched off.',
        wire="filters",
        encoding="filters",
    )
    filter_format: Literal["v1", "v2"] = option(
        "v2",
        doc="How W&B keeps the filter: as a list, or as the tree (`v1`) of older views, which can say `<` and `>`.",
        wire="filters",
        encoding="filters",
    )
    query: str = option("", doc="Only runs whose display name contains this text.", wire="search", encoding="search")
    regex_query: bool = option(False, doc="Read `query` as a regular expression.", wire="search", encoding="search")
    groupby: RunKeys = option(
        (), doc="Keys by whose values runs are grouped, outermost first.", wire="grouping", encoding="grouping"
    )
    order: Orderings = option(
        (Ordering(name=Key("run", ("created_at",)), ascending=False),),
        doc="Keys by which runs are sorted; `-` before a key sorts the greatest first. The newest first if left out.",
        wire="sort",
        encoding="sort",
    )
    limit: Count | None = option(doc="Show only the first runs of the order; only in the preview.")
    custom_run_colors: dict[str, Color] = option(
        {},
        doc="Colours by run id, or by group value where runs are grouped (nested groups: `outer / inner`; a slash between spaces in a value is written `\\/`).",
        wire="customRunColors",
        encoding="run-colors",
    )
    run_settings: dict[str, RunSettings] = option(
        {}, doc="Settings of single runs, by run id.", wire="selections", encoding="run-settings"
    )
    selection: Literal["all", "none"] = option(
        "all",
        doc="Whether runs are shown (`all`), or only those that `run_settings` lists (`none`).",
        wire="selections",
        encoding="selections",
    )
    selection_tree: SelectedItems | None = option(
        doc="In place of `run_settings`, what is hidden (or shown) in a table with groups: runs, group values, and runs in groups, `[8, {value: 1, children: [a1b2c3]}]`.",
        wire="selections",
        encoding="selections",
    )
    expanded_rows: Texts = option(
        (),
        doc="Groups of the table that stand open, by the values that lead to them: `outer/inner`; only on the server.",
        wire="expandedRowAddresses",
        encoding="expanded-rows",
    )
    visible_columns: ColumnKeys = option(
        (), doc="Columns of the table of runs, in order.", wire="runFeed", encoding="columns"
    )
    pinned_columns: ColumnKeys = option((), doc="Columns that stay at the left.", wire="runFeed", encoding="columns")
    hidden_columns: ColumnKeys = option((), doc="Columns that are left out.", wire="runFeed", encoding="columns")
    column_order: ColumnKeys = option(
        (), doc="The order of columns, if it is not that of `visible_columns`.", wire="runFeed", encoding="columns"
    )
    column_widths: dict[str, Annotated[int, Field(ge=1, le=10000)]] = option(
        {}, doc="Widths of columns in pixels; only on the server.", wire="runFeed", encoding="columns"
    )
    lock_columns: bool | None = option(
        doc="Show exactly the visible columns, also when new ones appear; only on the server.",
        wire="runFeed",
        encoding="columns",
    )
    pinned_columns_shown: int | None = option(
        doc="How many pinned columns the table shows while it is narrow; only on the server.",
        wire="runFeed",
        encoding="columns",
    )
    page_size: Count = option(
        10, doc="Rows on a page of the table; only on the server.", wire="runFeed", encoding="columns"
    )
    only_show_selected: bool = option(
        False, doc="Whether the table leaves hidden runs out; only on the server.", wire="runFeed", encoding="columns"
    )
    baseline_run: str | None = option(
        doc="The run that others are compared with: its id, or `entity/project/id`; only on the server.",
        wire="baselineRunId",
        encoding="run-id",
    )
    pinned_runs: Texts = option(
        (),
        doc="Runs that stay at the top, by id or `entity/project/id`; only on the server.",
        wire="pinnedRunIds",
        encoding="run-ids",
    )

    dialect: Literal["sdk", "editor"] | None = option(
        doc="Whose habits W&B's copy of the run set follows, where it is not the document's `dialect`."
    )
    id: str | None = option(doc="The run set's id on the server, where several grids share it.")
    extra: dict[str, Any] | None = option(
        doc="Keys of W&B's for the run set that runpress does not know, kept as they are."
    )
    omit: Texts = option((), doc="Keys that W&B's copy of the run set lacks, by path: `omit: [runFeed/pageSize]`.")

    _whole_project = model_validator(mode="before")(with_whole_project)

    @property
    def project_path(self) -> str | None:
        """`entity/project`, as far as the run set says it; None where it says nothing."""
        return project_path(self.entity, self.project)


def project_path(entity: str | None, project: str | None) -> str | None:
    """`entity/project` from two options, of which the second may hold both."""
    if not project:
        return None
    return project if "/" in project or not entity else f"{entity}/{project}"
