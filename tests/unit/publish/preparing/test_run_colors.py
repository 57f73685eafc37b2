"""Colours by name, tag or group become colours by the ids of the server's runs."""

from __future__ import annotations

import json
import subprocess

import pytest

from runpress.client.runs import RunName
from runpress.publish.preparing.run_colors import colors_by_id
from support.publishing import REPORT, WORKSPACE, Bench

RUNS = [
    RunName("r1", "baseline", ("prod",)),
    RunName("r2", "baseline"),
    RunName("r3", "warm", ("prod", "old"), "late"),
    RunName("r4", "r1"),
]


@pytest.mark.parametrize(
    ("colors", "expected"),
    [
        ({"baseline": "red"}, {"r1": "red", "r2": "red"}),
        ({"r2": "blue", "baseline": "red"}, {"r2": "blue", "r1": "red"}),
        ({"prod": "red", "warm": "blue"}, {"r1": "red", "r3": "blue"}),
        ({"late": "red"}, {"r3": "red"}),
        ({"old": "red", "late": "blue"}, {"r3": "red", "late": "blue"}),
        ({"r1": "red"}, {"r1": "red", "r4": "red"}),
        ({"gone": "red"}, {"gone": "red"}),
    ],
)
def test_the_most_telling_key_counts(colors, expected):
    assert colors_by_id(colors, RUNS) == expected


COLORED = "\n```runset\nname: all\ncolors: {baseline: '#E69F00'}\n```\n\n```panel\ny: acc\n```\n"


def log_run(desk: Bench) -> None:
    desk.local.server.runs.save(
        desk.local.server.projects.find("acme", "digits"),
        "r1x2",
        {"displayName": "baseline"},
        now="2026-01-01T00:00:00Z",
    )


@pytest.mark.parametrize(("text", "kind"), [(REPORT + COLORED, "runs"), (WORKSPACE + COLORED, "project-view")])
def test_publishing_resolves_names_and_stays_unchanged(desk: Bench, text: str, kind: str):
    log_run(desk)
    desk.write("lr.md", text)
    said = desk.publish()
    assert said.code == 0, said.err
    (view,) = desk.views(kind=kind)
    assert '"r1x2": "#E69F00"' in json.dumps(json.loads(view.spec))
    assert '"baseline"' not in view.spec
    assert desk.publish().last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."


def test_the_base_at_a_commit_has_the_same_colours_and_links(desk: Bench):
    """Also without backups a job knows what was published."""
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.com")
    log_run(desk)
    desk.write("other.md", REPORT.replace("kind: report", "kind: report\nid: other"))
    desk.write("lr.md", REPORT.replace("kind: report", "kind: report\nid: lr") + COLORED + "\n[Other](other.md)\n")
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "First")):
        subprocess.run(("git", *identity, *arguments), cwd=desk.folder, check=True)
    assert desk.publish().code == 0
    subprocess.run(("rm", "-rf", ".runpress", "runpress.lock"), cwd=desk.folder, check=True)
    (view,) = [one for one in desk.views() if "#E69F00" in one.spec]
    desk.edit(view, "plateau", "summit")
    said = desk.run("plan")
    assert "on the server:" in said.out
    assert "not known" not in said.out
