"""Host and key come from the environment, netrc or standard input; no key goes where it could be read."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from runpress.client.credentials import DEFAULT_HOST, find_credentials
from runpress.client.secret import Secret
from runpress.errors import NotPermittedError, UsageError

KEY = "canary-" + "k" * 40


def write_netrc(home: Path, host: str, key: str, mode: int = 0o600) -> None:
    path = home / ".netrc"
    path.write_text(f"machine {host}\n  login user\n  password {key}\n")
    path.chmod(mode)


def test_the_environment_says_both(tmp_path: Path) -> None:
    environ = {"WANDB_BASE_URL": "https://wandb.example/", "WANDB_API_KEY": f" {KEY}\n"}
    found = find_credentials(environ, home=tmp_path)
    assert (found.base_url, found.key.reveal(), found.source) == ("https://wandb.example", KEY, "WANDB_API_KEY")


def test_the_command_line_comes_first(tmp_path: Path) -> None:
    environ = {"WANDB_BASE_URL": "https://wandb.example", "WANDB_API_KEY": "other"}
    found = find_credentials(environ, host="http://127.0.0.1:8000", given=KEY, home=tmp_path)
    assert (found.base_url, found.key.reveal(), found.source) == ("http://127.0.0.1:8000", KEY, "standard input")


def test_netrc_has_the_key_of_the_host(tmp_path: Path) -> None:
    write_netrc(tmp_path, "api.wandb.ai", KEY)
    found = find_credentials({}, home=tmp_path)
    assert (found.base_url, found.key.reveal(), found.warnings) == (DEFAULT_HOST, KEY, ())
    with pytest.raises(NotPermittedError, match=r"no key for wandb\.example"):
        find_credentials({}, host="https://wandb.example", home=tmp_path)


def test_a_netrc_that_others_can_read_is_said(tmp_path: Path) -> None:
    write_netrc(tmp_path, "api.wandb.ai", KEY, mode=0o644)
    assert "others can read" in find_credentials({}, home=tmp_path).warnings[0]


def test_without_a_key_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotPermittedError, match="set WANDB_API_KEY, or log in"):
        find_credentials({}, home=tmp_path)


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("http://wandb.example", "not encrypted"),
        ("wandb.example", "no address"),
        ("ftp://wandb.example", "no address"),
        ("https://user:secret@wandb.example", "more than an address"),
        ("https://wandb.example?key=secret", "more than an address"),
    ],
)
def test_no_key_goes_to_an_odd_address(host: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=words) as refused:
        find_credentials({"WANDB_API_KEY": KEY}, host=host, home=tmp_path)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("host", ["http://localhost:1", "http://127.0.0.2", "http://[::1]:8000"])
def test_loopback_needs_no_encryption(host: str, tmp_path: Path) -> None:
    assert find_credentials({"WANDB_API_KEY": KEY}, host=host, home=tmp_path).base_url == host


def test_a_secret_is_written_nowhere() -> None:
    with pytest.raises(TypeError):
        pickle.dumps(Secret(KEY))
