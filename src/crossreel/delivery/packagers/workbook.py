"""The catalog workbook: the title, its languages, episodes, characters and terms, for people who read spreadsheets."""

from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from crossreel.delivery.credited import JOBS, by_person
from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile
from crossreel.domain.text.timecode import clock
from crossreel.kernel.workbook_file import dated

if TYPE_CHECKING:
    from openpyxl import Workbook

Row = tuple[object, ...]
FORMULA_STARTS = ("=", "+", "-", "@")
WIDEST = 60
LANGUAGE_HEADS = ("language", "tag", "name", "short_name", "hook", "logline", "summary", "synopsis", "episodes", "cues")


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return the workbook's file."""
    return [PlannedFile(path=naming.title_file("workbook", "CATALOG", "xlsx"), kind="workbook")]


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write the workbook: sheets for title, languages, episodes, and what there is of their names, people, characters, terms."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, contents, "title", ("field", "value"), _title(contents))
    _sheet(book, contents, "languages", LANGUAGE_HEADS, _languages(contents))
    tags = contents.plan.languages
    heads = ("number", "name", "duration", "free", "video")
    _sheet(book, contents, "episodes", heads, _episodes(contents), tags)
    used = tuple(dict.fromkeys((contents.subject.title.source_language, *tags)))
    if contents.subject.episode_texts:
        _sheet(book, contents, "episode_names", ("number",), _episode_names(contents, used), used)
    if contents.credits:
        _sheet(book, contents, "people", ("name", "job", "plays"), _people(contents, used), used)
    if contents.characters:
        rows: list[Row] = [(each.name, each.gender, *(each.names.get(tag, "") for tag in used)) for each in contents.characters]
        _sheet(book, contents, "characters", ("name", "gender"), rows, used)
    if contents.terms:
        rows = [(each.source, *(each.renderings.get(tag, "") for tag in used), each.note) for each in contents.terms]
        _sheet(book, contents, "terms", ("source",), rows, used, ("note",))
    whole = BytesIO()
    book.save(whole)
    target.write(dated(whole.getvalue(), datetime.fromtimestamp(contents.made_ms / 1000, UTC)))


def _title(contents: Contents) -> list[Row]:
    title, word = contents.subject.title, contents.wording
    values: dict[str, object] = {
        "code": title.code,
        "name": title.name,
        "original_name": title.original_name,
        "source_language": word.language_name(title.source_language),
        "year": title.year,
        "rating": title.rating,
        "country": title.country,
        "copyright": title.copyright_line,
        "genres": ", ".join(title.genres),
        "tropes": ", ".join(title.tropes),
        "episodes": len(contents.subject.episodes),
        "duration": clock(sum(media.duration_ms for media in contents.media.values())),
        "profile": f"{contents.profile.name} {contents.profile.version}",
        "version": contents.subject.version,
        "made": word.when(contents.made_ms),
        "author": contents.author,
    }
    return [(word.sentence(f"workbook.{name}", {}), value) for name, value in values.items()]


def _languages(contents: Contents) -> list[Row]:
    rows: list[Row] = []
    for tag in contents.plan.languages:
        text = contents.subject.texts.get(tag)
        cues = [cell.cue_count for (_, column), cell in contents.subject.cells.items() if column == tag and cell.cue_count]
        name, logline, synopsis = (text.name, text.logline, text.synopsis) if text else ("", "", "")
        listing = contents.subject.listings.get(tag)
        short, summary, hook = (listing.short_name, listing.summary, listing.hook) if listing else ("", "", "")
        texts = (name, short, hook, logline, summary, synopsis)
        rows.append((contents.wording.language_name(tag), tag, *texts, len(cues), sum(cues)))
    return rows


def _episode_names(contents: Contents, tags: Iterable[str]) -> list[Row]:
    texts = contents.subject.episode_texts
    return [
        (each.number, *(texts[each.number, tag].name if (each.number, tag) in texts else "" for tag in tags))
        for each in contents.subject.episodes
    ]


def _people(contents: Contents, tags: tuple[str, ...]) -> list[Row]:
    return [
        (
            person.name,
            JOBS[each.credit.job],
            each.character.name if each.character else "",
            *(person.names.get(tag, "") for tag in tags),
        )
        for person, credits in by_person(contents.credits, tags)
        for each in credits
    ]


def _episodes(contents: Contents) -> list[Row]:
    rows: list[Row] = []
    for episode in contents.subject.episodes:
        media = contents.media.get(episode.number)
        shape = f"{media.width}x{media.height} {media.frame_rate}" if media else ""
        cells = [contents.subject.cells.get((episode.number, tag)) for tag in contents.plan.languages]
        counts = [cell.cue_count if cell else 0 for cell in cells]
        free = contents.wording.sentence("workbook.yes", {}) if episode.is_free else ""
        rows.append((episode.number, episode.name, clock(media.duration_ms) if media else "", free, shape, *counts))
    return rows


def _sheet(
    book: "Workbook",
    contents: Contents,
    name: str,
    heads: Iterable[str],
    rows: Iterable[Row],
    tags: Iterable[str] = (),
    tail: Iterable[str] = (),
) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    def words(names: Iterable[str]) -> list[str]:
        return [contents.wording.sentence(f"workbook.{head}", {}) for head in names]

    sheet = book.create_sheet(contents.wording.sentence(f"workbook.sheet_{name}", {}))
    headline = (*words(heads), *tags, *words(tail))
    widths = [len(head) for head in headline]
    for at, row in enumerate((headline, *rows), start=1):
        for column, value in enumerate(row, start=1):
            text = isinstance(value, str)
            cell = sheet.cell(row=at, column=column, value=ILLEGAL_CHARACTERS_RE.sub("", str(value)) if text else value)
            if text:
                # Neither a formula nor what a spreadsheet takes for an error: words, and still words when somebody edits the cell.
                cell.data_type, cell.quotePrefix = "s", str(value).startswith(FORMULA_STARTS)
            if at == 1:
                cell.font = Font(bold=True)
            widths[column - 1] = max(widths[column - 1], len(str(value or "")))
    sheet.freeze_panes = "A2"
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[sheet.cell(row=1, column=column).column_letter].width = min(width + 3, WIDEST)


PACKAGER = Packager(id="workbook", folders={"workbook": "01_METADATA"}, files=files, make=make)
