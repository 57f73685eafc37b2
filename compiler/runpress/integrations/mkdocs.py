"""The MkDocs plugin: draws the figures of `runpress build` in place of our fences, in any MkDocs theme.

A page without our fences costs a look at its text; titles of front matter and call-outs are shown on all. Fences become words before Markdown is rendered
(`placeholders`), words become short texts for search engines, and those become figures when the page
is finished, so that no search index holds the data of figures.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.config.config_options import Optional, Type
from mkdocs.plugins import BasePlugin

from runpress.diagnostics import Diagnostic, Severity
from runpress.integrations.host_prose import with_callouts, with_title
from runpress.integrations.placeholders import may_have_fences, prepare
from runpress.project.discovery import find_project
from runpress.source import SourceFile

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

    from runpress.integrations.embedding import Embedding

_LEVELS = {Severity.ERROR: logging.WARNING, Severity.WARNING: logging.WARNING, Severity.NOTE: logging.INFO}
_LOG = logging.getLogger("mkdocs.plugins.runpress")


@dataclass(slots=True)
class _Pending:
    """A page whose words wait for their figures."""

    figures: Mapping[str, str] = field(default_factory=dict)
    """HTML by word."""


class RunpressPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]  # MkDocs has no types for a plain scheme
    """`plugins: - runpress: {…}`. The settings are those of runpress itself, which reads them from mkdocs.yml."""

    config_scheme = tuple(
        (name, Optional(Type((str, dict)))) for name in ("entity", "project", "width", "defaults", "data", "theme")
    )

    def __init__(self) -> None:
        self._embedding: Embedding | None = None
        self._pending: dict[str, _Pending] = {}
        self._config_file = ""

    def on_config(self, config: MkDocsConfig) -> None:
        """A build begins: forget what the last one read."""
        self._config_file = config.config_file_path or ""
        self._embedding = None
        self._pending = {}

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str | None:
        """Put a word in place of each of our fences, and draw what belongs there."""
        if not may_have_fences(markdown):
            return None
        from runpress.pipeline import compile_document

        embedding = self._ready()
        source = SourceFile(_shown(page, config), _front_matter(page, markdown) + markdown)
        compiled = compile_document(source, defaults=embedding.defaults)
        _report(compiled.diagnostics)
        prepared = prepare(source, compiled.view)
        if not prepared.placeholders:
            return prepared.text
        drawn = embedding.draw(compiled, prepared.placeholders, root="../" * page.url.count("/"))
        self._pending[page.file.src_uri] = _Pending(drawn)
        return prepared.text

    def on_page_content(self, html: str, *, page: Page, **_: Any) -> str | None:
        """Show titles and call-outs, and put a short text in place of each word: that is what search finds."""
        html = with_callouts(html)
        title = page.meta.get("title")
        if isinstance(title, str) and "template" not in page.meta:
            html = with_title(html, title, is_document=page.meta.get("kind") in ("report", "workspace"))
        pending = self._pending.get(page.file.src_uri)
        if pending is None:
            return html
        embedding = self._ready()
        return _replaced(html, pending.figures, lambda word: embedding.stand_in(word, pending.figures[word]))

    def on_post_page(self, output: str, *, page: Page, **_: Any) -> str | None:
        """Put the figures in place, and load the theme's script and style on this page."""
        pending = self._pending.pop(page.file.src_uri, None)
        if pending is None:
            return None
        return self._ready().finish(output, pending.figures, root="../" * page.url.count("/"))

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the files that pages with figures load."""
        if self._embedding is None:
            return
        for name, content in self._embedding.files():
            path = Path(config.site_dir, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        _report(self._embedding.findings())

    def on_serve(self, server: LiveReloadServer, **_: Any) -> LiveReloadServer:
        """Build again when run data changes."""
        for path in self._ready().project.data_paths:
            if path.exists():
                server.watch(str(path))
        return server

    def _ready(self) -> Embedding:
        if self._embedding is None:
            from runpress.integrations.embedding import Embedding

            project = find_project(Path(self._config_file or "mkdocs.yml").parent, environ=os.environ)
            _report(project.findings)
            self._embedding = Embedding(project)
        return self._embedding


def _shown(page: Page, config: MkDocsConfig) -> str:
    """The path of a document as findings show it: from the folder of mkdocs.yml."""
    docs = os.path.relpath(config.docs_dir, Path(config.config_file_path or ".").parent)
    return f"{Path(docs).as_posix()}/{page.file.src_uri}"


def _front_matter(page: Page, markdown: str) -> str:
    """What stands before the text that MkDocs hands on, so that places stay those of the file."""
    text = page.file.content_string.removeprefix("\ufeff").replace("\r\n", "\n")
    if text.endswith(markdown):
        return text[: len(text) - len(markdown)]
    # Another plugin changed the text: our settings are in the front matter all the same.
    match = re.match(r"---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", text, re.DOTALL)
    return match.group() if match else ""


def _report(findings: tuple[Diagnostic, ...]) -> None:
    for finding in findings:
        at = finding.span.begin
        place = f"{finding.span.source.path}:{at.line}:{at.column}"
        more = f" ({finding.label})" if finding.label else ""
        _LOG.log(
            _LEVELS[finding.severity],
            "%s: %s[%s] %s%s",
            place,
            finding.severity,
            finding.code.id,
            finding.message,
            more,
        )


def _replaced(html: str, words: Mapping[str, object], replace: Callable[[str], str]) -> str:
    """Each word replaced, with the paragraph that Markdown made for it."""
    pattern = "|".join(map(re.escape, words))
    return re.sub(
        rf"<p>\s*({pattern})\s*</p>|({pattern})", lambda match: replace(match.group(1) or match.group(2)), html
    )
