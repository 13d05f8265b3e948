"""The list of sounds that a dubbing house works on: for each episode its sounds, and whether it has music and effects alone."""

from collections.abc import Iterator

from crossreel.delivery.packager import Contents
from crossreel.delivery.ranges import in_ranges
from crossreel.delivery.subject import MasterFile
from crossreel.domain.catalog.version import Look
from crossreel.domain.paper import Paper, PaperSection, PaperTable, Tone, Words
from crossreel.domain.text.timecode import clock

HEADS = ("episode", "what", "language", "channels", "length", "file")


def sound_list(contents: Contents) -> Paper:
    """Return the list: which episodes have music and effects (M&E), which lack them, then every sound there is."""
    word, subject = contents.wording, contents.subject
    rows = tuple(row for episode in subject.episodes for row in _rows(episode.number, contents))
    heads = tuple(word.sentence(f"sound_paper.{name}", {}) for name in HEADS)
    return Paper(
        title=word.sentence("sound_paper.title", {"title": subject.title.name or subject.title.code}),
        language=word.tag,
        lines=(
            Words(text=subject.title.code, is_code=True),
            Words(text=word.sentence("delivery_note.made", {"when": word.when(contents.made_ms), "author": contents.author})),
        ),
        sections=(
            PaperSection(heading=word.sentence("sound_paper.effects", {}), paragraphs=tuple(_summary(contents))),
            PaperSection(heading=word.sentence("sound_paper.sounds", {}), table=PaperTable(heads=heads, rows=rows)),
        ),
    )


def _summary(contents: Contents) -> Iterator[Words]:
    numbers = [episode.number for episode in contents.subject.episodes]
    there = [number for number in numbers if any(_is_effects(each) for each in contents.subject.masters.get(number, ()))]
    word, lacking = contents.wording, [number for number in numbers if number not in there]
    if there:
        yield Words(text=word.sentence("sound_paper.has_effects", {"episodes": in_ranges(there)}), tone=Tone.GOOD)
    if lacking:
        yield Words(text=word.sentence("sound_paper.lacks_effects", {"episodes": in_ranges(lacking)}), tone=Tone.WARNING)


def _rows(number: int, contents: Contents) -> Iterator[tuple[Words, ...]]:
    word, title = contents.wording, contents.subject.title
    for file in contents.subject.masters.get(number, ()):
        version = file.version
        if not version.audio:
            continue
        known = version.look if version.look in (Look.DUBBED, Look.EFFECTS) else Look.UNKNOWN
        language = version.language if version.look is Look.DUBBED else "" if known is Look.EFFECTS else title.source_language
        what = word.sentence(f"sound_paper.look.{known.value}", {})
        yield (
            Words(text=str(number), is_code=True), Words(text=f"{what}, {version.label}" if version.label else what),
            Words(text=word.language_name(language) if language else "–"),
            Words(text=", ".join(str(sound.channels) for sound in version.audio), is_code=True),
            Words(text=clock(version.duration_ms), is_code=True), Words(text=file.name, is_code=True),
        )  # fmt: skip


def _is_effects(file: MasterFile) -> bool:
    return file.version.look is Look.EFFECTS
