"""What building a site costs, as ratios to MkDocs and Zensical on the same documents, interleaved in one run.

    python tests/bench/bench_build.py [--small 100 --large 1000 --huge 5000 --rounds 5 --only cold|again|page]

Whole programs are timed, start-up included; memory is the greatest of all processes. MkDocs writes the
whole navigation into each page, so it grows with their number: the fair comparison is the small site.
Zensical is installed into `build/peers` if it is not there; without it its ratios are left out.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from corpus import name, write_corpus
from peers import zensical
from timing import Programs, Run, medians, report, shown

MOST_OF_MKDOCS_SMALL = 0.8
MOST_OF_MKDOCS_LARGE = 0.3
MOST_OF_MEMORY = 1.5
MOST_OF_ZENSICAL = 0.15
MOST_A_PAGE = 1.15


class Builds:
    """Builds of one corpus, each program in a copy of its own."""

    def __init__(self, root: Path, count: int, programs: Programs) -> None:
        self.count = count
        self._programs = programs
        self._root = root / str(count)
        self._ours = write_corpus(self._root / "ours", count)
        self._theirs = write_corpus(self._root / "theirs", count)
        self._edits = 0

    def ours(self) -> Run:
        """Build with this program."""
        return self._programs.runpress("build", "-o", self._root / "out", "--format", "github", cwd=self._ours)

    def cold(self) -> Run:
        """Build with this program, with nothing remembered."""
        shutil.rmtree(self._ours / ".runpress", ignore_errors=True)
        shutil.rmtree(self._root / "out", ignore_errors=True)
        return self.ours()

    def edited(self) -> Run:
        """Build with this program after one document changed."""
        self._edit(self._ours)
        return self.ours()

    def mkdocs(self) -> Run:
        """Build with MkDocs."""
        return self._programs.run(sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "-q", cwd=self._theirs)

    def zensical(self, program: Path) -> Run:
        """Build with Zensical, with what it remembers."""
        return self._programs.run(program, "build", cwd=self._theirs)

    def zensical_edited(self, program: Path) -> Run:
        """Build with Zensical after one document changed."""
        self._edit(self._theirs)
        return self.zensical(program)

    def _edit(self, folder: Path) -> None:
        self._edits += 1
        path = folder / "docs" / name(3)
        path.write_text(f"{path.read_text()}\nParagraph {self._edits}.\n")


def measure_cold(builds: Builds, rounds: int, *, most: float) -> bool:
    """A build from nothing, to MkDocs."""
    ours, theirs = medians(rounds, builds.cold, builds.mkdocs)
    print(f"{builds.count} documents: {shown(ours)}; MkDocs {shown(theirs)}")
    good = report(f"cold, {builds.count} documents, to MkDocs", ours.seconds / theirs.seconds, most)
    return report("memory to MkDocs", ours.megabytes / theirs.megabytes, MOST_OF_MEMORY) and good


def measure_again(builds: Builds, rounds: int) -> bool:
    """Builds with nothing to do and with one page to do, to Zensical's."""
    builds.cold()
    (unchanged,) = medians(rounds, builds.ours)
    (edited,) = medians(rounds, builds.edited)
    print(f"nothing changed {shown(unchanged)}, one page changed {shown(edited)}")
    program = zensical()
    if program is None:
        print("Zensical cannot be installed here: no ratio to it")
        return True
    (warm,) = medians(rounds, lambda: builds.zensical(program))
    (warm_edited,) = medians(rounds, lambda: builds.zensical_edited(program))
    print(f"Zensical: nothing changed {shown(warm)}, one page changed {shown(warm_edited)}")
    good = report("nothing changed, to Zensical", unchanged.seconds / warm.seconds, MOST_OF_ZENSICAL)
    return report("one page changed, to Zensical", edited.seconds / warm_edited.seconds, MOST_OF_ZENSICAL) and good


def measure_page(one: Builds, small: Builds, huge: Builds, rounds: int) -> bool:
    """What a page costs the processors in a huge site, to that in a small one, start-up taken off."""
    start, at_small = medians(rounds, one.cold, small.cold)
    (at_huge,) = medians(1, huge.cold, warm_up=False)
    print(f"{huge.count} documents: {shown(at_huge)}")
    ratio = ((at_huge.cpu - start.cpu) / huge.count) / ((at_small.cpu - start.cpu) / small.count)
    return report(f"a page at {huge.count} documents, to one at {small.count}", ratio, MOST_A_PAGE)


def measure(root: Path, options: argparse.Namespace) -> bool:
    """All figures that are asked for; whether all were reached."""
    programs = Programs(root / "bytecode")
    small, large = (Builds(root, count, programs) for count in (options.small, options.large))
    good = True
    if options.only in ("", "cold"):
        good &= measure_cold(small, 2 * options.rounds, most=MOST_OF_MKDOCS_SMALL)
        good &= measure_cold(large, options.rounds, most=MOST_OF_MKDOCS_LARGE)
    if options.only in ("", "again"):
        good &= measure_again(large, options.rounds)
    if options.only in ("", "page") and options.huge:
        huge = Builds(root, options.huge, programs)
        good &= measure_page(Builds(root, 1, programs), small, huge, options.rounds)
    return good


def main() -> None:
    """Measure and report; fails if a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option, value in {"small": 100, "large": 1000, "huge": 5000, "rounds": 5}.items():
        parser.add_argument(f"--{option}", type=int, default=value)
    parser.add_argument("--only", choices=("cold", "again", "page"), default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(0 if measure(Path(folder), options) else 1)


if __name__ == "__main__":
    main()
