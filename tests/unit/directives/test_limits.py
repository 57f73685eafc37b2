"""Documents full of faults, or very large ones: findings stay few, and the time in proportion."""

from __future__ import annotations

import time

import pytest

from support.fences import front, lower

MANY = 5_000
BODIES = {
    "unknown keys": "y: a\n" + "".join(f"key{at}: 1\n" for at in range(MANY)),
    "faulty items": f"y: [{'[], ' * MANY}a]",
    "unknown colours": "y: a\ncolors:\n" + "".join(f"  k{at}: redd{at}\n" for at in range(MANY)),
    "numbers for text": "y: a\nline_titles:\n" + "".join(f"  k{at}: {at}\n" for at in range(MANY)),
    "cut values": "y: a\nline_titles:\n" + "".join(f"  k{at}: a #b\n" for at in range(MANY)),
    "faulty mappings": "type: parallel-coordinates\ncolumns:\n" + "  - {metrik: a}\n" * MANY,
    "keys": f"y: [{'a, ' * MANY}a]",
}


@pytest.mark.parametrize("name", BODIES)
def test_a_fence_full_of_faults_is_read_quickly_and_says_a_hundred(name) -> None:
    started = time.thread_time()
    _, findings = lower("panel", BODIES[name])
    assert time.thread_time() - started < 15
    assert len(findings) <= 101
    if len(findings) > 1:
        assert "more faults, which are not listed" in "".join(finding.message for finding in findings)


def test_all_faults_are_counted() -> None:
    _, findings = lower("panel", "y: a\n" + "".join(f"key{at}: 1\n" for at in range(130)))
    assert len(findings) == 101
    assert any(finding.message == "a line panel has 30 more faults, which are not listed" for finding in findings)


def test_front_matter_of_many_keys_is_read_quickly() -> None:
    started = time.thread_time()
    _, findings = front("".join(f"titel{at}: 1\n" for at in range(MANY)))
    assert time.thread_time() - started < 15
    assert len(findings) <= 101


def test_a_filter_is_no_list_of_thousands() -> None:
    runset, findings = lower("runset", "filters:\n" + "  - config.lr > 1\n" * 101)
    assert [finding.message for finding in findings] == ["`filters` takes at most 100 filters, not 101"]
    assert runset.filters is not None
    assert lower("runset", "filters:\n" + "  - config.lr > 1\n" * 100)[1] == []
