"""Settings for all tests."""

import re
import secrets

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture.providers import HypothesisProvider
from hypothesis.internal.constants_ast import Constants

# A slow machine is no fault of the code: pytest's timeout stops what hangs.
settings.register_profile(
    "random", settings.get_profile("default"), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("same", settings.get_profile("random"), derandomize=True, database=None, print_blob=True)


ORDER = 20261121
"""The seed of the order of tests, and of `random` in them, where none is asked for."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--regen` rewrites what is expected of whole projects (`test_projects.py`)."""
    parser.addoption("--regen", action="store_true", help="rewrite the expected files of tests/projects")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Tests run in the same order and properties see the same examples each time; others where `soak` or a seed asks."""
    is_soak = re.search(r"(?<!not )\bsoak\b", config.option.markexpr) is not None
    if not is_soak and getattr(config.option, "randomly_seed", None) == "default":
        config.option.randomly_seed = ORDER
    if is_soak and config.option.hypothesis_seed is None:
        config.option.hypothesis_seed = str(secrets.randbits(32))
    if config.option.hypothesis_seed is not None:
        settings.load_profile("random")
        return
    settings.load_profile("same")
    # Examples also take constants from modules that happen to be imported: those differ with the order of tests.
    HypothesisProvider._local_constants = Constants()


def pytest_report_header(config: pytest.Config) -> str:
    """How to see the same examples again."""
    seed = config.option.hypothesis_seed
    return f"Examples: --hypothesis-seed={seed}" if seed else "Examples: the same in each run"
