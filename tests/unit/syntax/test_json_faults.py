"""The words for a text that is no JSON, which differ from one version of Python to the next."""

import json

import pytest

from runpress.syntax.json_faults import in_our_words


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ('{"a": 1,}', 7, "a comma too many"),
        ('{"a": 1, \n}', 7, "a comma too many"),
        ("[1, 2,]", 5, "a comma too many"),
        ("[1, 2 , ]", 6, "a comma too many"),
        ("[,]", 1, "expecting value"),
        ('{"a": 1', 7, "expecting ',' delimiter"),
        ("{'a': 1}", 1, "expecting property name enclosed in double quotes"),
        ('{"a": }', 6, "expecting value"),
    ],
)
def test_a_fault_has_the_same_words_and_place_everywhere(text, place, message):
    with pytest.raises(json.JSONDecodeError) as raised:
        json.loads(text)
    told = in_our_words(raised.value)
    assert (told.pos, told.msg) == (place, message)
    assert str(in_our_words(told)) == str(told)
