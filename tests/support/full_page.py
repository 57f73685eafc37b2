"""Pages with everything on them: every kind of figure, prose, a finding, a list of runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markupsafe import Markup

from runpress.backends.html.runsets import render_run_list, render_runsets
from support.figures import TestPage, every_kind, grid, load_theme, write_page
from support.selections import selection

THEME = load_theme()
PROSE = Markup(
    '<h2 id="validation" data-key="h">Validation</h2>'
    '<p data-key="p">Cosine <code>lr</code> and <a href="https://example.org/x">a link</a>, <a href="https://example.org/x">again</a>.</p>'
    '<aside class="callout callout-warning" data-key="c"><p class="callout-title">Warning</p><p>Text.</p></aside>'
    '<h3 id="loss" data-key="h3">Loss</h3>'
    '<pre class="code" data-key="pre" tabindex="0"><code><span class="k">def</span> <span class="nf">f</span> <span class="c1"># note</span> <span class="s">"x"</span> <span class="mi">1</span></code></pre>'
    '<details data-key="d"><summary>More</summary><p>Hidden text.</p></details>'
    '<blockquote data-key="q"><p>Quote.</p></blockquote>'
)
FINDING = {
    "severity": "warning",
    "code": "PN201",
    "message": "metric `x`",
    "path": "a.md",
    "line": 1,
    "column": 1,
    "frame": [{"number": 1, "text": "y: x", "mark_start": 3, "mark_end": 4}],
    "label": "near",
    "notes": ["note"],
    "help": "look",
}


def full_page(tmp_path: Path, **changes: Any) -> TestPage:
    """A report."""
    runsets = render_runsets(
        THEME, selection(groupby="config.schedule", order="-summary.val_acc"), key="g", active="all"
    )
    return write_page(
        tmp_path,
        PROSE + grid(THEME, every_kind(), runsets=runsets),
        findings=THEME.render("problem.html.j2", findings=[FINDING]),
        **changes,
    )


def workspace(tmp_path: Path) -> TestPage:
    """A workspace, with its runs at the left."""
    runs = render_run_list(THEME, selection(groupby="config.schedule", order="-summary.val_acc").runsets[0])
    return write_page(
        tmp_path,
        grid(THEME, every_kind()),
        sidebar=runs,
        page={"kind": "workspace", "width": "fluid"},
        name="workspace.html",
    )
