"""Titles and call-outs in HTML that Python-Markdown made."""

import re

import markdown
import pytest

from runpress.integrations.host_prose import with_callouts, with_title


def converted(text, **options):
    """What becomes of a text; empty lines in HTML mean nothing."""
    return re.sub(r"\n+", "\n", with_callouts(markdown.markdown(text, **options))).strip()


def box(classes, title, body):
    return f'<div class="admonition {classes}">\n<p class="admonition-title">{title}</p>\n{body}\n</div>'


@pytest.mark.parametrize(
    ("word", "classes", "title"),
    [
        ("NOTE", "note", "Note"),
        ("tip", "tip", "Tip"),
        ("IMPORTANT", "important info", "Important"),
        ("Warning", "warning", "Warning"),
        ("CAUTION", "caution danger", "Caution"),
    ],
)
def test_each_call_out_is_an_admonition(word, classes, title):
    found = converted(f"> [!{word}]\n> Some *text*\n> goes on.\n")
    assert found == box(classes, title, "<p>Some <em>text</em>\ngoes on.</p>")


def test_blocks_in_it_and_around_it_stay():
    found = converted(
        "Before.\n\n> [!NOTE]\n>\n> - a\n>\n> > [!TIP]\n> > inner\n>\n> between\n>\n> > quoted\n\nBehind.\n"
    )
    assert found.count('<div class="admonition') == 2
    assert found.count("</div>") == 2
    assert found.count("<blockquote>") == found.count("</blockquote>") == 1
    assert found.startswith("<p>Before.</p>\n<div")
    assert found.endswith("</div>\n<p>Behind.</p>")


def test_a_line_break_behind_the_word_is_passed_over():
    assert "<br" not in converted("> [!NOTE]\n> text\n", extensions=["nl2br"])


@pytest.mark.parametrize(
    "text", ["> [!NOTE] Custom\n> text\n", "> text [!NOTE]\n", "> [!NOTHING]\n> x\n", "[!NOTE]\n", "> `[!NOTE]`\n"]
)
def test_all_else_stays_as_it_is(text):
    assert converted(text) == markdown.markdown(text)


def test_quotes_shown_as_code_stay():
    text = "    > [!NOTE]\n    > <blockquote>\n\n> [!TIP]\n> x\n"
    assert "&gt; [!NOTE]\n&gt; &lt;blockquote&gt;" in converted(text)


def test_call_outs_that_python_markdown_takes_for_one_quote_are_apart():
    found = converted("> plain\n\n> [!NOTE]\n> one\n\n> [!TIP]\n> two\n\nBehind.\n")
    note, tip = box("note", "Note", "<p>one</p>"), box("tip", "Tip", "<p>two</p>")
    assert found == f"<blockquote>\n<p>plain</p>\n</blockquote>\n{note}\n{tip}\n<p>Behind.</p>"


def test_what_looks_like_one_inside_a_list_of_a_quote_is_text():
    text = "> - item\n>\n>     [!NOTE]\n>     more\n"
    assert converted(text) == markdown.markdown(text)


def test_a_title_becomes_the_heading_where_there_is_none():
    assert with_title("<p>x</p>", "A & B <c>", is_document=False) == "<h1>A &amp; B &lt;c&gt;</h1>\n<p>x</p>"
    assert with_title('<h1 id="own">Own</h1>', "Other", is_document=False) == '<h1 id="own">Own</h1>'


def test_sections_of_a_report_are_no_title():
    section = '<h1 id="a">Results</h1>'
    assert with_title(section, "Digits", is_document=True) == f"<h1>Digits</h1>\n{section}"
    title = '<h1 id="b">A &amp; <em>B</em></h1>'
    assert with_title(title, "A & B", is_document=True) == title
