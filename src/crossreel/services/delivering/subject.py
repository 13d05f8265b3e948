"""Reading from the catalog what planning and building a delivery need."""

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from crossreel.delivery.credited import Credited
from crossreel.delivery.registry import metadata_writers
from crossreel.delivery.subject import CellFacts, Subject
from crossreel.domain.catalog.title import Character, Image, Term, Title, TitleLanguage, TitleText
from crossreel.domain.catalog.version import Version
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.track import Track
from crossreel.domain.delivery import Profile
from crossreel.domain.quality.finding import Finding, Severity, Waiver
from crossreel.domain.quality.rule_setting import RuleSetting
from crossreel.domain.redelivery import Place, Wording, wording_of
from crossreel.domain.screening.watched import Watched
from crossreel.domain.text.column_name import VARIANTS, column_name, split_column
from crossreel.domain.text.document import Document
from crossreel.domain.text.timecode import clock
from crossreel.domain.views.grid import Matrix
from crossreel.formats.registry import formats
from crossreel.services.delivering.artwork_files import read_images
from crossreel.services.delivering.cell_documents import Key, documents_of, narratives_in, read_tracks, with_forced_cues
from crossreel.services.delivering.forced_cells import read_forced, with_forced
from crossreel.services.delivering.listings import read_credits, with_artwork, with_compliance, with_listings
from crossreel.services.delivering.masters import Masters, read_masters
from crossreel.services.delivering.scripts import Guides, Scripts, read_scripts
from crossreel.services.episode.watching import best_of, read_watched
from crossreel.services.files.presets import shipped_guides
from crossreel.storage import queries
from crossreel.storage.checks import CellCheck, cell_checks
from crossreel.storage.remembered import approvals
from crossreel.storage.unit_of_work import UnitOfWork

Errors = Mapping[tuple[int, str], tuple[int, tuple[str, ...]]]
"""How many open errors a cell has, by episode and column, and, where only a buyer calls them so, where the first of them stand."""
FIRST = 3
Seen = tuple[Finding, ...] | None
"""What a buyer's own style guide finds, None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleFacts:
    """What the gate judges by, what it was made of, what the buyer has that is there no more, and the digests of all cells."""

    subject: Subject
    matrix: Matrix
    masters: Masters
    seen: Seen = None
    withdrawn: tuple[Place, ...] = ()
    digests: Mapping[Place, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything of a title that goes into a package. `tracks` and `documents` are keyed as `Contents.documents`.

    `digests` are keyed by the id of the episode and column, `wordings` and `approvals` (who, and when) by its number and column.
    """

    tracks: Mapping[tuple[int, str, str], Track]
    documents: Mapping[tuple[int, str, str], Document]
    media: Mapping[int, Version]
    versions: Mapping[int, Version]
    masters: Mapping[int, Path]
    digests: Mapping[tuple[int, str], str]
    wordings: Mapping[tuple[int, str], Wording] = field(default_factory=dict)
    cover: Image | None = None
    images: Mapping[int, Image] = field(default_factory=dict)
    characters: tuple[Character, ...] = ()
    terms: tuple[Term, ...] = ()
    credits: tuple[Credited, ...] = ()
    findings: tuple[Finding, ...] = ()
    waived: tuple[tuple[Finding, Waiver], ...] = field(default=())
    scripts: Scripts = field(default_factory=Scripts)
    approvals: Mapping[tuple[int, str], tuple[str, int]] = field(default_factory=dict)


def read_subject(
    uow: UnitOfWork, title_id: int, profile: Profile, languages: Sequence[str], catalog: Path, roles: Sequence[str] = VARIANTS,
    seen: Seen = None, cache_folder: Path | None = None,
) -> TitleFacts:  # fmt: skip
    """Return the facts the gate judges by, of some languages in some roles; errors are what the profile's buyer calls so.

    What is known of files is kept in `cache_folder`; without one they are looked at anew.

    Raises:
        NotFound: there is no such title.
    """
    matrix = queries.matrix(uow, title_id, with_buyers=False)
    cover = uow.find(Image, matrix.title.cover_id) if matrix.title.cover_id is not None else None
    opened = uow.where(TitleLanguage, title_id=title_id)
    masters = read_masters(uow, matrix, profile, catalog, cache_folder)
    subject = Subject(
        title=matrix.title,
        episodes=tuple(row.episode for row in matrix.rows),
        texts={text.language: text for text in uow.where(TitleText, title_id=title_id)},
        cells=_read_cells(uow, matrix, profile, languages, seen),
        roles=tuple(role for role in VARIANTS if role in roles),
        promised=frozenset(column_name(each.language, each.role) for each in opened),
        masters=masters.files,
        cover_type=cover.media_type if cover else "",
        extensions={each.id: each.extensions[0] for each in formats() if each.writable},
        scripts={each.id: each.scripts for each in formats() if each.scripts},
        day=time.strftime("%Y%m%d"),
        content_keys={row.episode.number: row.media.content_key for row in matrix.rows if row.media is not None},
    )
    forced = read_forced(uow, title_id)
    subject = with_compliance(uow, with_listings(uow, with_forced(subject, forced), profile), profile)
    subject = with_artwork(uow, subject, profile)
    files = {each.id: each.files(subject) for each in metadata_writers().values()}
    return TitleFacts(
        subject=replace(subject, metadata_files=files), matrix=matrix, masters=masters, seen=seen, digests=forced.digests
    )


def read_material(
    uow: UnitOfWork, known: TitleFacts, profile: Profile, languages: Sequence[str], guides: Guides = shipped_guides
) -> Material:  # fmt: skip
    """Return the contents of a package for the given languages, its findings as the profile's buyer sees them."""
    title = known.subject.title
    media = {row.episode.number: row.media for row in known.matrix.rows if row.media is not None}
    characters = tuple(uow.where(Character, title_id=title.id))
    texts = _read_texts(uow, known.subject, profile, languages, characters, media)
    findings, waived = _read_findings(uow, known, profile, languages)
    terms = tuple(uow.where(Term, title_id=title.id))
    return Material(
        tracks=texts.tracks,
        documents=texts.documents,
        media=media,
        versions={each.version.id: each.version for files in known.masters.files.values() for each in files},
        masters=known.masters.paths,
        digests=known.digests,
        wordings=texts.wordings,
        cover=_cover(uow, title),
        images=read_images(uow, known.subject, profile, tuple(languages)),
        characters=characters,
        terms=terms,
        credits=read_credits(uow, title.id, characters),
        findings=findings,
        waived=waived,
        scripts=read_scripts(
            uow,
            title,
            profile,
            languages,
            media,
            episode_ids=[each.id for each in known.subject.episodes],
            terms=terms,
            people=characters,
            guides=guides,
        ),
        approvals=_approvals(uow, texts.tracks),
    )


def _read_findings(
    uow: UnitOfWork, known: TitleFacts, profile: Profile, languages: Sequence[str]
) -> tuple[tuple[Finding, ...], tuple[tuple[Finding, Waiver], ...]]:
    """Return what stands open against what goes, and what somebody let pass, each with the word on it."""
    title_id = known.subject.title.id
    waivers = {waiver.fingerprint: waiver for waiver in uow.where(Waiver, title_id=title_id)}
    tags = _tags(profile, languages) if known.seen is None else [tag for tag in _tags(profile, languages) if not tag]
    findings = queries.open_findings(
        uow, title_id, include_waived=True, buyer=profile.buyer, language=tags, **_of_those_that_go(known.subject)
    )
    findings += known.seen or ()
    waived = tuple((finding, waivers[finding.fingerprint]) for finding in findings if finding.fingerprint in waivers)
    return tuple(finding for finding in findings if finding.fingerprint not in waivers), waived


@dataclass(frozen=True, slots=True)
class _Texts:
    """The tracks that go, those of forced narratives that are made too, their words and times, and the documents of them."""

    tracks: Mapping[Key, Track]
    documents: Mapping[Key, Document]
    wordings: Mapping[tuple[int, str], Wording]


def _read_texts(
    uow: UnitOfWork, subject: Subject, profile: Profile, languages: Sequence[str], characters: Sequence[Character],
    media: Mapping[int, Version],
) -> _Texts:  # fmt: skip
    every = read_tracks(uow, subject, languages)
    going = sorted({track.episode_id for track in every.values()})
    cues = queries.cues_by_track(uow, subject.title.id, languages=languages, episode_ids=going)
    goes = {key: track for key, track in every.items() if subject.goes(key[0], column_name(*key[1:]))}
    tracks, said = with_forced_cues(goes, subject, cues, every)
    return _Texts(
        tracks=tracks,
        documents=documents_of(tracks, narratives_in(every, subject, profile), said, characters, media),
        wordings={(key[0], column_name(*key[1:])): wording_of(said.get(track.id, ())) for key, track in tracks.items()},
    )


def _of_those_that_go(subject: Subject) -> dict[str, object]:
    """Return which findings are read: all, or where only what changed goes, those of its episodes."""
    if subject.due is None:
        return {}
    return {"episode_id": [episode.id for episode in subject.episodes if subject.speaks_of(episode.number)]}


def _approvals(uow: UnitOfWork, tracks: Mapping[tuple[int, str, str], Track]) -> dict[tuple[int, str], tuple[str, int]]:
    """Return who approved tracks that are approved, and when, by number of the episode and column."""
    approved = {track.id: (key[0], column_name(*key[1:])) for key, track in tracks.items() if track.state is State.APPROVED}
    return {approved[track_id]: who for track_id, who in approvals(uow, list(approved)).items()}


def _tags(profile: Profile, languages: Sequence[str]) -> list[str]:
    """Return the languages whose findings matter; what is on pictures and sounds has none, and matters where these go along."""
    return [*languages, ""] if "video" in profile.include else list(languages)


def _read_cells(
    uow: UnitOfWork, matrix: Matrix, profile: Profile, languages: Sequence[str], seen: Seen
) -> dict[tuple[int, str], CellFacts]:  # fmt: skip
    title_id = matrix.title.id
    checks = cell_checks(uow.connection, title_id)
    watched = read_watched(uow, title_id) if profile.watched else {}
    return _cells(matrix, languages, checks, watched, _errors(uow, title_id, profile.buyer, seen))


def _cells(
    matrix: Matrix,
    languages: Sequence[str],
    checks: Mapping[tuple[int, str], CellCheck],
    watched: Mapping[tuple[int, str], tuple[Watched, ...]],
    errors: Errors | None,
) -> dict[tuple[int, str], CellFacts]:
    found: dict[tuple[int, str], CellFacts] = {}
    for row in matrix.rows:
        for column, cell in row.cells.items():
            look, best = checks.get((row.episode.id, column)), best_of(watched.get((row.episode.id, column), ()))
            if split_column(column)[0] in languages:
                count, places = (cell.errors, ()) if errors is None else errors.get((row.episode.id, column), (0, ()))
                found[row.episode.number, column] = CellFacts(
                    state=cell.state,
                    cue_count=cell.cue_count,
                    untranslated=cell.untranslated,
                    open_errors=count,
                    buyer_errors_at=places,
                    checked_ms=look.checked_ms if look else None,
                    is_checked=look is not None and look.is_current,
                    watched=best.current_percent if best is not None else 0,
                    watched_by=best.person if best is not None else "",
                )
    return found


def _errors(uow: UnitOfWork, title_id: int, buyer: str, seen: Seen) -> Errors | None:
    """Return the open errors of each cell as a buyer sees them; None where the buyer asks for nothing of its own."""
    if seen is None:
        if not buyer or not uow.where(RuleSetting, title_id=title_id, buyer=buyer):
            return None
        found = queries.open_findings(uow, title_id, buyer=buyer)
        counted = Counter((each.episode_id, each.column) for each in found if each.severity is Severity.ERROR)
        return {place: (count, ()) for place, count in counted.items()}
    waived = {waiver.fingerprint for waiver in uow.where(Waiver, title_id=title_id)}
    errors: dict[tuple[int, str], list[int]] = {}
    for each in seen:
        if each.fingerprint not in waived and each.severity is Severity.ERROR:
            errors.setdefault((each.episode_id, each.column), []).append(each.start_ms)
    return {place: (len(at), tuple(clock(each) for each in sorted(set(at))[:FIRST])) for place, at in errors.items()}


def _cover(uow: UnitOfWork, title: Title) -> Image | None:
    return uow.find(Image, title.cover_id) if title.cover_id is not None else None
