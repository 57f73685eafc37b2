"""A built page as text that people can read and write: navigation, headings, prose, what figures say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

_PASSED_OVER = {"script", "style", "svg", "button", "nav"}
_SPACE = re.compile(r"\s+")


def page_text(html: str) -> str:
    """The page's title, its place in the navigation, and its content."""
    page = lxml.html.fromstring(html)
    lines = [f"title: {page.findtext('.//title')}", "", *_navigation(page), "", *_blocks(page.find(".//main"))]
    return "".join(f"{line.rstrip()}\n" for line in _without_repeated_blanks(lines))


def _navigation(page: HtmlElement) -> Iterator[str]:
    for nav in page.xpath("//nav[@id='rp-nav']"):
        yield from _entries(nav, 0)


def _entries(around: HtmlElement, depth: int) -> Iterator[str]:
    for item in around.xpath("./ul/li | ./details/ul/li"):
        link = item.find("a")
        label = link if link is not None else item.xpath(".//summary | ./span")[0]
        mark = " <-- this page" if link is not None and link.get("aria-current") == "page" else ""
        target = f" ({link.get('href')})" if link is not None else ""
        yield f"{'  ' * depth}* {_inline(label)}{target}{mark}"
        yield from _entries(item, depth + 1)


def _blocks(around: HtmlElement) -> Iterator[str]:
    for element in around:
        if isinstance(element.tag, str) and element.tag not in _PASSED_OVER:
            yield from _block(element)


def _block(element: HtmlElement) -> Iterator[str]:  # noqa: C901, PLR0912 - one line a kind of block
    classes = set((element.get("class") or "").split())
    match element.tag:
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            yield from ["", f"{'#' * int(element.tag[1])} {_inline(element)}"]
        case "p" if "doc-meta" in classes:
            yield " · ".join(_inline(part) for part in element)
        case "p" | "summary":
            yield _inline(element)
        case "ul" | "ol":
            yield from _list(element)
        case "table":
            yield from (
                "| " + " | ".join(_inline(cell) for cell in row.iterchildren("td", "th")) + " |"
                for row in element.iter("tr")
            )
        case "pre":
            yield from ("    " + line for line in element.text_content().rstrip("\n").split("\n"))
        case "article":
            yield from _panel(element)
        case "details" if "runset" in classes:
            yield f"[runs] {_inline(element.find('summary'))}"
        case "aside" | "blockquote" | "details":
            yield from (f"> {line}" for line in _blocks(element))
        case "figure":
            yield from (f"[image] {image.get('src')} {image.get('alt')}" for image in element.iter("img"))
            yield from _blocks(element)
        case "img":
            yield f"[image] {element.get('src')} {element.get('alt')}"
        case "div" if "finding" in classes:
            yield f"[{element.get('aria-label')}] " + " ".join(
                _inline(part)
                for part in element.xpath(
                    ".//p[contains(@class, 'finding-message') or contains(@class, 'finding-label') or contains(@class, 'finding-help')] | .//span[@class='finding-message']"
                )
            )
        case _:
            yield from _blocks(element)


def _list(element: HtmlElement) -> Iterator[str]:
    for item in element.iterchildren("li"):
        inner = [child for child in item if child.tag in ("ul", "ol", "p", "pre", "section")]
        yield f"- {_inline(item, without=inner)}"
        for child in inner:
            yield from (f"  {line}" for line in _block(child))


def _panel(element: HtmlElement) -> Iterator[str]:
    title = "".join(_inline(part) for part in element.xpath(".//*[@class='panel-title']"))
    said = [
        *element.xpath(
            ".//*[@class='figure-alt' or @class='visually-hidden' or @class='empty-reason' or @class='empty-hint']"
        ),
        *element.xpath(".//*[contains(@class, 'figure-notes')]/li"),
    ]
    of_charts = ".//*[@role='group' and not(contains(@class, 'markdown'))]/@aria-label"
    texts = [_inline(part) for part in said] or element.xpath(of_charts)
    yield f"[{element.get('data-type')}] {title}"
    yield from (f"  {text}" for text in texts or [_inline(part) for part in element.xpath(".//*[@class='panel-body']")])


def _inline(element: HtmlElement, *, without: list[HtmlElement] | None = None) -> str:
    return _SPACE.sub(" ", "".join(_pieces(element, without or []))).strip()


def _pieces(element: HtmlElement, without: list[HtmlElement]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "input":
            yield "[x]" if child.get("checked") is not None else "[ ]"
        elif isinstance(child.tag, str) and child.tag not in _PASSED_OVER and child not in without:
            text = "".join(_pieces(child, []))
            yield _piece(child, text)
        yield child.tail or ""


def _piece(element: HtmlElement, text: str) -> str:
    match element.tag:
        case "a" if element.get("href", "").startswith("#") and not text:
            return f" ({element.get('href')})"  # of a heading, to itself
        case "a":
            return f"[{text}]({element.get('href')})"
        case "code":
            return f"`{text}`"
        case "img":
            return f"![{element.get('alt')}]({element.get('src')})"
        case _:
            return text


def _without_repeated_blanks(lines: list[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line
