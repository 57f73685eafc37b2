import pytest

from runpress.backends.html.prose import render_blocks
from runpress.model.view import Workspace
from runpress.pipeline import compile_document
from runpress.source import SourceFile


def html(text):
    view = compile_document(SourceFile("a.md", text)).view
    assert not isinstance(view, Workspace)
    return str(render_blocks(view.blocks))


def test_marks_that_neighbours_share_are_one_element():
    assert html("*foo **bar** baz*") == "<p><em>foo <strong>bar</strong> baz</em></p>\n"


def test_a_mark_goes_around_a_link_in_its_middle():
    assert html("**see [x](https://e.org/) now**") == (
        '<p><strong>see <a href="https://e.org/">x</a> now</strong></p>\n'
    )


def test_tight_and_loose_lists():
    assert html("- a\n- b\n  - c\n") == "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n"
    assert html("1. a\n\n2. b\n") == "<ol>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ol>\n"


def test_tasks_have_boxes_that_say_what_they_are():
    page = html("- [x] done\n- [ ] open\n- plain\n")
    assert '<li class="task"><input type="checkbox" disabled checked aria-label="done"> done</li>' in page
    assert '<li class="task"><input type="checkbox" disabled aria-label="to do"> open</li>' in page
    assert "<li>plain</li>" in page


def test_code_has_classes_and_keeps_its_text():
    page = html("```python\ndef f(): return '<'\n```\n")
    assert '<code class="language-python">' in page
    assert '<span class="k">def</span>' in page
    assert "&lt;" in page
    assert "style=" not in page


def test_code_in_an_unknown_language_is_plain():
    assert '<code class="language-nosuch">a &lt; b\n</code>' in html("```nosuch\na < b\n```\n")


def test_maths_is_mathml():
    page = html("$$\n\\frac{1}{2}\n$$\n")
    assert "<mfrac>" in page
    assert '<math display="block">' in page


@pytest.mark.parametrize("latex", ["\\frac{", "\\newcommand{\\a}{\\a\\a}\\a", "x" * 9000])
def test_maths_that_cannot_be_set_is_shown_as_it_was_typed(latex):
    page = html(f"$$\n{latex}\n$$\n")
    assert 'class="math-source"' in page
    assert latex in page


def test_text_in_maths_is_escaped():
    assert "<mtext>&lt;b&gt;</mtext>" in html("$\\text{<b>}$")


def test_footnotes_link_there_and_back():
    page = html("One[^a], two[^b], one again[^a].\n\n[^b]: Bee.\n[^a]: Ay.\n")
    assert '<a href="#rp-fn-1" id="rp-fnref-1"' in page
    assert '<a href="#rp-fn-1" id="rp-fnref-1-2"' in page
    assert page.count('class="footnote-back" href="#rp-fnref-1') == 2
    assert '<li id="rp-fn-1"' in page


def test_a_contents_list_nests_as_headings_do():
    page = html("[TOC]\n\n# A\n\n## B\n\n### C\n\n## D\n\n# E\n")
    start = page.index("<ul>")
    toc = page[start : page.index("</nav>")]
    assert toc == (
        '<ul><li><a href="#a">A</a><ul><li><a href="#b">B</a><ul><li><a href="#c">C</a></li></ul></li>'
        '<li><a href="#d">D</a></li></ul></li><li><a href="#e">E</a></li></ul>'
    )


def test_a_picture_from_elsewhere_is_a_link():
    page = html("Text ![a plot](https://example.org/p.png) text.")
    assert "<img" not in page
    assert '<a class="remote-image" href="https://example.org/p.png"' in page


def test_a_picture_from_elsewhere_in_a_link_is_text_of_the_link():
    page = html("[![badge](https://e.org/b.svg)](https://e.org/) and more")
    assert page.count("<a ") == 1
    assert ">badge</span></a>" in page


def test_media_is_a_card_with_a_link():
    page = html("https://www.youtube.com/watch?v=x\n")
    assert "<iframe" not in page
    assert 'href="https://www.youtube.com/watch?v=x"' in page


def caption(text):
    page = html(f"```embed\nurl: https://vimeo.com/1\ncaption: {text}\n```\n")
    return page[page.index("<figcaption>") + len("<figcaption>") : page.index("</figcaption>")]


def test_captions_of_embeds_are_inline_markdown():
    assert caption("The *talk*, [here](https://e.org/) and `now`.") == (
        'The <em>talk</em>, <a href="https://e.org/">here</a> and <code>now</code>.'
    )
    assert caption('"With \\"quotes\\" and **marks**"') == "With &quot;quotes&quot; and <strong>marks</strong>"
    assert caption('"# 1. no <script>"') == "# 1. no &lt;script&gt;"


def test_the_caption_of_embedded_markdown_stands_below_it():
    page = html("```embed\nmarkdown: |\n  Some *text*.\ncaption: And **this**.\n```\n")
    assert page.index("<p>Some <em>text</em>.</p>") < page.index("<p>And <strong>this</strong>.</p>")


def test_embed_code_is_text():
    page = html("```embed\nhtml: <blockquote><script>hit()</script></blockquote>\n```\n")
    assert "<script" not in page
    assert "hit" in page


@pytest.mark.parametrize("tone", ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"])
def test_call_outs_are_named(tone):
    page = html(f"> [!{tone}]\n> Text.\n")
    assert f'class="callout callout-{tone.lower()}"' in page
    assert f'<p class="callout-title">{tone.capitalize()}</p>' in page


def test_a_fence_that_is_not_understood_is_shown_with_its_text():
    page = html("```panel\ntype: lime\n```\n")
    assert 'class="problem"' in page
    assert "lime" in page


def test_front_matter_and_fences_of_a_shown_document_are_marked_as_yaml():
    page = html("````markdown\n---\ntitle: A\n---\n\n*Text*\n\n```panel\ny: val_loss\n```\n````\n")
    for key in ("title", "y"):
        assert f'<span class="nt">{key}</span>' in page
    assert '<span class="ge">*Text*</span>' in page
    assert '<span class="sb">```panel\n</span>' in page


def test_other_fences_of_a_shown_document_stay_what_they_are():
    page = html("````markdown\n```panels\ny: val_loss\n```\n````\n")
    assert '<span class="nt">' not in page
    assert "y: val_loss" in page


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("- عنصر\n- item\n", '<ul dir="rtl">'),
        ("- item\n- عنصر\n", "<ul>"),
        ("3. `x` 12 עברית\n", '<ol start="3" dir="rtl">'),
        ("> اقتباس\n", '<blockquote dir="rtl">'),
        ("> [!NOTE]\n> ملاحظة\n", '<aside class="callout callout-note" role="note" dir="rtl">'),
        ("| العمود |\n|---|\n| 1 |\n", '<table dir="rtl">'),
        ("<details>\n<summary>ملخص</summary>\n\nText\n\n</details>\n", '<details dir="rtl">'),
        ("- 训练\n", "<ul>"),
        ("- 1\n", "<ul>"),
    ],
)
def test_blocks_with_marks_at_their_side_have_the_direction_of_their_first_letter(text, start):
    assert start in html(text)
