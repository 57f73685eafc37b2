"""Query blocks: a logged table, an artifact, a file of one, and any other query as it is.

The trees are those of W&B's Python package, which knows a project by its owner and name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runpress.codec.blocks.form import Reading, Stored, Writing, void
from runpress.codec.fields import built, plain
from runpress.codec.json_text import Deep, Json, dumps, has_surrogates, is_deeper
from runpress.codec.primitives.weave import (
    PROJECT_TAG,
    RUN_TAG,
    TABLE_FILE,
    artifact,
    artifact_file,
    artifact_view,
    at_path,
    const,
    entered,
    output,
    tagged,
    typed_dict,
)
from runpress.codec.residue import residue
from runpress.diagnostics.codes import lowering as codes
from runpress.model.blocks import Embed
from runpress.model.embed import EmbedOptions

_MOST_LEVELS = 50
"""Of a query in YAML."""
_INPUTS = ("panelConfig", "exp", "fromOp", "inputs")
_VERSION = (*_INPUTS, "artifactVersion", "fromOp", "inputs")
_RUNS = (*_INPUTS, "obj", "fromOp", "inputs", "run", "fromOp", "inputs")
_PROJECT = ("project", "fromOp", "inputs")
_PROJECT_RUNS = tagged(PROJECT_TAG, typed_dict(project="project"))

_TABLE = {"table_name": (*_INPUTS, "key", "val")}
_ARTIFACT = {
    "artifact": (*_INPUTS, "artifactName", "val"),
    "tab": ("panelConfig", "panelConfig", "tabConfigs", "overview", "selectedTab"),
}
_FILE = {
    "artifact": (*_VERSION, "artifactName", "val"),
    "version": (*_VERSION, "artifactVersionAlias", "val"),
    "file": (*_INPUTS, "path", "val"),
}
_KINDS: Mapping[str, tuple[Mapping[str, tuple[str, ...]], tuple[str, ...]]] = {
    "pick": (_TABLE, (*_RUNS, *_PROJECT)),
    "project-artifact": (_ARTIFACT, (*_INPUTS, *_PROJECT)),
    "artifactVersion-file": (_FILE, (*_VERSION, *_PROJECT)),
}
"""By the operation that a tree ends with: where each option stands in it, and where its project."""


def encode_query(block: Embed, writing: Writing) -> Stored:
    """The query, and how high it is shown."""
    options = block.options
    height = {} if options.height is None else {"height": options.height}
    if options.weave is not None:
        return void("weave-panel", config={**plain(options.weave), **height})
    return void("weave-panel", config={"panelConfig": _tree(options, _project(block, writing)), **height})


def _project(block: Embed, writing: Writing) -> str:
    """The query's own project, or the view's."""
    project = block.options.project or writing.scope.project or ""
    owner, _, name = project.rpartition("/")
    if not owner and writing.scope.project and name:
        owner = writing.scope.project.rpartition("/")[0]
    if not owner or not name:
        place = block.options.value_span("project") or block.span
        writing.notes.add(
            codes.NO_PROJECT,
            place,
            f"the project `{project}` of this query lacks its owner" if project else "this query lacks its project",
            help="add `project: entity/name`, here or in the front matter",
        )
    return f"{owner}/{name}"


def _tree(options: EmbedOptions, project: str) -> Stored:
    owner, _, name = project.partition("/")
    inputs = {"entityName": const(owner), "projectName": const(name)}
    found = output(tagged(PROJECT_TAG, "project"), "root-project", inputs)
    if options.table_name is not None:
        return {"exp": entered(_summary_table(options.table_name, found))}
    named = options.artifact or ""
    if options.file is not None or options.version is not None:
        return {"exp": entered(artifact_file(named, options.version or "", options.file or "", found))}
    return {"exp": entered(artifact(named, found)), **artifact_view(options.tab or "overview")}


def _summary_table(table: str, project: Json) -> Json:
    """The table that runs of a project logged under a key."""
    own = typed_dict(runtime="number")
    logged = typed_dict(_step="number", table=TABLE_FILE, _wandb=own, _runtime="number", _timestamp="number")
    runs = output(tagged(_PROJECT_RUNS, _listed("run")), "project-runs", {"project": project})
    summaries = {"type": "union", "members": [typed_dict(_wandb=own), logged, typed_dict()]}
    tables = {"type": "union", "members": [TABLE_FILE, "none"]}
    summary = output(tagged(_PROJECT_RUNS, _listed(tagged(RUN_TAG, summaries))), "run-summary", {"run": runs})
    inputs = {"obj": summary, "key": const(table)}
    return output(tagged(_PROJECT_RUNS, _listed(tagged(RUN_TAG, tables))), "pick", inputs)


def _listed(item: Json) -> Json:
    return {"type": "list", "objectType": item}


def decode_query(stored: Mapping[str, Json], reading: Reading) -> Embed:
    """The options of a known query; any other, and one that is far from what we would write, as it is."""
    config = stored.get("config")
    if not isinstance(config, dict) or is_deeper(config, _MOST_LEVELS) or not _is_yaml(config):
        return Embed(options=EmbedOptions(weave={}))
    known = _known(config)
    if known is not None:
        is_own = known.project == reading.scope.project
        return Embed(options=known.model_copy(update={"project": None}) if is_own else known)
    return Embed(options=_any_query(config))


def _any_query(config: Mapping[str, Json]) -> EmbedOptions:
    """A query by its whole configuration, and its height."""
    height = config.get("height")
    rest = {key: value for key, value in config.items() if key != "height"}
    found = built(EmbedOptions, {"weave": rest, "height": height if type(height) is int else None})
    return found if found.height is not None else built(EmbedOptions, {"weave": config})


def _known(config: Mapping[str, Json]) -> EmbedOptions | None:
    operation = at_path(config, ("panelConfig", "exp", "fromOp", "name"))
    paths, project_path = _KINDS.get(operation, ({}, ())) if isinstance(operation, str) else ({}, ())
    found: dict[str, Any] = {name: at_path(dict(config), path) for name, path in paths.items()}
    owner, name = (at_path(dict(config), (*project_path, key, "val")) for key in ("entityName", "projectName"))
    if not found or not all(isinstance(value, str) for value in (*found.values(), owner, name)):
        return None
    if found.get("tab") == "overview":
        del found["tab"]
    if type(config.get("height")) is int:
        found["height"] = config["height"]
    options = built(EmbedOptions, {**found, "project": f"{owner}/{name}"})
    if options.project is None:
        return None
    left = residue(config, {"panelConfig": _tree(options, options.project)})
    return None if 2 * len(dumps(dict(left.extra))) > len(dumps(dict(config))) else options


def _is_yaml(value: Json) -> bool:
    """Whether YAML can hold a value: nothing in it is cut off, or half of a character."""
    if isinstance(value, dict):
        return all(_is_yaml(key) and _is_yaml(inner) for key, inner in value.items())
    if isinstance(value, list):
        return all(map(_is_yaml, value))
    return not (isinstance(value, Deep) or (isinstance(value, str) and has_surrogates(value)))
