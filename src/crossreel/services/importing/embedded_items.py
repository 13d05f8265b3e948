"""Streams inside the videos of an import: an item for each of subtitles, and for each sound beside the picture's own."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from crossreel.domain.catalog.episode import AudioStream, MediaInfo, SubtitleStream
from crossreel.domain.catalog.version import of_stream, sound_label
from crossreel.domain.cues.track import Role
from crossreel.domain.importing.name_parts import NameParts
from crossreel.domain.importing.plan import ItemKind, PlanItem
from crossreel.domain.importing.version_label import PLAIN
from crossreel.domain.text.document import Notice
from crossreel.domain.text.language import are_kin, normalize_tag
from crossreel.formats.reading import read
from crossreel.media.embedded import extract_subtitles
from crossreel.services.importing.languages import guess_of, language_doubts
from crossreel.services.single_item import alone


def embedded_items(video: PlanItem, parts: NameParts) -> Iterator[PlanItem]:
    """Give an item without an id for each stream of a video that comes in as an episode: its further sounds, then its subtitles."""
    if video.kind is not ItemKind.VIDEO or video.info is None:
        return
    for sound in video.info.audio[1:]:
        if sound.index is not None:
            yield _sound(video, video.info, sound, sound.index)
    for stream in video.info.subtitles:
        blank = PlanItem(
            id=0, path=video.path, name=f"{video.name} [#{stream.index}]", kind=ItemKind.SUBTITLE, episode=video.episode,
            last_episode=video.last_episode, head=video.head, version=video.version, modified_ms=video.modified_ms,
            part=f"#{stream.index}", embedded=True, digest=f"{video.digest}#{stream.index}", role=_role(stream),
        )  # fmt: skip
        with alone(blank.name) as attempt:
            yield _read(blank, stream, parts)
        if attempt.failed:
            yield replace(blank, refusal=Notice(code=attempt.code, facts=attempt.facts))


def _sound(video: PlanItem, info: MediaInfo, sound: AudioStream, index: int) -> PlanItem:
    """Return a sound of a video as a version of its episode. The first one comes in with the picture."""
    heard = of_stream(info, index)
    told = normalize_tag(sound.language) if sound.language else None
    return PlanItem(
        id=0, path=video.path, name=f"{video.name} [#{index}]", kind=ItemKind.SOUND, episode=video.episode,
        last_episode=video.last_episode, head=video.head, version=replace(PLAIN, words=(sound_label(sound),)),
        modified_ms=video.modified_ms, part=f"#{index}", embedded=True, info=heard, digest=heard.content_key,
        look_language=told or "",
    )  # fmt: skip


def read_embedded(item: PlanItem) -> PlanItem:
    """Return the item of a stream with its text.

    Raises:
        BadInput: the stream holds pictures, or the video cannot be read any more.
    """
    found = extract_subtitles(Path(item.path), int(item.part.removeprefix("#")))
    result = read(found.data, found.name)
    if not result.document.cues:
        return replace(item, refusal=Notice(code="import.no_cues", facts={"path": item.name}))
    return replace(item, document=result.document, format_id=result.format_id, notices=result.notices)


def _read(blank: PlanItem, stream: SubtitleStream, parts: NameParts) -> PlanItem:
    item = read_embedded(blank)
    if item.document is None:
        return item
    guess, letters = guess_of(item.document)
    told = normalize_tag(stream.language) if stream.language else None
    language, origin = (told, "header") if told and told != "und" else (guess.tag, "text" if guess.tag else "")
    if are_kin(guess.tag, told or ""):
        language = guess.tag  # containers say "chi" where the words say which script
    doubts = language_doubts(item.name, language, origin, guess, letters)
    return replace(item, language=language, language_from=origin, doubts=tuple(doubts))


def _role(stream: SubtitleStream) -> Role | None:
    if stream.is_forced:
        return Role.FORCED
    return Role.SDH if stream.is_sdh or "sdh" in stream.title.casefold().split() else None
