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


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    load_key(tmp_path, {}, lambda: MADE)
    (tmp_path / "key").chmod(0o644)
    with pytest.raises(UsageError, match="others can read the key"):
        load_key(tmp_path, {}, lambda: MADE)


@pytest.mark.parametrize("key", ["short", "k" * 40 + " x", "k" * 40 + "é"])
def test_a_key_that_clients_refuse_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(UsageError, match="none that clients accept"):
        load_key(tmp_path, {VARIABLE: key}, lambda: MADE)
