"""Addresses of views, as W&B has them."""

from __future__ import annotations

import pytest

from runpress.publish.views.urls import app_url, view_url
from support.views_in_memory import stored


@pytest.mark.parametrize(
    ("api", "app"),
    [
        ("https://api.wandb.ai", "https://wandb.ai"),
        ("https://wandb.example.com/", "https://wandb.example.com"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("https://api.example.com", "https://api.example.com"),
    ],
)
def test_only_the_service_itself_has_two_hosts(api, app):
    assert app_url(api) == app


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Cosine wins", "Cosine-wins--view1"),
        ("a/b? #c -- d", "a-b-c-d--view1"),
        ("Größe", "Gr%C3%B6%C3%9Fe--view1"),
        ("", "--view1"),
    ],
)
def test_a_report_is_found_by_what_stands_behind_its_title(title, expected):
    assert (
        view_url("https://api.wandb.ai", stored(1, title=title)) == f"https://wandb.ai/acme/digits/reports/{expected}"
    )


def test_a_workspace_is_found_by_its_name():
    view = stored(1, name="nw-abc12345678-v", type="project-view")
    assert view_url("https://api.wandb.ai", view) == "https://wandb.ai/acme/digits?nw=abc12345678"
