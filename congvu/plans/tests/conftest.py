"""The folder of real plan papers, kept outside the project."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def plans_dir() -> Path:
    """The folder CONGVU_PLANS_DIR names; only for tests marked `real_papers`."""
    return Path(os.environ["CONGVU_PLANS_DIR"])
