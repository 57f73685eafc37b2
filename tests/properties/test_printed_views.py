"""Whatever a view holds, the document that is printed of it says it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from runpress.model.view import View
from support.same_view import assert_comes_back
from support.views import documents, workspaces

SETTINGS = settings(suppress_health_check=list(HealthCheck), deadline=None)


@given(documents() | workspaces())
@settings(SETTINGS, max_examples=200)
def test_any_view_comes_back(view: View) -> None:
    assert_comes_back(view)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@given(documents() | workspaces())
@settings(SETTINGS, max_examples=20_000)
def test_very_many_views_come_back(view: View) -> None:
    assert_comes_back(view)
