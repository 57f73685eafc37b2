"""JSON text as it is sent: compact, and with the same values as the text that is kept."""

import pytest

from runpress.codec.json_text import Deep, compact, dumps, loads


@pytest.mark.parametrize(
    "value",
    [
        {"a": [1, 2.5, -0.0, 1e-7, 1e22, 10**30, True, None], "b": {}, "c": []},
        {"text": 'ü \u2028 < " \\ \n \x00'},
        {"half": "\ud800", "ü": 1},
        {"deep": Deep("[" * 300 + "]" * 300)},
        {"endless": Deep("1e400")},
    ],
)
def test_compact_text_says_what_the_usual_one_says(value):
    assert loads(compact(value)) == loads(dumps(value))


def test_compact_text_has_no_blanks():
    assert compact({"a": [1, {"b": "c d"}]}) == '{"a":[1,{"b":"c d"}]}'


def test_compact_text_of_very_many_levels():
    value: list = []
    for _ in range(90):
        value = [value]
    assert compact(value) == "[" * 91 + "]" * 91
