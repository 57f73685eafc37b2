"""What a document costs from text to view, as a ratio to parsing it with markdown-it-py and the same plugins.

    python tests/bench/bench_compile.py [--documents 100 --rounds 7]

CPU time within one process, rounds interleaved, the best of each: what the code costs, not what else the
machine does. Prose is everything but the fences' options: parse, places, blocks, bodies as located values.
"""

import argparse
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench_check import generate
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from runpress.pipeline import compile_document
from runpress.source import SourceFile
from runpress.syntax.context import Lowering
from runpress.syntax.front_matter import read_front_matter
from runpress.syntax.markdown import read_blocks

MOST_OF_PROSE = 1.6
MOST_OF_ALL = 2.6


def reference() -> Callable[[str], object]:
    """markdown-it-py with what documents need."""
    parser = MarkdownIt("gfm-like", {"linkify": False}).disable("linkify")
    for plugin in (front_matter_plugin, dollarmath_plugin, tasklists_plugin, footnote_plugin, gfm_autolink_plugin):
        parser.use(plugin)
    return parser.parse


def prose(text: str) -> object:
    """Text to blocks, fences left as they are."""
    source = SourceFile("doc.md", text)
    lines = read_front_matter(source).lines
    return read_blocks(Lowering(source), lambda _fence: None, first_line=lines)


def whole(text: str) -> object:
    """Text to view."""
    return compile_document(SourceFile("doc.md", text))


def measured(functions: dict[str, Callable[[str], object]], texts: list[str], rounds: int) -> dict[str, float]:
    """Milliseconds a document, the best of all rounds."""
    best = dict.fromkeys(functions, float("inf"))
    for function in functions.values():
        for text in texts:
            function(text)
    for _ in range(rounds):
        for name, function in functions.items():
            started = time.process_time()
            for text in texts:
                function(text)
            best[name] = min(best[name], (time.process_time() - started) / len(texts) * 1e3)
    return best


def main() -> None:
    """Print the cost of each, and fail where a ratio is too large."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    options.add_argument("--documents", type=int, default=100)
    options.add_argument("--rounds", type=int, default=7)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder), given.documents)
        texts = [path.read_text("utf-8") for path in sorted(Path(folder).rglob("*.md"))]
    fences = sum(len(re.findall(r"^```(?:panel|runset)$", text, re.MULTILINE)) for text in texts) / len(texts)
    best = measured({"markdown-it-py": reference(), "prose": prose, "whole": whole}, texts, given.rounds)
    base = best["markdown-it-py"]
    for name, cost in best.items():
        print(f"{name:16} {cost:7.3f} ms a document   {cost / base:5.2f} of markdown-it-py")
    print(f"{fences:.1f} fences a document")
    if best["prose"] > MOST_OF_PROSE * base or best["whole"] > MOST_OF_ALL * base:
        raise SystemExit("too slow")


if __name__ == "__main__":
    main()
