"""Discussions of a published report, at the words of the document that they are about."""

from runpress.client.values import Comment, Thread
from runpress.publish.matching.comments import AnchoredText
from runpress.publish.one_view.discussion import discussion_findings
from runpress.source import SourceFile

TEXT = """---
title: Rates
---

The rate was *low* at first.

Later the rate was **low and
steady**, as the [figure](f.png) shows.
"""


def thread(*texts: str) -> Thread:
    return Thread("t1", tuple(Comment(str(at), "ada" if at == 0 else "bob", text, "") for at, text in enumerate(texts)))


def found(about: AnchoredText | None, *texts: str):
    (finding,) = discussion_findings(SourceFile("r.md", TEXT), [thread(*texts)], [about] if about else [])
    return finding, TEXT[finding.span.start : finding.span.end]


def test_a_thread_stands_at_its_words():
    finding, words = found(AnchoredText("t1", "steady", "Later the rate was low and steady."), "Really?")
    assert words == "steady"
    assert finding.message == "ada: “Really?”"


def test_marks_and_line_breaks_of_the_document_are_no_part_of_the_words():
    assert found(AnchoredText("t1", "low and steady, as the figure", ""), "?")[1] == "low and\nsteady**, as the [figure"


def test_of_several_places_it_is_the_one_in_the_line_that_the_server_shows():
    early = AnchoredText("t1", "low", "The rate was low at first.")
    late = AnchoredText("t1", "low", "Later the rate was low and steady, as the figure shows.")
    assert found(early, "?")[0].span.start == TEXT.index("low*")
    assert found(late, "?")[0].span.start == TEXT.index("low and")


def test_answers_are_counted_and_shown():
    finding, _ = found(AnchoredText("t1", "steady", ""), "Really?", "Yes.", "Thanks.")
    assert finding.message == "ada: “Really?” (2 answers)"
    assert finding.notes == ("bob: “Yes.”", "bob: “Thanks.”")


def test_words_that_are_gone_put_the_thread_at_the_top_and_say_so():
    finding, _ = found(AnchoredText("t1", "warm-up", ""), "Why?")
    assert finding.span.start == 0
    assert finding.notes == ("it is about “warm-up”, which the document does not say",)


def test_a_thread_about_the_whole_report_stands_at_the_top():
    finding, _ = found(None, "Nice.")
    assert (finding.span.start, finding.notes) == (0, ())


def test_words_are_no_pattern():
    source = SourceFile("r.md", "a+b (c) [d\n")
    (finding,) = discussion_findings(source, [thread("?")], [AnchoredText("t1", "(c) [d", "")])
    assert source.text[finding.span.start : finding.span.end] == "c) [d"


def test_a_long_comment_is_one_short_line():
    finding, _ = found(None, "word\n" * 500)
    assert "\n" not in finding.message
    assert len(finding.message) < 220
