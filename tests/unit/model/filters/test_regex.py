"""Patterns: what is found, what is refused, and that nothing takes long."""

import pytest

from runpress.model.filters.regex import check_pattern, search


@pytest.mark.parametrize(
    ("pattern", "found", "not_found"),
    [
        ("abc", ["abc", "xabcx"], ["ab", "", "aBc"]),
        ("^a.c$", ["abc", "a.c", "a層c"], ["abcd", "a\nc", "ac"]),
        ("a|b", ["a", "b"], ["c"]),
        ("^(?:ab)+$", ["ab", "abab"], ["aba", ""]),
        ("^a{2,3}$", ["aa", "aaa"], ["a", "aaaa"]),
        ("^a{2}$", ["aa"], ["aaa"]),
        ("^a{2,}$", ["aa", "a" * 9], ["a"]),
        ("^a*?b+?$", ["b", "aabb"], ["a"]),
        (r"^\d+$", ["0", "42"], ["", "4x", "٤"]),
        (r"^\w\W\s\S\D$", ["a. x-"], ["a. x1"]),
        (r"^\w$", ["a", "Z", "_", "9"], ["é", "-"]),
        (r"^\s$", [" ", "\t", "\n"], ["\v", "\u00a0"]),
        (r"\bcat\b", ["a cat.", "cat"], ["concat", "cats"]),
        ("^[a-c0_-]$", ["b", "0", "_", "-"], ["d"]),
        ("^[^a-c]$", ["d", "\n"], ["a", ""]),
        (r"^[\d.]+$", ["1.5"], ["1,5"]),
        (r"^[^\W]$", ["a"], ["-"]),
        ("^[]a]$", ["]", "a"], ["b"]),
        ("(?i)^Adam$", ["adam", "ADAM"], ["eve"]),
        ("(?i)^[^a]$", ["b"], ["a", "A"]),
        ("(?i)É", ["é"], ["e"]),
        (r"\.\*\\\x41", [r".*\A"], ["xA"]),
        ("", ["", "x"], []),
        ("$^", [""], ["x"]),
        ("^$", [""], ["\n"]),
        ("a$", ["a", "ba"], ["a\n"]),
        ("(|a)+b", ["b", "aab"], ["a"]),
    ],
)
def test_a_pattern_is_sought_in_the_text(pattern, found, not_found):
    assert check_pattern(pattern) is None
    assert [text for text in found if not search(pattern, text)] == []
    assert [text for text in not_found if search(pattern, text)] == []


@pytest.mark.parametrize(
    ("pattern", "place", "words"),
    [
        ("a(?=b)", "(?=", "look-around"),
        ("a(?<!b)", "(?<!", "look-around"),
        (r"(a)\1", r"\1", "back-reference"),
        ("(?P<n>a)", "(?P<", "not part of patterns"),
        (r"\pL", r"\p", "not part of patterns"),
        (r"\Aa", r"\A", "not part of patterns"),
        (r"\Ba", r"\B", "not part of patterns"),
        ("a**", "a**", "repeats a repetition"),
        ("a*+", "a*", "repeats a repetition"),
        ("*a", "*", "nothing to repeat"),
        ("a{,3}", "{", "begins a count"),
        ("a{3,2}", "{3,2}", "below its beginning"),
        ("a{1001}", "{1001}", "more than 1000"),
        ("^*", "^*", "repeats a place"),
        ("(a", "(", "is not closed"),
        ("a)", ")", "closes nothing"),
        ("[a", "[", "is not closed"),
        ("[z-a]", "z-a", "backwards"),
        (r"[\d-z]", r"\d-z", "no range"),
        ("[[:alpha:]]", "[:", "named classes"),
        ("a\\", "\\", "single `\\`"),
        (r"\x4", r"\x", "two hexadecimal digits"),
        ("(" * 60, "(", "nested deeper"),
        ("((a{1000}){1000}){1000}", "((a{1000}){1000}){1000}", "too large"),
    ],
)
def test_what_engines_do_not_share_is_refused_at_its_place(pattern, place, words):
    error = check_pattern(pattern)
    assert error is not None
    assert words in error.message
    assert pattern[error.start : error.end] == place


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(a*)*b", "(.*)(.*)(.*)(.*)x", "(a?){200}a{200}"])
def test_no_pattern_takes_long(pattern):
    assert not search(pattern, "a" * 150 + "!") or pattern.endswith("a{200}")


def test_a_refused_pattern_matches_nothing():
    assert not search("a(?=b)", "ab")
