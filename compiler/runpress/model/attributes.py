"""The one table of run attributes and x axes: each spelling of each, ours and W&B's."""

from __future__ import annotations

from runpress.frozen import frozen


@frozen
class Attribute:
    """A run attribute. `name` is how documents spell it."""

    name: str
    label: str
    """How readers see it."""
    front: str
    """The Python API's name: `Metric("State")`."""
    wire: str
    """The key in W&B's specs."""
    api: str
    """The field of the Public API's filters."""


def _table(*rows: Attribute) -> dict[str, Attribute]:
    return {row.name: row for row in rows}


ATTRIBUTES: dict[str, Attribute] = _table(
    Attribute("name", "Name", "Name", "displayName", "display_name"),
    # A run's id is what the wire and the Public API call its name.
    Attribute("id", "ID", "ID", "name", "name"),
    Attribute("state", "State", "State", "state", "state"),
    Attribute("tags", "Tags", "Tags", "tags", "tags"),
    Attribute("user", "User", "User", "username", "username"),
    Attribute("group", "Group", "Group", "group", "group"),
    Attribute("job_type", "Job type", "JobType", "jobType", "jobType"),
    Attribute("sweep", "Sweep", "Sweep", "sweep", "sweep"),
    Attribute("created_at", "Created", "CreatedTimestamp", "createdAt", "createdAt"),
    Attribute("updated_at", "Updated", "UpdatedTimestamp", "updatedAt", "updatedAt"),
    Attribute("runtime", "Runtime", "Runtime", "duration", "duration"),
    Attribute("host", "Host", "Hostname", "host", "host"),
    Attribute("notes", "Notes", "Notes", "notes", "notes"),
    Attribute("input_artifacts", "Input artifacts", "UsingArtifact", "inputArtifacts", "inputArtifacts"),
    Attribute("output_artifacts", "Output artifacts", "OutputtingArtifact", "outputArtifacts", "outputArtifacts"),
)

AXES: dict[str, str] = {
    "_step": "Step",
    "_runtime": "Relative Time",
    "_timestamp": "Wall Time",
    "_absolute_runtime": "Relative Time (Wall)",
}
"""X axes that W&B keeps for every run: wire name to the spelling of documents."""

_AXIS_SPELLINGS: dict[str, str] = {
    **{wire: wire for wire in AXES},
    **{spelling: wire for wire, spelling in AXES.items()},
    "RelativeTime": "_runtime",
    "RelativeTime(Process)": "_runtime",
    "Relative Time (Process)": "_runtime",
    "RelativeTime(Wall)": "_absolute_runtime",
    "WallTime": "_timestamp",
}

_BY_SPELLING: dict[str, Attribute] = {
    # The wire's `name` means the id; documents mean the display name, so that one spelling is not read.
    **{row.wire: row for row in ATTRIBUTES.values() if row.wire != "name"},
    **{row.front: row for row in ATTRIBUTES.values()},
    **ATTRIBUTES,
}
_BY_WIRE: dict[str, Attribute] = {row.wire: row for row in ATTRIBUTES.values()}


def attribute_named(spelling: str) -> Attribute | None:
    """The attribute that a document means: by our name, the Python API's, or an unmistakable wire name."""
    return _BY_SPELLING.get(spelling)


def attribute_of_wire(wire: str) -> Attribute | None:
    """The attribute of a wire name: `displayName` is the name, `name` is the id."""
    return _BY_WIRE.get(wire)


def axis_named(spelling: str) -> str | None:
    """The wire name of an x axis: `Step` and `_step` are `_step`; None for a logged metric."""
    return _AXIS_SPELLINGS.get(spelling)
