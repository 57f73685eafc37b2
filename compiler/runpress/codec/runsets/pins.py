"""Runs that stay at the top: W&B stores base64 of `Run:v1:<run id>:<project>:<entity>`.

Documents say a run's id, or `entity/project/id` for a run of another project.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from runpress.codec.fields import UNSET, Declared, Decoding, Encoding, Primitive
from runpress.codec.json_text import Json, has_surrogates
from runpress.diagnostics.codes import lowering as codes
from runpress.model.node import Node

_KIND = "Run:v1"
_PARTS = 5


class Owner(NamedTuple):
    """The project that a bare run id belongs to; empty where nobody says it."""

    entity: str
    project: str

    @classmethod
    def parse(cls, path: str | None) -> Owner:
        """The owner that `entity/project` names."""
        entity, found, project = (path or "").partition("/")
        return cls(entity, project) if found else cls("", "")


def encode_pin(run: str, owner: Owner) -> str:
    """What W&B stores for a run; the run's id itself where its project is not known, which W&B reads, too."""
    parts = run.split("/")
    if len(parts) == 3 and all(parts):  # noqa: PLR2004 - entity, project, id
        owner, run = Owner(parts[0], parts[1]), parts[2]
    if not all(owner) or _parts(run) or has_surrogates(run):
        return run
    return base64.b64encode(f"{_KIND}:{run}:{owner.project}:{owner.entity}".encode()).decode("ascii")


def decode_pin(stored: str, owner: Owner) -> str | None:
    """The run as documents name it; None if W&B stores something else, which `extra` keeps."""
    parts = _parts(stored)
    run = stored
    if parts:
        run = ":".join(parts[2:-2])
        own = Owner(parts[-1], parts[-2])
        run = run if own == owner else f"{own.entity}/{own.project}/{run}"
    return run if encode_pin(run, owner) == stored else None


def _parts(text: str) -> list[str]:
    """The parts of an encoded run; none if it is no such thing."""
    try:
        parts = base64.b64decode(text, validate=True).decode().split(":")
    except (binascii.Error, ValueError):
        return []
    return parts if len(parts) >= _PARTS and ":".join(parts[:2]) == _KIND else []


class Pin(Primitive):
    """One run: the baseline."""

    together = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the run; None is absent."""
        run = getattr(node, declared.name)
        if run is not None:
            out[declared.wire] = encode_pin(run, _owner(node, scope))
            _note_loose((run,), node, declared, scope)

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """The run's name in documents."""
        value = stored.get(declared.wire)
        run = decode_pin(value, _stored_owner(stored, scope)) if isinstance(value, str) and value else None
        return UNSET if run is None else run


class Pins(Primitive):
    """Several runs. The baseline is always one of them: documents need not repeat it."""

    together = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the runs, the baseline after them; none at all is absent."""
        runs, baseline = getattr(node, declared.name), getattr(node, "baseline_run", None)
        if not runs and baseline is None:
            return
        owner = _owner(node, scope)
        pins = [encode_pin(run, owner) for run in runs]
        if baseline is not None and encode_pin(baseline, owner) not in pins:
            pins.append(encode_pin(baseline, owner))
        out[declared.wire] = pins
        _note_loose(runs, node, declared, scope)

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """The runs without the baseline, where that comes last."""
        pins = stored.get(declared.wire)
        if not isinstance(pins, list) or not all(isinstance(pin, str) and pin for pin in pins):
            return UNSET
        if pins and pins[-1] == stored.get("baselineRunId") and pins.count(pins[-1]) == 1:
            pins = pins[:-1]
        runs = [decode_pin(pin, _stored_owner(stored, scope)) for pin in pins]
        return UNSET if None in runs else tuple(runs)


PIN, PINS = Pin(), Pins()


def _owner(node: Node, scope: Encoding) -> Owner:
    own = Owner.parse(getattr(node, "project_path", None))
    return own if all(own) else Owner.parse(scope.project)


def _note_loose(runs: Iterable[str], node: Node, declared: Declared, scope: Encoding) -> None:
    """Say it once for an option whose runs are published without their project."""
    owner, place = _owner(node, scope), node.value_span(declared.name)
    loose = next((run for run in runs if encode_pin(run, owner) == run and not _parts(run)), None)
    if loose is not None and place is not None:
        message = f"run `{loose}` is published without its project, which the document does not say"
        scope.findings.append(codes.PIN.at(place, message, help="add `project: entity/name` to the front matter"))


def _stored_owner(stored: Mapping[str, Json], scope: Decoding) -> Owner:
    project = stored.get("project")
    if (
        isinstance(project, dict)
        and isinstance(project.get("name"), str)
        and isinstance(project.get("entityName"), str)
    ):
        return Owner(project["entityName"], project["name"])
    return Owner.parse(scope.project)
