"""Query panels: trees of W&B's query language that say a logged table, an artifact, a file of one, or the runs.

The trees are those of W&B's Python package. What a stored tree has beyond them (column settings, row limits)
stays beside the fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from runpress.codec.fields import UNSET, Declared, Decoding, Encoding, Primitive, held, plain
from runpress.codec.json_text import Json
from runpress.frozen import frozen
from runpress.model.node import Node
from runpress.model.panels.base import Panel
from runpress.model.panels.run_table import RunTablePanel
from runpress.model.panels.weave import ArtifactFilePanel, ArtifactPanel, SummaryTablePanel, WeavePanel

CONFIG = "panel2Config"
TABLE_FILE = {"type": "file", "extension": "json", "wbObjectType": {"type": "table", "columnTypes": {}}}
_MOST_RUNS = 50


def typed_dict(**types: Json) -> Json:
    """The type of an object with these keys."""
    return {"type": "typedDict", "propertyTypes": types}


def tagged(tag: Json, value: Json) -> Json:
    """The type of a value that remembers where it comes from."""
    return {"type": "tagged", "tag": tag, "value": value}


def listed(item: Json) -> Json:
    """The type of a list."""
    return {"type": "list", "objectType": item, "maxLength": _MOST_RUNS}


def const(text: str) -> Json:
    """A text in a query."""
    return {"nodeType": "const", "type": "string", "val": text}


def variable(name: str, kind: Json) -> Json:
    """What a query panel is given: the runs or the project of its grid."""
    return {"nodeType": "var", "type": kind, "varName": name}


def output(kind: Json, operation: str, inputs: Mapping[str, Json]) -> Json:
    """The result of an operation."""
    return {"nodeType": "output", "type": kind, "fromOp": {"name": operation, "inputs": dict(inputs)}}


PROJECT_TAG = typed_dict(entityName="string", projectName="string")
RUNS_TAG = tagged(PROJECT_TAG, typed_dict(project="project", filter="string", order="string"))
ARTIFACT_TAG = tagged(PROJECT_TAG, typed_dict(project="project", artifactName="string"))
VERSION_TAG = tagged(PROJECT_TAG, typed_dict(project="project", artifactName="string", artifactVersionAlias="string"))
RUN_TAG = typed_dict(run="run")
RUNS = variable("runs", tagged(RUNS_TAG, listed("run")))
PROJECT = variable("project", tagged(PROJECT_TAG, "project"))


def entered(expression: Json) -> Json:
    """An expression as if a person had typed it, a copy that shares nothing with another one."""
    return {**plain(expression), "__userInput": True}


def summary_table(table: str, runs: Json) -> Json:
    """The table that runs logged under a key."""
    own = typed_dict(runtime="number")
    logged = typed_dict(_step="number", table=TABLE_FILE, _wandb=own, _runtime="number", _timestamp="number")
    summaries = listed(tagged(RUN_TAG, {"type": "union", "members": [typed_dict(_wandb=own), logged]}))
    tables = listed(tagged(RUN_TAG, {"type": "union", "members": [TABLE_FILE, "none"]}))
    summary = output(tagged(RUNS_TAG, summaries), "run-summary", {"run": runs})
    return output(tagged(RUNS_TAG, tables), "pick", {"obj": summary, "key": const(table)})


def artifact(name: str, project: Json) -> Json:
    """An artifact of a project."""
    inputs = {"project": project, "artifactName": const(name)}
    return output(tagged(ARTIFACT_TAG, "artifact"), "project-artifact", inputs)


def artifact_file(name: str, version: str, file: str, project: Json) -> Json:
    """A file of a version of an artifact."""
    inputs = {"project": project, "artifactName": const(name), "artifactVersionAlias": const(version)}
    found = output(tagged(VERSION_TAG, "artifactVersion"), "project-artifactVersion", inputs)
    return output(
        tagged(VERSION_TAG, TABLE_FILE), "artifactVersion-file", {"artifactVersion": found, "path": const(file)}
    )


def artifact_view(tab: str) -> dict[str, Json]:
    """How an artifact is shown, beside the expression that finds it."""
    return {
        "panelInputType": plain(tagged(ARTIFACT_TAG, "artifact")),
        "panelConfig": {"tabConfigs": {"overview": {"selectedTab": tab}}},
    }


def _of_summary_table(panel: Any) -> Json:
    return {"exp": entered(summary_table(panel.table_name, RUNS))}


def _of_artifact(panel: Any) -> Json:
    return {"exp": entered(artifact(panel.artifact, PROJECT)), **artifact_view(panel.tab)}


def _of_artifact_file(panel: Any) -> Json:
    return {"exp": entered(artifact_file(panel.artifact, panel.version, panel.file, PROJECT))}


def _of_runs(panel: Any) -> Json:
    del panel
    return {"exp": entered(RUNS)}


@frozen
class Query(Primitive):
    """Fields of a panel that stand in one tree: each has its path there."""

    build: Callable[[Any], Json]
    paths: Mapping[str, tuple[str, ...]]
    together = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the tree, once."""
        del declared, scope
        if CONFIG not in out:
            out[CONFIG] = self.build(node)

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """The text at the field's path."""
        del scope
        path = self.paths.get(declared.name)
        found = at_path(stored, (CONFIG, *path)) if path else None
        return found if isinstance(found, str) else UNSET


class Whole(Primitive):
    """The configuration as it is."""

    together = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write all of it."""
        del scope
        out.update(plain(getattr(node, declared.name)))

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """Take all of it but the title, which is an option."""
        del declared, scope
        config = {key: value for key, value in stored.items() if key != "chartTitle" or not isinstance(value, str)}
        return held(config)


def at_path(value: Json, path: tuple[str, ...]) -> Json:
    """The value at a path of keys; None where there is none."""
    for key in path:
        if not isinstance(value, dict):
            return None
        value = value.get(key)
    return value


_INPUTS = ("exp", "fromOp", "inputs")
_VERSION_INPUTS = (*_INPUTS, "artifactVersion", "fromOp", "inputs")
TABLE = Query(_of_summary_table, {"table_name": (*_INPUTS, "key", "val")})
ARTIFACT = Query(
    _of_artifact,
    {
        "artifact": (*_INPUTS, "artifactName", "val"),
        "tab": ("panelConfig", "tabConfigs", "overview", "selectedTab"),
    },
)
ARTIFACT_FILE = Query(
    _of_artifact_file,
    {
        "artifact": (*_VERSION_INPUTS, "artifactName", "val"),
        "version": (*_VERSION_INPUTS, "artifactVersionAlias", "val"),
        "file": (*_INPUTS, "path", "val"),
    },
)
RUN_TABLE = Query(_of_runs, {})
WHOLE = Whole()

_KINDS: dict[str, tuple[type[Panel], tuple[tuple[str, ...], ...]]] = {
    "pick": (SummaryTablePanel, tuple(TABLE.paths.values())),
    "project-artifact": (ArtifactPanel, tuple(ARTIFACT.paths.values())[:1]),
    "artifactVersion-file": (ArtifactFilePanel, tuple(ARTIFACT_FILE.paths.values())),
}


def kind_of_query(config: Json) -> type[Panel]:
    """The panel type that says this configuration in the fewest words."""
    tree = config.get(CONFIG) if isinstance(config, dict) else None
    if tree == _of_runs(None):
        return RunTablePanel
    operation = at_path(tree, ("exp", "fromOp", "name"))
    kind, needed = _KINDS.get(operation, (WeavePanel, ())) if isinstance(operation, str) else (WeavePanel, ())
    return kind if all(isinstance(at_path(tree, path), str) for path in needed) else WeavePanel
