"""Other programs to compare with, which are no part of the development environment."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ENVIRONMENT = Path(__file__).parents[2] / "build/peers"
ZENSICAL = "zensical>=0.0.73"


def zensical() -> Path | None:
    """Zensical, from PATH or from an environment of its own, which is made once; None where it cannot be installed."""
    found = shutil.which("zensical")
    if found:
        return Path(found)
    program = ENVIRONMENT / "bin/zensical"
    if not program.exists():
        pip = (ENVIRONMENT / "bin/python", "-m", "pip", "--quiet", "--disable-pip-version-check", "install", ZENSICAL)
        made = subprocess.run((sys.executable, "-m", "venv", ENVIRONMENT), check=False)
        if made.returncode == 0:
            subprocess.run(pip, check=False)
    return program if program.exists() else None
