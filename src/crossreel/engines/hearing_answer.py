"""Words as recognizers give them: without their punctuation, or a whole segment with one time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossreel.domain.engines.sound_and_picture import HeardWord


def marked(words: Sequence[HeardWord], text: str) -> list[HeardWord]:
    """Return words with the signs and blanks that a text has around them; those it does not have stay as they are.

    Args:
        words: in the order of the text, as many of them as were given times.
        text: all that was said.
    """
    found: list[HeardWord] = []
    at = 0
    for word in words:
        bare = word.text.strip()
        place = text.find(bare, at)
        if place < 0 or _has_letters(text[at:place]):
            found.append(replace(word, text=f" {bare}") if " " in text.strip() else word)
            continue
        signs, blank, opening = _parted(text[at:place])
        if found and signs:
            found[-1] = replace(found[-1], text=found[-1].text + signs)
        found.append(replace(word, text=blank + opening + bare))
        at = place + len(bare)
    if found and text[at:].strip() and not _has_letters(text[at:]):
        found[-1] = replace(found[-1], text=found[-1].text + text[at:].rstrip())
    return found


def _parted(between: str) -> tuple[str, str, str]:
    """Return what stands between two words as what belongs to the first, the blank, and what opens the second."""
    before, blank, after = between.partition(" ")
    return (before, blank, after.strip()) if blank else ("", "", between) if _opens(between) else (between, "", "")


def _opens(signs: str) -> bool:
    return signs[:1] in set("“‘«「『（([《¿¡") if signs else False


def _has_letters(text: str) -> bool:
    return any(char.isalnum() for char in text)


def words_of_text(text: str, start_ms: int, end_ms: int, confidence: int | None) -> Iterator[HeardWord]:
    """Yield the words of a segment, each with its share of the time by its letters; one without blanks letter by letter."""
    parts = [f" {each}" for each in text.split()]
    if len(parts) == 1 and not text.isascii():
        parts = list(text.strip())
    letters = sum(len(each) for each in parts)
    done = 0
    for each in parts:
        first = start_ms + (end_ms - start_ms) * done // letters
        done += len(each)
        yield HeardWord(text=each, start_ms=first, end_ms=start_ms + (end_ms - start_ms) * done // letters, confidence=confidence)
