"""Hostile documents and runs in a real browser: with the content policy switched off, nothing runs; with it on,
ordinary pages are not hindered. The naive page at the end shows that the harness notices.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from support import hostile
from support.browser import until

SNIPPETS_A_PAGE = 30
SAMPLED = 7
"""Every so many snippets are tried by default."""

WATCH = """
window.hits = [];
window.hit = (...said) => { window.hits.push(String(said)); return ''; };
window.alert = window.confirm = window.prompt = window.hit;
"""
POKE = """
() => {
  document.addEventListener('click', (event) => { if (event.target.closest('a')) event.preventDefault(); });
  const elements = [...document.querySelectorAll('main *, aside *, nav *')];
  const handled = elements.filter((element) => [...element.attributes].some(({ name }) => name.startsWith('on')));
  for (const element of [...handled, ...elements.slice(0, 300)]) {
    for (const kind of ['pointerover', 'mouseover', 'focus', 'focusin', 'toggle', 'animationstart', 'load', 'error'])
      element.dispatchEvent(new Event(kind, { bubbles: true }));
    if (!element.matches('a, [data-theme-toggle], .eye, button, summary, input')) element.click?.();
  }
  for (const details of document.querySelectorAll('details')) details.open = true;
}
"""
FAULTS = """
() => {
  const faults = [];
  const allowed = new Set(['http:', 'https:', 'mailto:', 'file:']);
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (name.startsWith('on')) faults.push(`${element.tagName} has ${name}`);
      if (!['href', 'src', 'action', 'formaction', 'data', 'poster', 'xlink:href', 'srcset', 'ping', 'background'].includes(name)) continue;
      let scheme;
      try { scheme = new URL(value, document.baseURI).protocol; } catch { continue; }
      if (scheme === 'data:' && element.tagName === 'IMG' && /^data:image\\/(png|jpeg|gif|webp)/.test(value)) continue;
      if (!allowed.has(scheme)) faults.push(`${element.tagName} leads to ${value.slice(0, 80)}`);
      if (element.tagName === 'IMG' && scheme.startsWith('http')) faults.push(`IMG loads ${value.slice(0, 80)}`);
    }
  }
  const forbidden = 'iframe, object, embed, base, meta[http-equiv="refresh"], form[action], audio, video, marquee, style[media]';
  for (const element of document.querySelectorAll(forbidden)) faults.push(`there is a ${element.tagName}`);
  for (const script of document.querySelectorAll('script:not([src]):not([type="application/json"])'))
    faults.push(`inline script: ${script.textContent.slice(0, 60)}`);
  for (const name of ['config', 'document']) if (document.querySelector(`[id="${name}"], [name="${name}"]`)) faults.push(`an element is called ${name}`);
  return faults;
}
"""


def build(folder: Path) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "runpress", "build", str(folder), "-o", str(folder / "site"), "--format", "json"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    return folder / "site"


def quoted(text: str) -> str:
    """A text as a YAML double-quoted scalar: JSON is one."""
    return json.dumps(text, ensure_ascii=True)


def document_with(text: str) -> str:
    """A report with a text wherever an author can put one."""
    label = quoted(text.replace("\0", ""))
    fields = {
        "line": f"y: [loss, {label}]\ntitle_x: {label}\ntitle_y: {label}\nlegend: {quoted(text + ' ${run:name}')}\nalt: {label}",
        "scatter": f"x: config.note\ny: summary.loss\nz: {label}",
        "bar": f"metrics: [loss]\ntitle_x: {label}\ngroupby: config.note",
        "scalar": f"metric: {label}",
        "parallel-coordinates": f"columns:\n  - {{metric: summary.loss, display_name: {label}}}\n  - {{metric: config.note}}",
        "run-comparer": "",
        "run-table": "",
        "media-browser": f"media_keys: [{label}]",
        "markdown": f"markdown: {label}",
    }
    panels = "\n".join(f"```panel\ntype: {kind}\ntitle: {label}\n{body}\n```\n" for kind, body in fields.items())
    return (
        f"---\ntitle: {label}\ndescription: {label}\nauthors: [{label}]\nkind: report\nproject: acme/bad\n---\n\n"
        f"```runset\nname: {label}\ngroupby: config.note\n```\n\n{panels}\n\n"
        f"```runset\nname: plain\n```\n\n{panels}\n\n## Heading\n\n{text}\n"
    )


def write_runs(folder: Path, texts: Sequence[str]) -> None:
    runs = folder / "runs"
    runs.mkdir()
    with (runs / "runs.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "state", "group", "tags", "notes", "config", "summary"])
        for at, text in enumerate(texts):
            clean = text.replace("\0", "")
            values: dict[str, Any] = {"note": clean, clean: clean}
            writer.writerow(
                [
                    f"r{at}",
                    clean,
                    "finished",
                    clean,
                    json.dumps([clean]),
                    clean,
                    json.dumps(values),
                    json.dumps({"loss": at, clean: clean}),
                ]
            )
    with (runs / "history.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["run", "_step", "loss"])
        writer.writerows([f"r{at}", step, step * at] for at in range(len(texts)) for step in range(3))


@pytest.fixture
def visit(browser: Browser) -> Iterator[Any]:
    contexts: list[BrowserContext] = []

    def open_page(path: Path, *, bypass_csp: bool) -> tuple[Page, list[str]]:
        if not contexts:
            contexts.append(browser.new_context(bypass_csp=bypass_csp))
            contexts[0].set_default_timeout(120_000)
            contexts[0].add_init_script(WATCH)
        page = contexts[0].new_page()
        foreign: list[str] = []
        page.on(
            "request",
            lambda request: foreign.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
        )
        page.on("dialog", lambda dialog: (foreign.append("dialog"), dialog.dismiss()))
        page.goto(path.as_uri())
        return page, foreign

    yield open_page
    for context in contexts:
        context.close()


def faults_of(page: Page, foreign: list[str]) -> list[str]:
    page.evaluate(POKE)
    page.wait_for_timeout(20)
    found = list(page.evaluate(FAULTS)) + foreign + [f"ran: {said}" for said in page.evaluate("window.hits")]
    page.close()
    return found


EVERY = [pytest.param(SAMPLED, id="sampled"), pytest.param(1, id="all", marks=pytest.mark.soak)]


@pytest.mark.parametrize("every", EVERY)
def test_prose_runs_nothing_and_leads_nowhere(tmp_path: Path, visit: Any, every: int) -> None:
    snippets = list(hostile.markdown())[::every]
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Hostile\n")
    for at in range(0, len(snippets), SNIPPETS_A_PAGE):
        body = "\n\n".join(snippets[at : at + SNIPPETS_A_PAGE])
        (docs / f"page-{at:04}.md").write_text(f"# Page {at}\n\n{body}\n", errors="surrogateescape")
    site = build(tmp_path)
    pages = sorted(site.rglob("page-*.html")) or sorted(site.rglob("page-*/index.html"))
    assert len(pages) == -(-len(snippets) // SNIPPETS_A_PAGE)
    for path in pages:
        assert faults_of(*visit(path, bypass_csp=True)) == [], path.name


@pytest.mark.parametrize("every", EVERY)
def test_labels_and_run_data_run_nothing(tmp_path: Path, visit: Any, every: int) -> None:
    texts = list(hostile.texts())
    docs = tmp_path / "docs"
    docs.mkdir()
    write_runs(tmp_path, texts)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: '<img src=x onerror=hit()>'\nplugins:\n  - runpress:\n      data: {acme/bad: runs}\n"
    )
    chosen = texts[::every]
    for at, text in enumerate(chosen):
        (docs / f"page-{at:04}.md").write_text(document_with(text), errors="surrogateescape")
    pages = sorted(build(tmp_path).rglob("page-*.html"))
    assert len(pages) == len(chosen)
    for path in pages:
        assert faults_of(*visit(path, bypass_csp=True)) == [], path.name


def test_labels_are_shown_as_they_are(tmp_path: Path, visit: Any) -> None:
    text = '<img src=x onerror=hit()> & "quotes" ${run} {{ x }}'
    docs = tmp_path / "docs"
    docs.mkdir()
    write_runs(tmp_path, [text])
    (tmp_path / "mkdocs.yml").write_text("site_name: S\nplugins:\n  - runpress:\n      data: {acme/bad: runs}\n")
    (docs / "page-0.md").write_text(document_with(text))
    page, _ = visit(build(tmp_path) / "page-0.html", bypass_csp=True)
    assert page.locator("h1").inner_text() == text
    assert page.title().startswith(text)
    assert page.locator(".panel-title").first.text_content() == text


def test_the_policy_hinders_no_ordinary_page(tmp_path: Path, browser: Browser) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    write_runs(tmp_path, ["one", "two"])
    (tmp_path / "mkdocs.yml").write_text("site_name: S\nplugins:\n  - runpress:\n      data: {acme/bad: runs}\n")
    (docs / "page-0.md").write_text(document_with("plain"))
    site = build(tmp_path)
    page = browser.new_page()
    page.set_default_timeout(120_000)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((site / "page-0.html").as_uri())
    until(page, "document.querySelectorAll('canvas').length > 0")
    assert [text for text in said if "Content Security Policy" in text or "Refused" in text] == []
    page.close()


def test_the_harness_notices_a_naive_page(tmp_path: Path, visit: Any) -> None:
    naive = tmp_path / "naive.html"
    naive.write_text(
        "<!doctype html><main><img src=x onerror=hit()><a href=javascript:hit()>x</a><script>hit()</script></main>"
    )
    page, foreign = visit(naive, bypass_csp=True)
    until(page, "window.hits.length >= 2")
    found = faults_of(page, foreign)
    assert any(fault.startswith("ran:") for fault in found)
    assert any("leads to javascript:" in fault for fault in found)
