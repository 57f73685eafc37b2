"""The typed view as Markdown: what `pull` writes. What is written is read as the same view again.

    print_view(view)      a whole document, with front matter
    print_block(block)    one block, a table for example

Each kind of thing has a module: `blocks` with the containers, `leaves` with the rest, `inline` and `escapes`
for text, `options` and `yaml` for what stands in fences, `grids` and `workspaces` for what passes made of them.
"""

from __future__ import annotations

from runpress.backends.markdown.documents import print_block, print_view

__all__ = ["print_block", "print_view"]
