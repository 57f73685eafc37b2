"""What `publish` says that it did: ids that it wrote, and how many views it made, changed and deleted."""

from __future__ import annotations

from support.publishing import REPORT, WITH_ID, Bench


def test_new_ids_are_told_with_their_documents(desk: Bench):
    desk.write("cosine.md", REPORT)
    desk.write("lr.md", WITH_ID)
    said = desk.publish()
    assert said.err.splitlines() == ["wrote `id: cosine` into cosine.md", "2 published"]
    assert "wrote" not in desk.publish().err


def test_deletions_are_counted_as_deletions(desk: Bench):
    desk.write("a.md", REPORT)
    desk.write("b.md", REPORT)
    desk.publish()
    (desk.folder / "a.md").unlink()
    assert desk.publish("--prune").err == "1 deleted\n"
    desk.write("c.md", REPORT)
    (desk.folder / "b.md").unlink()
    assert desk.publish("--prune").err.splitlines()[-1] == "1 published, 1 deleted"
    assert desk.publish().err == ""
