"""From a document to a view: planned, published once, left alone, and never over someone else's edit."""

from __future__ import annotations

import json

from runpress.publish.views.marker import read_marker
from support.publishing import REPORT, Bench


def test_a_report_is_planned_published_and_then_left_alone(desk: Bench):
    document = desk.write("lr.md")
    planned = desk.run("plan")
    assert (planned.code, planned.last) == (0, "Plan: 1 to create, 0 to update, 0 to delete, 0 drifted.")
    assert desk.views() == []

    published = desk.publish()
    assert published.code == 0, published.err
    (view,) = desk.views()
    assert (view.display_name, view.description, view.version) == ("Cosine wins", "24 runs.", 1)
    assert f"{desk.local.url}/acme/digits/reports/Cosine-wins--" in published.out
    assert document.read_text() == REPORT.replace("kind: report\n", "kind: report\nid: lr\n")

    again = desk.publish()
    assert (again.code, again.last) == (0, "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted.")
    assert desk.saves() == 1


def test_a_change_is_published_in_place_with_ids_kept(desk: Bench):
    document = desk.write("lr.md")
    desk.publish()
    (before,) = desk.views()
    document.write_text(document.read_text().replace("*higher*", "*highest*").replace("val_loss", "val_acc"))
    planned = desk.run("plan")
    assert planned.last == "Plan: 0 to create, 1 to update, 0 to delete, 0 drifted."
    assert "highest" in planned.out
    assert "val_acc" in planned.out
    assert desk.publish().code == 0
    (after,) = desk.views()
    assert (after.id, after.version) == (before.id, 2)
    assert "highest" in after.spec
    panel = before.spec.split('"__id__":"')[1].split('"')[0]
    assert panel in after.spec


def test_someone_elses_edit_is_never_overwritten(desk: Bench):
    document = desk.write("lr.md")
    desk.publish()
    (view,) = desk.views()
    desk.edit(view, "plateau", "summit")
    document.write_text(document.read_text().replace("Cosine reaches", "Warm-up reaches"))
    refused = desk.publish()
    assert refused.code == 5
    assert refused.last == "Plan: 0 to create, 0 to update, 0 to delete, 1 drifted."
    for said in ("plateau", "summit", "Warm-up", "runpress pull --force lr.md", "--merge", "publish --overwrite lr.md"):
        assert said in refused.out
    assert "summit" in desk.views()[0].spec
    assert desk.saves() == 2

    forced = desk.publish("--overwrite")
    assert forced.code == 0
    (after,) = desk.views()
    assert "Warm-up" in after.spec
    assert "summit" not in after.spec
    backups = sorted((desk.folder / ".runpress" / "backups").rglob("*.json"))
    assert any("summit" in path.read_text() for path in backups)


def test_the_marker_says_where_it_comes_from(desk: Bench):
    desk.write("lr.md")
    desk.publish()
    marker = read_marker(json.loads(desk.views()[0].spec))
    assert marker is not None
    assert (marker.document, marker.target) == ("lr", "acme/digits")
