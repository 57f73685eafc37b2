"""A key that stands twice in an object of stored JSON is said: only its last value can be read."""

from __future__ import annotations

import json

import pytest

from runpress.conversion.document import Pulled, pull_json
from runpress.source import SourceFile

REPORT = '{"version": 5, "blocks": [{"type": "paragraph", "type": "heading", "level": 2, "children": [{"text": "a"}]}]}'
LOST = "this key stands twice in one object; the last one is read, and the others are lost"


def pulled(text: str) -> Pulled:
    return pull_json(SourceFile("stored.json", text))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (REPORT, "$.blocks[0].type"),
        (json.dumps({"type": "runs", "spec": json.loads(REPORT)})[:-1] + ', "type": "runs"}', "$.type"),
        (json.dumps({"type": "runs", "spec": REPORT}), "$.spec.blocks[0].type"),
        (json.dumps({"data": {"view": {"spec": REPORT}}}), "$.data.view.spec.blocks[0].type"),
        (json.dumps(REPORT), "$.blocks[0].type"),
        (REPORT.replace('"type": "h', '"ty\\u0070e": "h'), "$.blocks[0].type"),
    ],
    ids=["a spec", "a view object", "its spec", "an answer", "JSON in JSON", "two spellings"],
)
def test_a_repeated_key_is_named_at_its_place(text: str, path: str) -> None:
    found = pulled(text)
    assert found.text is not None
    assert "## a" in found.text
    assert [finding.message for finding in found.findings] == [f"{path}: {LOST}"]


@pytest.mark.parametrize(
    "text",
    [
        '{"blocks": [{"type": "paragraph", "children": [{"text": "\\"type\\": 1, \\"type\\": 2"}]}]}',
        '{"blocks": [], "spec": "no JSON"}',
        '{"blocks": [], "a" : {"b": 1}, "c": [{"b": ":"}, {"b": "}"}]}',
        '{"blocks": [], "deep": ' + '{"a": ' * 300 + "1" + "}" * 300 + "}",
    ],
    ids=["in a text", "no spec", "one a holder", "deep"],
)
def test_keys_of_several_objects_are_none_of_one(text: str) -> None:
    assert [finding for finding in pulled(text).findings if LOST in finding.message] == []
