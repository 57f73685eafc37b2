"""Writes the pages of the reference, and a stub for type checkers, from the declarations in the program.

    python content/reference/write.py [--check]

With `--check` nothing is written: pages that are not up to date are named, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import signatures
from fences import fence_pages
from findings import finding_pages
from keys import key_pages
from panels import panel_pages
from stored import wandb_pages
from text import page, table

from runpress.backends.markdown.formatting import format_source
from runpress.source import SourceFile

HERE = Path(__file__).parent


def pages() -> dict[str, str]:
    """All pages by path, in canonical form."""
    found = {**fence_pages(), **panel_pages(), **key_pages(), **finding_pages(), **wandb_pages()}
    texts = {"index.md": overview(), **found}
    return {path: format_source(SourceFile(path, text)).text for path, text in texts.items()}


def overview() -> str:
    """The first page."""
    rows = (
        ("[Front matter](front-matter.md)", "What a document says about itself."),
        ("[Panels](panels/index.md)", "Every type of panel with its options."),
        ("[Run sets](runset.md)", "Which runs are shown, in which order, groups and colours."),
        ("[Grids](grid.md), [sections](section.md)", "How panels stand together."),
        ("[Settings](settings.md)", "What panels of a workspace or section inherit."),
        ("[Embedded media](embed.md), [blocks kept as JSON](wandb-block.md)", "What Markdown has no form for."),
        ("[Keys of runs](keys.md)", "Attributes, config, summary, axes."),
        ("[Filters](filters.md), [expressions](expressions.md)", "Conditions on runs, and arithmetic of metrics."),
        ("[What W&B can say](wandb.md)", "Everything that W&B stores, and its form in a document."),
        ("[Findings](findings/index.md)", "Every code of `runpress check`."),
    )
    return page(
        "Reference",
        "Everything that can be written, from the program's own declarations.",
        "These pages are written from the declarations in the program, so they say exactly what it reads. To learn the "
        "language, begin with [the guide](../guide/language.md).",
        table(("Page", "What is in it"), rows),
    )


def main() -> int:
    """Write, or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, fail if a page is not up to date")
    options = parser.parse_args()
    wanted = pages()
    there = {path.relative_to(HERE).as_posix() for path in HERE.rglob("*.md")}
    stale = sorted(path for path in there | wanted.keys() if wanted.get(path) != _read(HERE / path))
    for path in stale:
        print(f"content/reference/{path} {'is not up to date: run `make reference`' if options.check else 'written'}")
        if not options.check:
            _write(HERE / path, wanted.get(path))
    if signatures.stub() != _read(signatures.PATH):
        stale.append(signatures.PATH.name)
        print(f"{signatures.PATH.name} {'is not up to date: run `make reference`' if options.check else 'written'}")
        if not options.check:
            _write(signatures.PATH, signatures.stub())
    return 1 if stale and options.check else 0


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _write(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
