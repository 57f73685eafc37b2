"""Addresses of views, as browsers, W&B's package and people write them."""

from __future__ import annotations

import pytest

from runpress.errors import UsageError
from runpress.publish.views.addresses import Address, parse_address, shown

CLOUD = "https://api.wandb.ai"
LOCAL = "http://127.0.0.1:8787"
REPORT = Address("acme", "digits", report="VmlldzoxMjM0NQ==")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://wandb.ai/acme/digits/reports/Cosine-wins--VmlldzoxMjM0NQ==", REPORT),
        ("https://wandb.ai/acme/digits/reports/Cosine-wins--VmlldzoxMjM0NQ%3D%3D", REPORT),
        ("https://www.wandb.ai/acme/digits/reports/Cosine-wins--VmlldzoxMjM0NQ==/edit", REPORT),
        ("http://wandb.ai:80/acme/digits/reports/A--B---C--VmlldzoxMjM0NQ==?nw=1#top", REPORT),
        ("https://wandb.ai/acme/digits/reports/a/b--VmlldzoxMjM0NQ==", REPORT),
        ("https://wandb.ai/acme/digits/reports/--VmlldzoxMjM0NQ==", REPORT),
        ("https://api.wandb.ai/acme/digits/reports/T--VmlldzoxMjM0NQ==?accessToken=s3cret", REPORT),
        (
            "https://wandb.ai/acme/digits/reports/T--VmlldzoxMjM0NQ==/edit?draftId=Vmlldzo5",
            Address("acme", "digits", report="Vmlldzo5"),
        ),
        (
            "https://wandb.ai/acme/my%20digits?nw=a1b2c3d4e5f",
            Address("acme", "my digits", workspace="nw-a1b2c3d4e5f-v"),
        ),
        (
            "https://wandb.ai/acme/digits/workspace?nw=a1b2c3d4e5f",
            Address("acme", "digits", workspace="nw-a1b2c3d4e5f-v"),
        ),
        ("https://wandb.ai/acme/digits/table?nw=x&y=1", Address("acme", "digits", workspace="nw-x-v")),
        ("https://wandb.ai/acme/digits", Address("acme", "digits")),
        ("https://wandb.ai/acme/digits/workspace", Address("acme", "digits")),
        ("https://wandb.ai/acme/digits/reports", Address("acme", "digits")),
    ],
)
def test_an_address_says_which_view_it_is_of(url: str, expected: Address) -> None:
    if url.startswith("http://"):
        with pytest.raises(UsageError, match="another server"):  # another port is another server
            parse_address(url, CLOUD)
        url = url.replace("http://wandb.ai:80", "https://wandb.ai:443")
    assert parse_address(url, CLOUD) == expected


def test_the_local_server_has_the_same_addresses_and_pages_of_its_own() -> None:
    assert parse_address(f"{LOCAL}/acme/digits/reports/T--Vmlldzox", LOCAL).report == "Vmlldzox"
    assert parse_address(f"{LOCAL}/docs/-/views/Vmlldzox.html", LOCAL).report == "Vmlldzox"
    assert (
        parse_address("https://w.example.org/sub/acme/digits?nw=a", "https://w.example.org/sub/").workspace == "nw-a-v"
    )


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://evil.example/acme/digits/reports/T--Vmlldzox?accessToken=s3cret", "`https://evil.example/acme"),
        ("https://me:s3cret@evil.example/acme/digits?nw=1", "`https://evil.example/acme/digits` is on another server"),
        ("http://127.0.0.1:9999/acme/digits?nw=1", "on another server"),
        ("https://wandb.ai/acme", "is no address of a view"),
        ("https://wandb.ai/acme/digits/runs/abc", "is no address of a view"),
        ("https://wandb.ai/acme/digits/reports/No-id", "has no id of a report"),
        ("https://wandb.ai/acme/digits/reports/T--a b", "has no id of a report"),
        ("https://wandb.ai/acme/digits?nw=nwuserada", "somebody's own workspace"),
        ("https://wandb.ai:port/acme/digits", "no address"),
    ],
)
def test_what_is_no_address_of_a_view_here_is_refused_in_words(url: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_address(url, CLOUD)
    assert words in str(caught.value)
    assert caught.value.hint
    assert "s3cret" not in f"{caught.value} {caught.value.hint}"


def test_an_address_is_shown_without_what_opens_doors() -> None:
    assert shown("https://me:pw@wandb.ai/a/b/reports/T--x?accessToken=s3cret#y") == "https://wandb.ai/a/b/reports/T--x"
