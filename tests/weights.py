"""Which files of tests take long: they come first, so that no worker still has a long one when the others are done.

`pytest --weigh` writes `weights.csv` anew from what the files took; a file that is missing there is taken for a short one.
"""

import csv
from collections import Counter
from pathlib import Path

import pytest

LIST = Path(__file__).with_name("weights.csv")
WORTH_NAMING_S = 3


def file_of(nodeid: str) -> str:
    """Return the path of a test's file."""
    return nodeid.partition("::")[0]


class Weights:
    """Orders the files of a run by several workers, and measures them."""

    def __init__(self, *, weigh: bool) -> None:
        self._weigh = weigh
        self._measured: Counter[str] = Counter()
        with LIST.open(encoding="utf-8", newline="") as file:
            self._known = {row["file"]: int(row["seconds"]) for row in csv.DictReader(file)}

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Put the longest files first; a run by one process keeps the order of the folders."""
        if hasattr(config, "workerinput"):
            items.sort(key=lambda item: -self._known.get(file_of(item.nodeid), 0))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add up what tests took."""
        self._measured[file_of(report.nodeid)] += report.duration

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write down what was measured."""
        if self._weigh and not hasattr(session.config, "workerinput"):
            with LIST.open("w", encoding="utf-8", newline="") as file:
                written = csv.writer(file, lineterminator="\n")
                written.writerow(("file", "seconds"))
                written.writerows((name, round(took)) for name, took in self._measured.most_common() if took >= WORTH_NAMING_S)
