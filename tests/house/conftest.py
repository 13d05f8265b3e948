"""What the tests of the house need."""

from pathlib import Path

import pytest

from tests.house.copies import PATIENCE_S, Copy

HOUSE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give tests that run others as long as those may take on a busy machine: only what hangs is ended."""
    for item in items:
        if HOUSE in item.path.parents:
            item.add_marker(pytest.mark.timeout(2 * PATIENCE_S))


@pytest.fixture
def project(tmp_path: Path) -> Copy:
    """A copy of the project that may be added to."""
    return Copy(tmp_path / "crossreel")
