"""Query panels: W&B's query language, with short forms for tables and artifacts."""

from typing import Any, ClassVar, Literal, TypeAlias

from runpress.model.node import option
from runpress.model.panels.base import COMMON_NAMES, Panel

Tab: TypeAlias = Literal["overview", "metadata", "usage", "files", "lineage"]


class WeavePanel(Panel):
    """A query panel by its whole configuration."""

    example: ClassVar[str] = """\
type: weave
config: {panel2Config: {}}
"""
    view_type: ClassVar[str] = "Weave"
    hints: ClassVar[tuple[str, ...]] = ("config",)
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("config",),)
    also_called: ClassVar[dict[str, str]] = {**COMMON_NAMES, "query": "config", "spec": "config"}

    type: Literal["weave"] = option("weave", doc="The type of the panel.")
    config: dict[str, Any] = option({}, doc="The panel's configuration, kept as it is.", encoding="weave-config")


class SummaryTablePanel(Panel):
    """A table that runs logged, over all runs of the run sets."""

    example: ClassVar[str] = """\
type: summary-table
table_name: predictions
"""
    view_type: ClassVar[str] = "Weave"
    hints: ClassVar[tuple[str, ...]] = ("table_name",)
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("table_name",),)
    also_called: ClassVar[dict[str, str]] = {
        **COMMON_NAMES,
        "table": "table_name",
        "name": "table_name",
        "key": "table_name",
    }

    type: Literal["summary-table"] = option("summary-table", doc="The type of the panel.")
    table_name: str = option("", doc="The key under which the table was logged.", encoding="weave-table")


class ArtifactPanel(Panel):
    """An artifact of the project."""

    example: ClassVar[str] = """\
type: artifact
artifact: digits-model
tab: files
"""
    view_type: ClassVar[str] = "Weave"
    hints: ClassVar[tuple[str, ...]] = ("artifact", "tab")
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("artifact",),)
    also_called: ClassVar[dict[str, str]] = {**COMMON_NAMES, "name": "artifact"}

    type: Literal["artifact"] = option("artifact", doc="The type of the panel.")
    artifact: str = option("", doc="The artifact's name.", encoding="weave-artifact")
    tab: Tab = option("overview", doc="The tab that stands open.", encoding="weave-artifact")


class ArtifactFilePanel(Panel):
    """One file of a version of an artifact."""

    example: ClassVar[str] = """\
type: artifact-file
artifact: digits-model
version: latest
file: metrics.json
"""
    view_type: ClassVar[str] = "Weave"
    hints: ClassVar[tuple[str, ...]] = ("file", "version")
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("artifact",), ("version",), ("file",))
    also_called: ClassVar[dict[str, str]] = {**COMMON_NAMES, "name": "artifact", "path": "file", "alias": "version"}

    type: Literal["artifact-file"] = option("artifact-file", doc="The type of the panel.")
    artifact: str = option("", doc="The artifact's name.", encoding="weave-artifact-file")
    version: str = option("", doc="The version, `v3` or `latest`.", encoding="weave-artifact-file")
    file: str = option("", doc="The file's path in the artifact.", encoding="weave-artifact-file")
