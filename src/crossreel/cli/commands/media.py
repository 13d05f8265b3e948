"""`crossreel media`: the picture and sound versions of episodes."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.addresses import find_row, find_rows, parse_cuts, parse_time
from crossreel.cli.answers import plain, plain_object, print_edit, print_table
from crossreel.cli.arguments import Argument, AsJson, EpisodeNumber, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.media_checks import check, loudness
from crossreel.cli.session import Session, WrongUse, find_title, print_report
from crossreel.domain.catalog.cut import WHOLE, Cut
from crossreel.domain.catalog.version import Look, Medium, Version, VersionFacts
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.numbers import duration
from crossreel.i18n.versions import version_name
from crossreel.kernel.marks import N_
from crossreel.kernel.paths import legible

if TYPE_CHECKING:
    from crossreel.services.desk import Desk


Number = Annotated[int, Argument(metavar="VERSION", help=N_("Number of the version, as `media list` tells it."))]
File = Annotated[Path, Argument(metavar="FILE", help=N_("The file; it is referred to, never copied."))]
LookOf = Annotated[Look | None, Option("--look", help=N_("What was done to it."))]
LanguageOf = Annotated[str | None, Option("--language", help=N_("Language that is burned in, or spoken."))]
LabelOf = Annotated[str | None, Option("--label", help=N_("What tells it apart from others of its look, for example v2."))]
InPoint = Annotated[str | None, Option("--in", help=N_("Where in the file it begins, for example 1:02.5."))]
OutPoint = Annotated[str | None, Option("--out", help=N_("Where in the file it ends; `end` for the end of the file."))]


def show(session: Session, title: TitleCode, as_json: AsJson = False) -> None:
    """List the picture and sound versions of each episode, and whether they are where they were."""
    with session.desk(read_only=True) as desk:
        rows = find_rows(desk, title, "all")
        versions = desk.cataloging.versions(find_title(desk, title).id)
        places = {each.id: desk.previewing.media_path(each) for several in versions.values() for each in several}
    if as_json:
        told = []
        for row in rows:
            place = places[row.media.id] if row.media else None
            listed = [
                plain_object(each) | {"stream": each.stream, "place": legible(there) if (there := places[each.id]) else None}
                for each in versions.get(row.episode.id, ())
            ]
            told.append({
                "episode": row.episode.number, "path": legible(place) if place else None, "video": plain(row.media),
                "versions": listed,
            })  # fmt: skip
        session.print_json(told)
        return
    shown: list[tuple[object, ...]] = []
    for row in rows:
        several = versions.get(row.episode.id, ())
        if not several:
            shown.append((row.episode.number, "", _("no video"), "", "", "", ""))
        for number, each in enumerate(several, 1):
            shown.append((row.episode.number, number, *_columns(each, places[each.id])))
    headings = (_("Episode"), _("Version"), _("What"), _("Length"), _("Size"), _("In the file"), _("File"))
    print_table(session, headings, shown)


def _columns(version: Version, place: Path | None) -> tuple[str, ...]:
    name = _("{version} (reference)").format(version=version_name(version)) if version.is_reference else version_name(version)
    size = f"{version.width} × {version.height}" if version.has_picture else ""
    cut = version.cut
    stretch = "" if cut.is_whole else f"{clock(cut.in_ms)}–{clock(cut.out_ms) if cut.out_ms is not None else ''}"
    return name, duration(version.duration_ms), size, stretch, _file(version, place)


def _file(version: Version, place: Path | None) -> str:
    if place is None:
        return _("not there")
    return legible(place) if version.stream is None else f"{legible(place)} [#{version.stream}]"


def add(
    session: Session, title: TitleCode, episode: EpisodeNumber, file: File, look: LookOf = None, language: LanguageOf = None,
    label: LabelOf = None, in_point: InPoint = None, out_point: OutPoint = None,
    sound: Annotated[bool, Option(help=N_("Use the sound of the file alone."))] = False,
    stream: Annotated[int | None, Option(help=N_("Use one sound of the file alone, by its number: `info` lists them."))] = None,
    reference: Annotated[bool, Option(help=N_("Time the cues to it from now on."))] = False,
    as_json: AsJson = False,
) -> int:  # fmt: skip
    """Give an episode another picture or sound version."""
    facts = VersionFacts(
        medium=Medium.SOUND if sound else None, look=look, language=language, label=label,
        cut=_cut(WHOLE, in_point, out_point), stream=stream,
    )  # fmt: skip
    _check_there(file)
    with session.desk() as desk:
        row = find_row(desk, title, episode)
        return print_edit(session, desk, desk.cataloging.add_version(row.episode.id, file.absolute(), facts, reference=reference))


def change(
    session: Session, title: TitleCode, episode: EpisodeNumber, version: Number, look: LookOf = None, language: LanguageOf = None,
    label: LabelOf = None, in_point: InPoint = None, out_point: OutPoint = None,
    file: Annotated[Path | None, Option("--file", help=N_("Refer it to another file instead."))] = None,
    as_json: AsJson = False,
) -> int:  # fmt: skip
    """Say something else of a version: its look, language or label, where it lies in its file, or which file it is."""
    with session.desk() as desk:
        found = _version(desk, title, episode, version)
        if file is not None:
            _check_there(file)
            return print_edit(session, desk, desk.cataloging.refer_version(found.id, file.absolute()))
        facts = VersionFacts(look=look, language=language, label=label, cut=_cut(found.cut, in_point, out_point))
        return print_edit(session, desk, desk.cataloging.change_version(found.id, facts))


def refer(session: Session, title: TitleCode, episode: EpisodeNumber, version: Number, as_json: AsJson = False) -> int:
    """Time the cues of an episode to another picture version; they keep their times."""
    with session.desk() as desk:
        return print_edit(session, desk, desk.cataloging.set_reference(_version(desk, title, episode, version).id))


def remove(session: Session, title: TitleCode, episode: EpisodeNumber, version: Number, as_json: AsJson = False) -> int:
    """Take a version from its episode; the file stays where it is."""
    with session.desk() as desk:
        return print_edit(session, desk, desk.cataloging.remove_version(_version(desk, title, episode, version).id))


def cut_file(
    session: Session, title: TitleCode, file: File,
    parts: Annotated[list[str], Argument(metavar="EPISODE=IN-OUT", help=N_("The part of an episode: 7=0:00-1:02 or 8=1:02-."))],
    look: LookOf = None, language: LanguageOf = None, label: LabelOf = None, as_json: AsJson = False,
) -> int:  # fmt: skip
    """Make parts of one file the versions of several episodes; nothing is copied, and episodes that are not there are added."""
    _check_there(file)
    cuts = parse_cuts(parts)
    facts = VersionFacts(look=look, language=language, label=label)
    with session.desk() as desk:
        return print_edit(session, desk, desk.cataloging.place_cuts(find_title(desk, title).id, file.absolute(), cuts, facts))


def compare(session: Session, title: TitleCode, as_json: AsJson = False) -> int:
    """Compare picture versions by a few of their pictures: another edit than the reference, or one picture in two episodes."""
    with session.desk(read_only=True) as desk, session.job(_("Comparing pictures")) as job:
        report = desk.proving.prove_title(find_title(desk, title).id, job)
    return print_report(session, report)


def _check_there(file: Path) -> None:
    if not file.is_file():
        raise WrongUse(_("There is no file {path}.").format(path=file))


def _cut(before: Cut, in_point: str | None, out_point: str | None) -> Cut | None:
    """Return the stretch that two options name, None where neither is given."""
    if in_point is None and out_point is None:
        return None
    out_ms = before.out_ms if out_point is None else None if out_point == "end" else parse_time(out_point)
    return Cut(in_ms=before.in_ms if in_point is None else parse_time(in_point), out_ms=out_ms)


def _version(desk: "Desk", title: str, episode: int, number: int) -> Version:
    row = find_row(desk, title, episode)
    several = desk.cataloging.versions(row.episode.title_id).get(row.episode.id, ())
    found = next((each for at, each in enumerate(several, 1) if number in (at, each.id)), None)
    if found is None:
        words = _("Episode {episode} has no version {version}: it has {count}.")
        raise WrongUse(words.format(episode=episode, version=number, count=len(several)))
    return found


def put(
    session: Session,
    title: TitleCode,
    episode: EpisodeNumber,
    video: Annotated[Path, Argument(metavar="VIDEO", help=N_("The file; it is referred to, never copied."))],
    as_json: AsJson = False,
) -> int:
    """Refer an episode to a video file, in the place of its reference."""
    if not video.is_file():
        raise WrongUse(_("There is no file {path}.").format(path=video))
    info, notices = session.opener.probe(video)
    for notice in notices:
        session.complain(sentence(notice.code, notice.facts))
    with session.desk() as desk:
        row = find_row(desk, title, episode)
        return print_edit(session, desk, desk.cataloging.set_media(row.episode.id, video.absolute(), info))


def relink(
    session: Session,
    title: TitleCode,
    folder: Annotated[Path, Argument(help=N_("Where the videos are now; files may have other names."))],
    as_json: AsJson = False,
) -> int:
    """Find the videos of a title in a folder, by their content."""
    with session.desk() as desk, session.job(_("Looking for videos")) as job:
        report = desk.previewing.relink(find_title(desk, title).id, folder, job)
    return print_report(session, report)


def prepare(session: Session, title: TitleCode, as_json: AsJson = False) -> int:
    """Make the waveforms and stills that the window shows, so that every episode opens at once."""
    with session.desk(read_only=True) as desk, session.job(_("Preparing waveforms")) as job:
        report = desk.analyzing.prepare(find_title(desk, title).id, job)
    return print_report(session, report)


COMMAND = Command(
    "media",
    N_("List, add, cut, set or relink the picture and sound versions of a title."),
    show,
    (
        Action("list", N_("List the versions, and whether they are there."), show),
        Action("set", N_("Refer an episode to a video file."), put),
        Action("add", N_("Add a picture or sound version to an episode."), add),
        Action("change", N_("Change look, language, label, in and out of a version."), change),
        Action("reference", N_("Choose the version that cues are timed to."), refer),
        Action("remove", N_("Remove a version."), remove),
        Action("cut", N_("Use parts of one file for several episodes."), cut_file),
        Action("compare", N_("Tell by their pictures which versions are another edit."), compare),
        Action("check", N_("Check pictures and sounds: black, frozen, bars, silence, loudness, replaced files."), check),
        Action("loudness", N_("Choose by which loudness the sounds are judged, or list what can be chosen."), loudness),
        Action("relink", N_("Find the videos again in a folder."), relink),
        Action("prepare", N_("Make waveforms and stills ahead."), prepare),
    ),
)
