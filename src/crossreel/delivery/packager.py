"""The descriptor of a packager: what files it adds to a package, and how it makes them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from crossreel.delivery.credited import Credited
from crossreel.delivery.naming import Naming
from crossreel.delivery.subject import Subject
from crossreel.delivery.taking import Origin, Taken, nothing_read
from crossreel.delivery.written import Written
from crossreel.domain.catalog.title import Character, Image, Term
from crossreel.domain.catalog.version import Version
from crossreel.domain.delivery import Plan, PlannedFile, Profile
from crossreel.domain.paper import Paper
from crossreel.domain.quality.report import QcReport
from crossreel.domain.text.document import Document
from crossreel.domain.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything packagers put into a package, read beforehand.

    `documents` is keyed by episode number, language and variant ("full", "sdh", "forced", "signs"), `media` by episode number,
    `versions` and `masters` (their files) by the ids of versions. `subtitle_file` returns the bytes of a document, proved by
    reading them again. `report` is what QC has to say of what is delivered, `report_file` returns the bytes of that report as
    "html" or "json", `metadata_file` those of a file that a metadata writer planned, `artwork_file` those of a picture, and
    `read_file` what a file outside comes to that is only named in the package. `written` has what was made before, by path:
    everything of the stages before that of a file. `paper_file` returns the bytes of a paper as "html", "pdf" or "xlsx",
    `script_file` those of a script or list. `approvals` says who approved cells last and when (milliseconds since 1970), by episode
    number and column.
    """

    subject: Subject
    profile: Profile
    plan: Plan
    wording: Wording
    subtitle_file: Callable[[PlannedFile, Document], bytes]
    metadata_file: "Callable[[PlannedFile, Contents], bytes]"
    report_file: Callable[[str, QcReport], bytes]
    report: QcReport
    paper_file: Callable[[str, Paper], bytes] = lambda kind, paper: b""
    script_file: Callable[[PlannedFile], bytes] = lambda file: b""
    approvals: Mapping[tuple[int, str], tuple[str, int]] = field(default_factory=dict)
    artwork_file: Callable[[PlannedFile], bytes] = lambda file: b""
    read_file: Callable[[Origin], Taken] = nothing_read
    documents: Mapping[tuple[int, str, str], Document] = field(default_factory=dict)
    media: Mapping[int, Version] = field(default_factory=dict)
    versions: Mapping[int, Version] = field(default_factory=dict)
    masters: Mapping[int, Path] = field(default_factory=dict)
    cover: Image | None = None
    characters: tuple[Character, ...] = ()
    terms: tuple[Term, ...] = ()
    credits: tuple[Credited, ...] = ()
    author: str = ""
    made_ms: int = 0
    written: Mapping[str, Written] = field(default_factory=dict)

    def version_of(self, file: PlannedFile) -> Version | None:
        """Return the version of an episode that a video or sound of the package is, None where nobody probed it."""
        return self.media.get(file.episode or 0) if file.version_id is None else self.versions.get(file.version_id)


class Sink(Protocol):
    """Takes the bytes of one file."""

    def write(self, data: bytes, /) -> int:
        """Take the next bytes; return how many."""


FilesOf = Callable[[Subject, Profile, tuple[str, ...], Naming], list[PlannedFile]]
Make = Callable[[PlannedFile, Contents, Sink], None]
OriginOf = Callable[[PlannedFile, Contents], Origin | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Packager:
    """A kind of content a profile can include by `id`.

    `files` is pure and says what belongs into the package; `make` writes one of those files
    into the file given: where that lies is not its business. A packager of whole files that lie elsewhere has `origin`, and says
    which one: it is cloned, linked or copied; None for a file that it makes. `folders` gives, for each kind of file it plans, the
    folder that kind lies in where the profile does not say. `types` are the types of file among which a profile chooses in its
    `scripts`. One that is `untold` by a profile goes along without being named in it: what makes packages of a packaging, and what
    a table of its own asks for.
    """

    id: str
    files: FilesOf
    make: Make | None = None
    types: tuple[str, ...] = ()
    origin: OriginOf | None = None
    folders: Mapping[str, str] = field(default_factory=dict)
    untold: Callable[[Profile], bool] = lambda profile: False
