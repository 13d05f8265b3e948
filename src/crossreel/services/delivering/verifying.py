"""Verifying packages. Needs no catalog."""

from pathlib import Path

from crossreel.domain.report import Report
from crossreel.services.delivering.package_check import check_package
from crossreel.services.jobs import JobContext


class Verifying:
    """Use case of checking a package that came from anywhere."""

    def verify(self, path: Path, job: JobContext | None = None) -> Report:
        """Check every file and hash of a package, see `package_check.check_package`."""
        return check_package(path, job or JobContext())
