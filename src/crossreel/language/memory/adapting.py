"""Adapting what is remembered to the line at hand: numbers that changed are replaced, words that differ are told apart."""

import re
import unicodedata

from rapidfuzz.distance import Indel

from crossreel.domain.remembering.match import Part, PartKind
from crossreel.domain.text.inline import map_text, plain_text
from crossreel.language.memory.keys import NUMBER, digits_of, numbers_in

_TOKEN = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    r"|[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+"
    r"|\s+|[^\w\s]"
)
"""A letter of a script without spaces, a word, what parts words, or one sign."""


def with_numbers(was: str, now: str, translation: str) -> str | None:
    """Return a translation with the numbers of a line that differs from its source in nothing else; None where that is not sure.

    Args:
        was: the source of the translation, one line.
        now: the line at hand, one line.
        translation: inline markup. A number in it that two numbers of the source may be, or that stands there another number of
            times than in the source, is not replaced.
    """
    before, after = numbers_in(was), numbers_in(now)
    if len(before) != len(after):
        return None
    wanted: dict[str, str] = {}
    for old, new in zip(before, after, strict=True):
        if wanted.setdefault(digits_of(old), new) != new:
            return None
    changed = {old for old, new in wanted.items() if digits_of(new) != old}
    there = [digits_of(number) for number in numbers_in(plain_text(translation))]
    asked = [digits_of(number) for number in before]
    if any(there.count(old) != asked.count(old) for old in changed):
        return None

    def replaced(match: re.Match[str]) -> str:
        value = digits_of(match.group())
        return _written_like(match.group(), wanted[value]) if value in changed else match.group()

    return map_text(translation, lambda text: NUMBER.sub(replaced, text))


def _written_like(model: str, number: str) -> str:
    """Return a number in the digits of another one, its thousands parted as there."""
    zero = next((ord(char) - unicodedata.decimal(char) for char in model if char.isdecimal()), ord("0"))
    value = digits_of(number)
    parting = re.search(r"\D", model)
    if "." not in value and parting is not None and digits_of(model).isdigit() and len(value) > 3:
        value = f"{int(value):,}".replace(",", parting.group())
    elif "." in value and parting is not None and "." in digits_of(model):
        value = value.replace(".", parting.group())
    return "".join(chr(zero + int(char)) if char.isascii() and char.isdigit() else char for char in value)


def parts_of(was: str, now: str) -> tuple[Part, ...]:
    """Return what of a remembered line (`was`) stands in the line at hand, what does not, and what stands there instead."""
    old, new = _TOKEN.findall(was), _TOKEN.findall(now)
    folded = [[token.casefold() for token in tokens] for tokens in (old, new)]
    parts: list[Part] = []
    gone = come = ""
    for step in Indel.opcodes(*folded):
        taken, put = "".join(old[step.src_start : step.src_end]), "".join(new[step.dest_start : step.dest_end])
        if step.tag != "equal":
            gone, come = gone + taken, come + put
            continue
        parts += [*_differing(gone, come), Part(PartKind.SAME, taken)]
        gone = come = ""
    return (*parts, *_differing(gone, come))


def _differing(gone: str, come: str) -> list[Part]:
    return [Part(kind, text) for kind, text in ((PartKind.GONE, gone), (PartKind.NEW, come)) if text]
