"""What is too large or too deep is a finding, and the rest of the page stands."""

from __future__ import annotations

import subprocess
import sys

from runpress.backends.html.prose import render_blocks
from runpress.model.blocks import List, Paragraph, Quote
from runpress.passes.walk import walk
from runpress.pipeline import MAX_BYTES, compile_document
from runpress.source import SourceFile


def compiled(text: str):
    return compile_document(SourceFile("doc.md", text))


def codes_of(text: str) -> list[str]:
    return [finding.code.id for finding in compiled(text).diagnostics]


def test_a_document_of_two_mebibytes_is_read_and_a_larger_one_is_not() -> None:
    assert codes_of("a\n\n" * (MAX_BYTES // 30)) == []
    assert codes_of("a" * MAX_BYTES) == []
    assert codes_of("a" * (MAX_BYTES + 1)) == ["CF709"]
    assert codes_of("\U0001f600" * (MAX_BYTES // 4 + 1)) == ["CF709"]
    assert compiled("a" * (MAX_BYTES + 1)).view.blocks == ()


def test_quotes_nested_too_deep_are_text_and_nothing_is_lost() -> None:
    view = compiled("> " * 150 + "end\n\nafter\n").view
    blocks = list(walk(view.blocks))
    assert sum(isinstance(block, Quote) for block in blocks) == 101  # the last of them holds text
    assert "end" in blocks[101].children[0].text
    assert isinstance(view.blocks[-1], Paragraph)
    assert view.blocks[-1].children[0].text == "after"
    assert codes_of("> " * 150 + "a") == ["MD307"]
    assert codes_of("> " * 100 + "a") == []


def test_fifty_lists_may_stand_in_each_other() -> None:
    text = "\n".join("  " * level + "- a" for level in range(50))
    assert codes_of(text) == []
    assert sum(isinstance(block, List) for block in walk(compiled(text).view.blocks)) == 50
    assert codes_of(text + "\n" + "  " * 50 + "- b") == ["MD307"]


def test_folds_nested_too_deep_keep_their_text() -> None:
    text = "<details>\n" * 150 + "a\n" + "</details>\n" * 150
    assert codes_of(text) == ["MD307"]
    assert any(isinstance(block, Paragraph) for block in walk(compiled(text).view.blocks))


def test_references_may_not_make_a_page_much_larger_than_its_text() -> None:
    definition = f'[a]: /u "{"t" * 10_000}"\n\n'
    few, many = definition + "[a] " * 10, definition + "[a] " * 1000
    assert codes_of(few) == []
    assert codes_of(many) == ["MD308"]
    html = str(render_blocks(compiled(many).view.blocks))
    assert len(html) < 64 * len(many)
    assert html.count("<a ") == 10  # 100 000 characters, 10 000 a link


def test_missing_cells_of_tables_are_limited_by_the_text() -> None:
    text = "|" + "a|" * 500 + "\n|" + "-|" * 500 + "\n" + "|a|\n" * 500
    assert len(str(render_blocks(compiled(text).view.blocks))) < 64 * len(text) + 65536


def test_brackets_in_the_body_of_a_fence_do_not_end_the_process() -> None:
    program = (
        "from runpress.pipeline import compile_document\n"
        "from runpress.source import SourceFile\n"
        "print([f.code.id for f in compile_document(SourceFile('d.md', '```panel\\n' + '[' * 60000 + '\\n```\\n')).diagnostics])"
    )
    child = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=300)
    assert (child.returncode, child.stdout) == (0, "['DX101']\n")
