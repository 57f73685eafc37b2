"""Documents that their author saves while a command is under way, or waits for an answer: what was written stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from runpress.errors import UsageError
from runpress.publish.changing.applying import publish
from runpress.publish.pulling.pulls import Manner, pulls_of, write_pull
from support.publishing import REPORT, Bench, connected


def saved(file: Path) -> str:
    """The author goes on writing."""
    file.write_text(file.read_text() + "\nWritten meanwhile.\n")
    return file.read_text()


@pytest.mark.parametrize("merges", [False, True])
def test_what_was_saved_while_a_document_is_pulled_stays(published: Bench, *, merges: bool) -> None:
    published.edit(published.views()[0], "plateau", "summit")
    file = published.folder / "lr.md"
    with connected(published) as direct:
        session = direct.session()
        (pull,) = pulls_of(session, Manner(merges=merges))
        assert pull.state == "written"
        text = saved(file)
        with pytest.raises(UsageError, match=r"`lr.md` was saved by somebody else while it was pulled") as told:
            write_pull(pull, session.around, published.folder / "attic")
        assert told.value.hint == "pull it again: nothing of it was changed"
        assert file.read_text() == text
    merged = published.run("pull", "--merge")
    assert merged.code == 0
    assert file.read_text() == text.replace("plateau", "summit")


def test_what_was_saved_before_a_document_is_compared_stays(published: Bench) -> None:
    published.edit(published.views()[0], "plateau", "summit")
    file = published.folder / "lr.md"
    with connected(published) as direct:
        session = direct.session()
        text = saved(file)
        (pull,) = pulls_of(session, Manner())
        with pytest.raises(UsageError):
            write_pull(pull, session.around, published.folder / "attic")
        assert file.read_text() == text


def test_an_id_is_written_into_what_was_saved_while_somebody_was_asked(desk: Bench) -> None:
    file = desk.write("lr.md")
    with connected(desk) as direct:
        session = direct.session()
        plan = direct.plan(session)
        text = saved(file)
        assert publish(session, plan, on_error="fail", effects=direct.effects()).warnings == []
    assert file.read_text() == text.replace("kind: report\n", "kind: report\nid: lr\n")


def test_an_id_that_was_written_while_somebody_was_asked_is_kept_and_named(desk: Bench) -> None:
    file = desk.write("lr.md")
    with connected(desk) as direct:
        session = direct.session()
        plan = direct.plan(session)
        text = REPORT.replace("kind: report", "kind: report\nid: rates")
        file.write_text(text)
        done = publish(session, plan, on_error="fail", effects=direct.effects())
    assert file.read_text() == text
    (warning,) = done.warnings
    assert warning.startswith("`id: lr` could not be written to lr.md (it was saved by somebody else)")
