"""Figures inside pages that are not ours: drawn as in our own pages, in an element of their own.

The theme's embedded style applies inside `<div class="runpress">` alone, so that neither the host's
page nor its theme changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from runpress.backends.html.assets import ASSETS
from runpress.backends.html.context import Context
from runpress.backends.html.data import ProjectData
from runpress.backends.html.escape import Markup
from runpress.backends.html.figures import Surroundings
from runpress.backends.html.findings import findings_in, render_findings
from runpress.backends.html.grids import Drawing, Grids
from runpress.backends.html.keyed import Keys
from runpress.backends.html.prose import render_block
from runpress.backends.html.renderer import MEDIA_LIMIT, Media, render_markdown
from runpress.diagnostics import Diagnostic
from runpress.integrations.placeholders import Placeholder
from runpress.model.blocks import Block
from runpress.pipeline import Compiled
from runpress.project.files import UnreadableError, read_bytes
from runpress.project.project import Project
from runpress.themes import Theme, load_theme

STYLE = "embed.css"
SCRIPT = "embed.js"


class Embedding:
    """What pages of another program need to show the figures of a project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.defaults = project.configuration.front_matter_defaults()
        self._theme: Theme = load_theme(project.configuration.theme, custom_dir=project.custom_dir)
        self._data = ProjectData(project)
        self._media = Media(project.folder)

    def draw(self, compiled: Compiled, placeholders: Sequence[Placeholder], *, root: str) -> Mapping[str, str]:
        """The HTML of each placeholder's block, by its word. `root` leads from the page to the site."""
        view = compiled.view
        drawing = Drawing(
            theme=self._theme,
            data=self._data,
            default_project=view.front.project_path,
            surroundings=Surroundings(lambda item: self._media.url(item, root), render_markdown),
        )
        grids = Grids(drawing, Keys())

        def findings(block: Block) -> Markup:
            return render_findings(self._theme, findings_in(compiled.diagnostics, block))

        context = Context(grid=grids, findings=findings)
        return {placeholder.word: str(render_block(placeholder.block, context)) for placeholder in placeholders}

    def stand_in(self, word: str, html: str) -> str:
        """What search finds in place of a figure: its titles and text alternatives."""
        from markupsafe import escape

        texts = [*re.findall(r'class="panel-title"[^>]*>([^<]*)<', html), *re.findall(r'aria-label="([^"]*)"', html)]
        return f'<div id="{escape(word)}">{" ".join(dict.fromkeys(texts))}</div>'

    def finish(self, page: str, figures: Mapping[str, str], *, root: str) -> str:
        """A finished page with figures in place of their stand-ins, and with the theme's files."""
        pattern = "|".join(map(re.escape, figures))
        page = re.sub(
            rf'<div id="({pattern})">.*?</div>',
            lambda match: f'<div class="runpress">{figures[match.group(1)]}</div>',
            page,
            flags=re.DOTALL,
        )
        folder = f"{root}{ASSETS}"
        head = f'<link rel="stylesheet" href="{folder}/{STYLE}"><script src="{folder}/{SCRIPT}" defer></script>'
        return page.replace("</head>", f"{head}</head>", 1)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The files that pages load, by their path in the site."""
        for name, content in self._theme.embedded.items():
            yield f"{ASSETS}/{name}", content
        for name, path in sorted(self._media.files.items()):
            with suppress(UnreadableError):  # it has gone since it was drawn: the page says what it shows
                yield name, read_bytes(Path(path), limit=MEDIA_LIMIT)

    def findings(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the data files that were read."""
        return self._data.findings()
