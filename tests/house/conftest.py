"""What the tests of the house need."""

from pathlib import Path

import pytest

from tests.house.copies import Copy


@pytest.fixture
def project(tmp_path: Path) -> Copy:
    """A copy of the project that may be added to."""
    return Copy(tmp_path / "crossreel")
