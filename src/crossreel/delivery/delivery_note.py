"""The delivery note: what is in a package, what of it is new, changed or withdrawn and why, and who approved it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from crossreel.delivery.packager import Contents
from crossreel.delivery.ranges import in_ranges
from crossreel.domain.paper import Paper, PaperSection, PaperTable, Tone, Words
from crossreel.domain.text.column_name import column_name
from crossreel.domain.trade.delivery_change import ChangeKind, DeliveryChange

SUBTITLE, NOTE = "subtitle", "note"
TONES = {ChangeKind.NEW: Tone.GOOD, ChangeKind.CHANGED: Tone.WARNING, ChangeKind.WITHDRAWN: Tone.BAD}
SIZES = ((1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"))


def delivery_note(contents: Contents) -> Paper:
    """Return the note of a package whose other files have been made."""
    word, plan, subject = contents.wording, contents.plan, contents.subject
    title = word.sentence("delivery_note.title", {"title": subject.title.name or subject.title.code})
    made = {"when": word.when(contents.made_ms), "author": contents.author}
    sections = [
        _facts(contents),
        _cells(contents),
        *_changes(contents),
        *_approvals(contents),
        _files(contents),
        *_findings(contents),
    ]
    return Paper(
        title=title,
        language=word.tag,
        lines=(Words(text=plan.folder_name, is_code=True), Words(text=word.sentence("delivery_note.made", made))),
        sections=tuple(sections),
    )


def _facts(contents: Contents) -> PaperSection:
    word, subject, profile = contents.wording, contents.subject, contents.profile
    whole = {file.episode for file in contents.plan.files if file.version_id is not None}
    went = [each.number for each in subject.episodes if subject.speaks_of(each.number) or each.number in whole]
    languages = subject.languages_that_go(contents.plan.languages)
    pairs = {
        "buyer": Words(text=profile.buyer, is_code=True),
        "profile": Words(text=f"{profile.name} · {profile.version}"),
        "round": Words(text=word.number(contents.plan.round)),
        "name": Words(text=subject.title.name, language=subject.title.source_language),
        "code": Words(text=subject.title.code, is_code=True),
        "episodes": Words(text=in_ranges(went), is_code=True),
        "languages": Words(text="\n".join(f"{word.language_name(tag)} ({tag})" for tag in languages)),
    }
    rows = [(Words(text=word.sentence(f"delivery_note.{name}", {}), tone=Tone.SOFT), value) for name, value in pairs.items()]
    said = tuple(row for row in rows if row[1].text)  # where only something was withdrawn, nothing goes of any episode
    return PaperSection(heading=word.sentence("delivery_note.about", {}), table=PaperTable(rows=said))


def _cells(contents: Contents) -> PaperSection:
    """Return which episodes go in which column and formats."""
    word = contents.wording
    found: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for file in contents.plan.files:
        if file.kind == SUBTITLE and file.episode is not None:
            found[column_name(file.language, file.variant)][file.format_id].add(file.episode)
    rows = [
        (Words(text=word.language_name(column)), Words(text=format_id.upper(), is_code=True), _numbers(episodes))
        for column, formats in found.items()
        for format_id, episodes in formats.items()
    ]
    heads = tuple(word.sentence(f"delivery_note.{name}", {}) for name in ("language", "format", "episodes"))
    nothing = () if rows else (Words(text=word.sentence("delivery_note.no_subtitles", {})),)
    return PaperSection(
        heading=word.sentence("delivery_note.subtitles", {}),
        paragraphs=nothing,
        table=PaperTable(heads=heads, rows=tuple(rows)) if rows else None,
    )


def _plain(text: str) -> Words:
    return Words(text=text)


def _numbers(episodes: Iterable[int]) -> Words:
    return Words(text=in_ranges(episodes), is_code=True)


def _changes(contents: Contents) -> Iterator[PaperSection]:
    """Give what a later delivery brings: what is new, changed (and why) and withdrawn; the first one is new as a whole."""
    word, changes = contents.wording, contents.plan.changes
    heading = word.sentence("delivery_note.changes", {})
    if contents.plan.round <= 1:
        yield PaperSection(heading=heading, paragraphs=(Words(text=word.sentence("delivery_note.first", {})),))
        return
    grouped: dict[tuple[ChangeKind, str, tuple[str, ...]], list[DeliveryChange]] = defaultdict(list)
    for each in changes:
        if each.kind is not ChangeKind.UNCHANGED:
            grouped[each.kind, each.column, each.reasons].append(each)
    rows = []
    for (kind, column, reasons), cells in sorted(grouped.items(), key=lambda one: (list(ChangeKind).index(one[0][0]), one[0][1])):
        why = "; ".join(word.sentence(code, {}) for code in reasons)
        state = Words(text=word.sentence(f"delivery_note.{kind.value}", {}), tone=TONES[kind])
        rows.append((state, Words(text=word.language_name(column)), _numbers(each.episode for each in cells), Words(text=why)))
    same = sum(each.kind is ChangeKind.UNCHANGED for each in changes)
    told = [word.sentence("delivery_note.only_changed", {})] if contents.plan.changed_only else []
    told += [word.sentence("delivery_note.unchanged", {"count": same})] if same else []
    heads = tuple(word.sentence(f"delivery_note.{name}", {}) for name in ("state", "language", "episodes", "why"))
    yield PaperSection(
        heading=heading, paragraphs=tuple(map(_plain, told or ([] if rows else [word.sentence("delivery_note.nothing_new", {})]))),
        table=PaperTable(heads=heads, rows=tuple(rows)) if rows else None,
    )  # fmt: skip


def _approvals(contents: Contents) -> Iterator[PaperSection]:
    """Give who approved what last, and the cells of which nobody is known."""
    word = contents.wording
    went = {
        (file.episode, column_name(file.language, file.variant))
        for file in contents.plan.files
        if file.kind == SUBTITLE and file.episode is not None
    }
    if not went:
        return
    by_person: dict[tuple[str, str], list[int]] = defaultdict(list)
    last: dict[tuple[str, str], int] = {}
    for episode, column in sorted(went):
        name, at_ms = contents.approvals.get((episode, column), ("", 0))
        by_person[column, name].append(episode)
        last[column, name] = max(last.get((column, name), 0), at_ms)
    rows = []
    for (column, name), episodes in sorted(by_person.items()):
        person = Words(text=name) if name else Words(text=word.sentence("delivery_note.nobody", {}), tone=Tone.WARNING)
        day = Words(text=word.day(last[column, name]) if name else "")
        rows.append((Words(text=word.language_name(column)), _numbers(episodes), person, day))
    heads = tuple(word.sentence(f"delivery_note.{name}", {}) for name in ("language", "episodes", "by", "day"))
    yield PaperSection(heading=word.sentence("delivery_note.approved", {}), table=PaperTable(heads=heads, rows=tuple(rows)))


def _files(contents: Contents) -> PaperSection:
    """Return what lies in which folder, with how many files and, where they have been made, how large."""
    word, written = contents.wording, contents.written
    paths: dict[str, list[str]] = defaultdict(list)
    for file in contents.plan.files:
        if file.kind != NOTE:
            paths[file.folder].append(file.path)
    rows = tuple(
        (Words(text=folder, is_code=True), Words(text=word.number(len(found))), Words(text=_size(found, contents)))
        for folder, found in sorted(paths.items())
    )
    heads = tuple(word.sentence(f"delivery_note.{name}", {}) for name in ("folder", "count", "size"))
    facts = {"count": word.number(sum(map(len, paths.values()))), "size": _size(written, contents)}
    said = word.sentence("delivery_note.total" if written else "delivery_note.planned", facts)
    return PaperSection(
        heading=word.sentence("delivery_note.files", {}), paragraphs=(Words(text=said),), table=PaperTable(heads=heads, rows=rows)
    )


def _size(paths: Collection[str], contents: Contents) -> str:
    """Return how large files are; nothing where none is made yet, as what tells of the note is not while the note is."""
    sizes = [contents.written[path].size for path in paths if path in contents.written]
    if not sizes:
        return ""
    count = sum(sizes)
    for unit, name in SIZES:
        if count >= unit:
            return f"{contents.wording.number(round(count / unit, 1))} {name}"
    return f"{contents.wording.number(count)} B"


def _findings(contents: Contents) -> Iterator[PaperSection]:
    """Give what QC still has to say, and who accepted what."""
    word, report = contents.wording, contents.report
    people: Mapping[str, int] = defaultdict(int)
    for _finding, waiver in report.waived:
        people[waiver.author] += 1  # type: ignore[index]
    told = [word.sentence("delivery_note.open_findings", {"count": word.number(len(report.findings))})] if report.findings else []
    told += [word.sentence("delivery_note.waived", {"count": word.number(count), "who": who}) for who, count in people.items()]
    yield PaperSection(
        heading=word.sentence("delivery_note.quality", {}),
        paragraphs=tuple(Words(text=each) for each in told or [word.sentence("delivery_note.no_findings", {})]),
    )
