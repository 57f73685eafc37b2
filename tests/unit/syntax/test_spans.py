"""The place of a block is all of its text, from its first mark to its last."""

from __future__ import annotations

from itertools import accumulate

import pytest

from runpress.pipeline import compile_document
from runpress.source import SourceFile

FOLD = "<details><summary>S</summary>\n\nb\n\n</details>"
OPEN_FOLD = "<details open>\n<summary>\n\n# S\n\n</summary>\n\nb"


@pytest.mark.parametrize(
    "texts",
    [
        ["a\nb", "c"],
        ["# a", "b\n===", "## c ##"],
        ["> a\n> b", "c"],
        ["> [!NOTE]\n> a", "b"],
        ["- a\n\n  b\n- c", "d"],
        ["| a |\n|---|\n| b |", "c"],
        ["```py\nx\n```", "a"],
        ["$$\nx\n$$", "a"],
        ["![a](b.png)", "c"],
        ["a", "---", "b"],
        ["a", FOLD, "c"],
        ["a", OPEN_FOLD],
        ["a", "".join(f"> {line}\n" for line in FOLD.split("\n")).rstrip(), "c"],
        ["a[^1]", "[^1]: b\n\n    c"],
    ],
    ids=repr,
)
@pytest.mark.parametrize("above", ["", "---\ntitle: T\n---\n\n", "<!-- a remark -->\n\n"], ids=repr)
def test_blocks_stand_where_their_text_is(texts: list[str], above: str) -> None:
    source = SourceFile("a.md", above + "\n\n".join(texts) + "\n")
    spans = [block.span for block in compile_document(source).view.blocks]  # type: ignore[union-attr]  # a page
    assert [span.text for span in spans if span] == texts
    starts = accumulate((len(text) + 2 for text in texts[:-1]), initial=len(above))
    assert [span.start for span in spans if span] == list(starts)
