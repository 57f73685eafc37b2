"""The server's key: its own, made once, readable by its owner alone."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from runpress.errors import UsageError
from runpress.server.key import VARIABLE, load_key

MADE = "local-" + "a" * 40


def test_it_is_made_once_and_kept(tmp_path: Path) -> None:
    key, source = load_key(tmp_path, {}, lambda: MADE)
    assert (key, source) == (MADE, str(tmp_path / "key"))
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert load_key(tmp_path, {}, lambda: "other") == (MADE, source)


def test_the_variable_comes_first(tmp_path: Path) -> None:
    assert load_key(tmp_path, {VARIABLE: "b" * 40}, lambda: MADE) == ("b" * 40, VARIABLE)
    assert not (tmp_path / "key").exists()


def test_the_users_own_key_is_never_taken(tmp_path: Path) -> None:
    assert load_key(tmp_path, {"WANDB_API_KEY": "c" * 40}, lambda: MADE)[0] == MADE


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o602, 0o610])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    load_key(tmp_path, {}, lambda: MADE)
    (tmp_path / "key").chmod(mode)
    with pytest.raises(UsageError, match="others can read the key"):
        load_key(tmp_path, {}, lambda: MADE)


@pytest.mark.parametrize("key", ["k" * 40 + " x", "k" * 40 + "é"])
def test_a_key_with_other_letters_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(UsageError, match="none that clients accept") as refused:
        load_key(tmp_path, {VARIABLE: key}, lambda: MADE)
    assert "leave it out" in str(refused.value.hint)


@pytest.mark.parametrize(
    ("key", "counted"),
    [("short", "5 characters:"), ("k" * 39, "39 characters:"), ("local-" + "k" * 39, "39 characters behind its first")],
)
def test_a_key_that_is_too_short_for_clients_is_refused(tmp_path: Path, key: str, counted: str) -> None:
    """W&B's package counts the letters behind the first dash, and refuses fewer than 40."""
    with pytest.raises(UsageError, match=counted) as refused:
        load_key(tmp_path, {VARIABLE: key}, lambda: MADE)
    assert key not in str(refused.value)


@pytest.mark.parametrize("key", ["k" * 40, "local-" + "k" * 40, "a-b-" + "k" * 38])
def test_a_key_that_clients_take_is_taken(tmp_path: Path, key: str) -> None:
    assert load_key(tmp_path, {VARIABLE: key}, lambda: MADE) == (key, VARIABLE)


def test_a_file_that_was_cut_off_says_how_to_get_a_new_key(tmp_path: Path) -> None:
    (tmp_path / "key").touch(mode=0o600)
    with pytest.raises(UsageError, match="0 characters") as refused:
        load_key(tmp_path, {}, lambda: MADE)
    assert "delete the file" in str(refused.value.hint)
