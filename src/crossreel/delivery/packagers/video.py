"""The episodes' pictures and sounds, taken whole, or named in a list where the buyer has them already."""

import csv
from io import StringIO

from crossreel.delivery.masters import Master, carries_files, masters_of, origin_of
from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import MasterFile, Subject
from crossreel.delivery.taking import Origin
from crossreel.domain.delivery import PlannedFile, Profile
from crossreel.domain.text.timecode import clock

VIDEO, AUDIO, LIST = "video", "audio", "video_list"
HEADS = ("episode", "version", "language", "label", "file", "bytes", "sha256", "in", "out", "width", "height", "frame_rate")


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return one file for each version that is there, or the list that names them."""
    if not carries_files(profile):
        return [PlannedFile(path=naming.title_file(LIST, "VIDEOS", "csv"), kind=LIST)]
    found = (_planned(master, subject, naming) for master in masters_of(subject, profile, languages) if not master.is_part)
    return [file for file in found if file is not None]


def _planned(master: Master, subject: Subject, naming: Naming) -> PlannedFile | None:
    if master.file is None:
        return None
    version = master.file.version
    language = version.language or subject.title.source_language
    folder, kind = (VIDEO, "VID") if version.has_picture else (AUDIO, "AUD")
    extension = master.file.extension
    path = naming.episode_file(folder, kind, extension, episode=master.episode, language=language, variant=master.variant)
    return PlannedFile(
        path=path, kind=VIDEO, episode=master.episode, language=version.language, variant=master.variant, version_id=version.id,
        made_of=version.content_key,
    )  # fmt: skip


def origin(file: PlannedFile, contents: Contents) -> Origin | None:
    """Return the file of one version, and the content key by which the catalog knows it; None for the list."""
    return None if file.version_id is None else origin_of(contents.versions[file.version_id], contents)


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write the list: which file each episode was made for, with its size and SHA-256, and which stretch of it."""
    rows = StringIO()
    table = csv.writer(rows, lineterminator="\r\n")
    table.writerow(HEADS)
    for master in masters_of(contents.subject, contents.profile, contents.plan.languages):
        if master.file is not None:
            table.writerow(_row(master, master.file, contents))
    target.write(rows.getvalue().encode("utf-8-sig"))


def _row(master: Master, file: MasterFile, contents: Contents) -> list[object]:
    version = file.version
    read = contents.read_file(origin_of(version, contents))
    end_ms = version.in_ms + version.duration_ms
    size = (version.width, version.height, version.frame_rate) if version.has_picture else ("", "", "")
    return [
        master.episode, master.variant, version.language, version.label, file.name, read.size, read.digests.get("sha256", ""),
        clock(version.in_ms), clock(end_ms), *size,
    ]  # fmt: skip


PACKAGER = Packager(
    id="video",
    folders={VIDEO: "03_VIDEO/{variant}", AUDIO: "04_AUDIO/{variant}", LIST: "03_VIDEO"},
    files=files,
    make=make,
    origin=origin,
)
