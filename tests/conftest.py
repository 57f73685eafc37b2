"""Settings for all tests."""

import pytest
from hypothesis import settings

# A slow machine is no fault of the code: pytest's timeout stops what hangs.
settings.register_profile("runpress", settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("runpress")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--regen` rewrites what is expected of whole projects (`test_projects.py`)."""
    parser.addoption("--regen", action="store_true", help="rewrite the expected files of tests/projects")
