"""Texts made to slow down or break parsers: each ends soon, in little memory, with a page that is not huge.

They run in child processes, because what they used to do to parsers is to kill the process.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from support.pathological import CASES, MARKDOWN

TESTS = Path(__file__).parents[2]
CHILD = """
import json, resource, sys, time
sys.path[:0] = [sys.argv[1], sys.argv[2]]
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
from runpress.backends.html.prose import render_blocks
from runpress.pipeline import compile_document
from runpress.source import SourceFile
from support.pathological import CASES

calls = 0
def count(frame, event, argument):
    global calls
    calls += event in ("call", "c_call")

def peak():
    # Linux hands ru_maxrss on to children, so that of a large test run would be counted here.
    try:
        with open("/proc/self/status") as status:
            return int(status.read().split("VmHWM:")[1].split()[0])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

compile_document(SourceFile("warm.md", "# a\\n\\n```panel\\ny: a\\n```\\n"))
for name in json.loads(sys.argv[4]):
    counts = []
    for size in (int(sys.argv[3]) // 4, int(sys.argv[3])):
        calls, text = 0, CASES[name](size)
        started = time.process_time()
        if sys.argv[5] == "count":
            sys.setprofile(count)
        compiled = compile_document(SourceFile("doc.md", text))
        sys.setprofile(None)
        counts.append(calls)
    seconds = time.process_time() - started
    html = len(render_blocks(getattr(compiled.view, "blocks", ())))
    memory = peak() // 1024
    print(json.dumps([name, seconds, counts, html, len(text.encode()), memory]), flush=True)
"""
GROUPS = 4


def measured(names: list[str], size: int, mode: str) -> list[tuple[str, float, list[int], int, int, int]]:
    """Name, seconds, calls at both sizes, size of the page, size of the text, peak memory in MiB."""
    root = TESTS.parent / "compiler"
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(root), str(TESTS), str(size), json.dumps(names), mode],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    done = [tuple(json.loads(line)) for line in child.stdout.splitlines()]
    assert child.returncode == 0, f"{names[len(done)]}: exit {child.returncode}\n{child.stderr[-2000:]}"
    return done


def group(number: int) -> list[str]:
    return list(CASES)[number::GROUPS]


def check(names: list[str], size: int, *, seconds: float) -> None:
    for name, took, _calls, html, typed, memory in measured(names, size, "time"):
        assert took < seconds, f"{name} took {took:.1f} s for {typed} bytes"
        assert html <= 64 * typed + 65536, f"{name} became {html} bytes of HTML from {typed}"
        assert memory < 512, f"{name} took {memory} MiB"


@pytest.mark.parametrize("number", range(GROUPS))
def test_ends_soon(number: int) -> None:
    check(group(number), 8_000, seconds=2)


@pytest.mark.soak
@pytest.mark.timeout(900)
@pytest.mark.parametrize("name", CASES)
def test_ends_soon_when_it_is_large(name: str) -> None:
    check([name], 256_000, seconds=10)


@pytest.mark.parametrize("number", range(GROUPS))
def test_work_grows_with_the_text(number: int) -> None:
    """Four times the text is at most 6.5 times the calls (an exponent of 1.35), where calls are many."""
    for name, _took, calls, _html, _typed, _memory in measured(group(number), 8_000, "count"):
        small, large = calls
        assert large < 20_000 or large <= 6.5 * small, f"{name}: {small} calls, then {large}"


def test_there_are_as_many_cases_as_the_threat_model_asks_for() -> None:
    assert len(MARKDOWN) >= 80
    assert len(CASES) >= 132
