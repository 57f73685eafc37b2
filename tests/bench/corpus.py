"""A site of experiment reports to measure with: the same number of documents gives the same text.

Each has front matter, headings, paragraphs with marks and links, lists, tasks, a table, code, a call-out,
an image, display maths and six fences: about 160 lines, in groups of 25, with a mkdocs.yml that MkDocs reads.
"""

from __future__ import annotations

import random
import struct
import zlib
from pathlib import Path

GROUP = 25
_WORDS = [
    "loss",
    "accuracy",
    "gradient",
    "optimizer",
    "learning",
    "rate",
    "schedule",
    "warmup",
    "batch",
    "epoch",
    "baseline",
    "ablation",
    "sweep",
    "checkpoint",
    "validation",
    "training",
    "attention",
    "encoder",
    "decoder",
    "embedding",
    "dataset",
    "throughput",
    "latency",
    "memory",
    "precision",
    "recall",
    "we",
    "observe",
    "that",
    "the",
    "result",
    "of",
    "this",
    "run",
    "suggests",
    "a",
    "clear",
    "improvement",
    "over",
    "previous",
    "settings",
    "while",
    "remaining",
    "stable",
]
_METRICS = ("train/loss", "val/loss", "val/accuracy", "grad_norm", "val/f1", "tokens_per_s", "entropy")
_CONFIG = """site_name: Reports
docs_dir: docs
markdown_extensions: [tables, fenced_code, toc, attr_list, admonition]
plugins: [search]
"""


def write_corpus(folder: Path, count: int) -> Path:
    """Write the site of `count` reports; the folder."""
    docs = folder / "docs"
    (docs / "assets").mkdir(parents=True)
    (docs / "assets/fig.png").write_bytes(_png())
    for number in range(count):
        path = docs / name(number)
        path.parent.mkdir(exist_ok=True)
        path.write_text(_Report(number).text(count), encoding="utf-8")
    listed = "".join(f"- [Report {number}]({name(number)})\n" for number in range(0, count, GROUP))
    (docs / "index.md").write_text(f"# Reports\n\n{listed}", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_CONFIG, encoding="utf-8")
    return folder


def name(number: int) -> str:
    """The path of a report."""
    return f"group-{number // GROUP:03d}/report-{number:05d}.md"


class _Report:
    def __init__(self, number: int) -> None:
        self._random = random.Random(f"report-{number}")  # noqa: S311 - the same text each time, no secret
        self._number = number

    def _words(self, least: int, most: int) -> str:
        return " ".join(self._random.choices(_WORDS, k=self._random.randint(least, most)))

    def _sentence(self) -> str:
        extra = self._random.choice(
            [
                "",
                f" **{self._words(1, 3)}**",
                f" *{self._words(1, 3)}*",
                f" `{self._random.choice(_METRICS)}`",
                f" [{self._words(2, 4)}](https://example.org/{self._random.randint(1, 999)})",
                f" $L_{{{self._random.choice('ijk')}}} = {self._random.random():.3f}$",
                f" ~~{self._words(1, 2)}~~",
            ]
        )
        return f"{self._words(8, 18).capitalize()}{extra}."

    def _paragraph(self) -> str:
        return "\n".join(self._sentence() for _ in range(self._random.randint(2, 4)))

    def _items(self, mark: str, count: int) -> str:
        return "\n".join(f"{mark} {self._sentence()}" for _ in range(count))

    def _runset(self) -> str:
        metric = self._random.choice(_METRICS).replace("/", "_")
        return (
            f"```runset\nname: rs{self._random.getrandbits(40)}\nproject: acme/p{self._random.randint(1, 40)}\n"
            f'filters: summary.{metric} > {self._random.random():.3f} and state == "finished"\n'
            "groupby: [config.optimizer, config.batch_size]\norder: -created_at\n```"
        )

    def _panel(self) -> str:
        title = self._words(2, 5).capitalize()
        first, second = self._random.sample(_METRICS, 2)
        body = self._random.choice(
            [
                f"type: line\ny: [{first}, {second}]\nrange: {{y: [0, 2.5]}}\nsmoothing: {{type: exponential, weight: 0.6}}",
                f"type: bar\nmetrics: [summary.{first.replace('/', '_')}]\nmax_bars: 12",
                "type: scatter\nx: config.lr\ny: summary.loss\nlog: {x: true}",
                "type: scalar\nmetric: summary.loss\ngroupby_aggfunc: mean",
            ]
        )
        return f"```panel\ntitle: {title}\n{body}\nlayout: {{w: 12, h: 6}}\n```"

    def _table(self) -> str:
        cells = (
            f"| `run-{at}` | adamw | {self._random.random():.5f} | **{self._random.random():.2f}** |" for at in range(8)
        )
        return "\n".join(["| run | optimizer | lr | loss |", "| --- | :-: | --: | --: |", *cells])

    def _code(self) -> str:
        return (
            f"```python\ndef train(lr={self._random.random():.5f}, steps=1000):\n    model = build(hidden=512)\n"
            "    for step in range(steps):\n        loss = model.step(next(batches), lr=lr)\n"
            "        if step % 100 == 0:\n            log({'loss': float(loss), 'step': step})\n    return model\n```"
        )

    def text(self, count: int) -> str:
        other = name(self._random.randrange(count))
        front = f"---\ntitle: 'Report {self._number}: {self._words(3, 6)}'\ndescription: {self._words(8, 14)}\nkind: report\nproject: acme/p1\n---"
        parts = [
            front,
            self._paragraph(),
            self._runset(),
            "## Setup",
            self._paragraph(),
            self._items("-", 6),
            self._panel(),
        ]
        parts += ["## Results", self._paragraph(), self._table(), self._panel(), "### Ablations", self._paragraph()]
        parts += [f"> [!NOTE]\n> {self._sentence()}", self._items("1.", 4), self._code(), "![Curve](../assets/fig.png)"]
        parts += [self._panel(), "$$\n\\mathcal{L} = -\\frac{1}{N} \\sum_{i=1}^{N} \\log p_\\theta(y_i \\mid x_i)\n$$"]
        parts += ["## Next steps", self._items("- [ ]", 4), self._runset(), self._panel(), self._paragraph()]
        parts += [f"See also [another report](../{other})."]
        return "\n\n".join(parts) + "\n"


def _png() -> bytes:
    width, height = 320, 160
    rows = b"".join(b"\0" + bytes((x * y) % 251 for x in range(width)) for y in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
