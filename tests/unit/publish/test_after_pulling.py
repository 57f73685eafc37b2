"""What follows a pull: publishing, going on, and going back."""

from __future__ import annotations

from support.publishing import Bench


def test_publishing_what_was_pulled_keeps_what_the_pull_learned(desk: Bench):
    desk.write("lr.md")
    desk.publish()
    desk.edit(desk.views()[0], "plateau", "summit")
    desk.run("pull")
    assert desk.publish().code == 0
    file = desk.folder / "lr.md"
    file.write_text(file.read_text().replace("higher", "highest"))
    said = desk.publish()
    assert said.code == 0, said.out
    assert "highest" in desk.views()[0].spec


def test_a_document_taken_back_to_what_was_published_is_published_again(desk: Bench):
    file = desk.write("lr.md")
    desk.publish()
    published = file.read_text()
    desk.edit(desk.views()[0], "plateau", "summit")
    desk.run("pull")
    file.write_text(published)
    said = desk.publish()
    assert (said.code, "1 to update" in said.out) == (0, True), said.out
    assert "plateau" in desk.views()[0].spec
