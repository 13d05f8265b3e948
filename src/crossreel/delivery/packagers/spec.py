"""The specification a package was built to, so that the buyer can tell what it promises."""

import json

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile
from crossreel.domain.quality.finding import Severity


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return the file of the specification."""
    return [PlannedFile(path=naming.title_file("report", "SPEC", "json"), kind="spec")]


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write profile, languages, version and the list of files as JSON."""
    profile = contents.profile
    value = {
        "profile": {"id": profile.id, "name": profile.name, "version": profile.version, "buyer": profile.buyer},
        "title": contents.subject.title.code,
        "languages": list(contents.subject.languages_that_go(contents.plan.languages)),
        "formats": [
            {"id": entry.format_id, "options": {name: _plain(value) for name, value in entry.options.items()}}
            for entry in profile.formats
        ],
        "minimum_state": profile.minimum_state.value,
        "delivery_version": contents.subject.version,
        "allowed_findings": sum(finding.severity is Severity.ERROR for finding in contents.report.findings),
        "files": [planned.path for planned in contents.plan.files],
    }
    target.write(json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n")


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | bool) else str(value)


PACKAGER = Packager(id="spec", folders={"report": "00_DOCS"}, files=files, make=make)
