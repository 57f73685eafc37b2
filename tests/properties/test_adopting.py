"""What is the server's is taken over, once, and nothing else changes."""

from __future__ import annotations

import copy
import json
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runpress.codec.about import About
from runpress.codec.normal import is_equal, normal_form
from runpress.model.view import Report
from runpress.publish.differences import compare_stored
from runpress.publish.differences.text import print_text
from runpress.publish.matching.adopting import adopt_ids
from runpress.publish.matching.comments import without_comments
from support.server_copies import ids_in, leaves_in, server_copies
from support.stored_reports import stored_reports
from support.stored_workspaces import stored_workspaces
from support.views import documents, workspaces

SETTINGS = settings(suppress_health_check=list(HealthCheck), deadline=None)
COPIES = (documents().filter(lambda view: isinstance(view, Report)) | workspaces()).flatmap(server_copies)


def bare(spec: dict[str, Any]) -> Any:
    """A spec without ids, comments and threads."""
    return normal_form(without_comments({**spec, "discussionThreads": []}))


def what_is_the_servers_is_taken_over(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    spec, stored = pair
    before = copy.deepcopy(pair)
    adopted = adopt_ids(spec, stored)
    assert pair == before, "an argument was changed"
    assert adopt_ids(adopted.spec, stored).spec == adopted.spec, "twice is not once"
    # Numbering starts with the sorted keys; a run set without an id has none to be numbered.
    assert json.dumps(_unnumbered(bare(adopted.spec)), sort_keys=True) == json.dumps(
        _unnumbered(bare(spec)), sort_keys=True
    )
    doubled = {id_ for id_, times in Counter(ids_in(adopted.spec)).items() if times > 1}
    own = {id_ for id_, times in Counter(ids_in(spec)).items() if times > 1}
    assert len(doubled) <= len(own)
    about = About("workspace" if "section" in spec else "report")
    assert not compare_stored(spec, adopted.spec, old_about=about, new_about=about)


def _unnumbered(value: Any) -> Any:
    """A normal form without the ids that a side may lack."""
    if isinstance(value, dict):
        return {key: _unnumbered(inner) for key, inner in value.items() if key not in ("__id__", "id")}
    return [_unnumbered(inner) for inner in value] if isinstance(value, list) else value


@given(COPIES)
@settings(SETTINGS, max_examples=60)
def test_what_is_the_servers_is_taken_over(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    what_is_the_servers_is_taken_over(pair)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@given(COPIES)
@settings(SETTINGS, max_examples=10_000)
def test_what_is_the_servers_of_very_many_is_taken_over(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    what_is_the_servers_is_taken_over(pair)


@given(COPIES)
@settings(SETTINGS, max_examples=30)
def test_a_copy_of_the_same_becomes_the_copy(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    """What says the same is, with the server's ids and comments, what the server has."""
    _, stored = pair
    adopted = adopt_ids(without_comments(stored), stored).spec
    assert is_equal(without_comments(adopted), without_comments(stored))
    assert _commented(adopted) == _commented(stored)


def _commented(spec: dict[str, Any]) -> list[str]:
    """The texts that are commented on, in their order."""
    return [
        leaf["text"] for leaf in leaves_in(spec.get("blocks")) if any(key.startswith("inlineComment") for key in leaf)
    ]


@given(st.tuples(stored_reports(), stored_reports()) | st.tuples(stored_workspaces(), stored_workspaces()))
@settings(SETTINGS, max_examples=60)
def test_whatever_is_stored_can_be_adopted_from_and_compared(pair: tuple[dict[str, Any], dict[str, Any]]) -> None:
    before = copy.deepcopy(pair)
    adopted = adopt_ids(*pair).spec
    about = About("workspace" if "section" in adopted else "report")
    found = compare_stored(adopted, pair[1], old_about=about, new_about=about)
    print_text(found)
    assert pair == before
