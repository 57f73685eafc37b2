import pytest
from markupsafe import Markup

from runpress.backends.html.escape import SafeUrl, Writer, escape, image_url, link_url, safe_anchor
from support import hostile


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a?b=c#d",
        "http://x",
        "mailto:ada@example.org",
        "a/b.md",
        "../x",
        "#anchor",
        "?q",
        "",
        "a/b:c",
        "./a:b",
    ],
)
def test_honest_urls_pass(url):
    assert link_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:hit()",
        "JaVaScRiPt:hit()",
        " \x01javascript:hit()",
        "java\tscript:hit()",
        "java\nscript:hit()",
        "java&#x73;cript:hit()",
        "java&Tab;script:hit()",
        "java%73cript:hit()",
        "java%2573cript:hit()",
        "javascript&colon;hit()",
        "vbscript:x",
        "data:text/html,x",
        "feed:javascript:x",
        "view-source:x",
        "intent:x",
        "file:///etc/passwd",
        "\\\\host\\share",
        "/\\host",
        "https&#58;//x",
        "blob:x",
        "java\u200bscript:x",
    ],
)
def test_other_schemes_do_not_pass_in_any_dress(url):
    assert link_url(url) is None


def test_an_address_without_scheme_is_never_a_file_server():
    assert link_url("//example.org/x") == "https://example.org/x"


@pytest.mark.parametrize("kind", ["png", "jpeg", "gif", "webp"])
def test_bitmaps_may_stand_in_the_page(kind):
    assert image_url(f"data:image/{kind};base64,AAAA") is not None


@pytest.mark.parametrize(
    "url",
    [
        "data:image/svg+xml;base64,AAAA",
        "data:image/png,<svg>",
        "data:text/html;base64,AA",
        "https://x/y.png",
        "//x/y.png",
    ],
)
def test_other_images_are_not_loaded(url):
    assert image_url(url) is None


def test_text_is_escaped_as_commonmark_does():
    assert escape("""<a href="x">'&</a>""") == """&lt;a href=&quot;x&quot;&gt;'&amp;&lt;/a&gt;"""


def test_characters_that_parsers_change_are_written_so_that_they_stay():
    assert escape("\r") == "&#13;"
    assert escape("\0\ud800") == "\ufffd\ufffd"


def test_unchecked_urls_cannot_be_written():
    with pytest.raises(TypeError, match="checked URL"):
        Writer().start("a", {"href": "https://example.org"})
    writer = Writer()
    writer.element("a", "x", {"href": SafeUrl("y")})
    assert writer.result() == '<a href="y">x</a>'


@pytest.mark.parametrize("name", ["style", "onclick", "onerror"])
def test_styles_and_handlers_cannot_be_written(name):
    with pytest.raises(TypeError, match="never written"):
        Writer().start("p", {name: "x"})


def test_text_is_no_markup():
    with pytest.raises(TypeError, match="only Markup"):
        Writer().markup("<b>")
    writer = Writer()
    writer.element("p", "<b>")
    writer.element("p", Markup("<b>x</b>"))
    assert writer.result() == "<p>&lt;b&gt;</p><p><b>x</b></p>"


def test_a_heading_cannot_take_an_id_of_the_page():
    assert safe_anchor("rp-main") == "x-rp-main"
    assert safe_anchor("results") == "results"


def test_no_hostile_address_leads_anywhere_but_to_the_web():
    for url in hostile.urls():
        safe = link_url(url)
        if safe is not None:
            head = safe.lower().split("/", 1)[0].split("?", 1)[0].split("#", 1)[0]
            assert ":" not in head or head in ("https:", "http:") or head.startswith("mailto:"), url
