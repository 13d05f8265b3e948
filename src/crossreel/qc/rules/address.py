"""A person is addressed as what the series bible says they are: no Mr. before the name of a woman, no Miss before that of a man.

Only the whole name of a person right beside a form of address of `resources/word_lists/address.toml` is meant; a family name
alone may be another's, and a married woman may be called by her husband's name (Mrs., Mme, Nyonya are not in the list). A name
that people of both genders have is left alone. Not repaired: the name may be what is wrong.

Bad:
    Mr. Lin Wan is here.   (a woman, says the bible)
Good:
    Miss Lin Wan is here. Mr. Lin is her father.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.language.breaking import is_unspaced
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.qc.word_lists import word_list

KINDS = {"f": "woman", "m": "man"}


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every cue that addresses a person otherwise."""
    genders: dict[str, set[str]] = {}
    for person in track.people:
        genders.setdefault(person.name, set()).add(person.gender)
    found: dict[int, Remark] = {}
    for name, gender in ((name, *said) for name, said in genders.items() if len(said) == 1):
        pattern = _pattern(track.language, name, gender) if gender in KINDS and name in track.texts.text else None
        for checked, match in track.first_matches(pattern) if pattern else ():
            facts = {"found": match.group(), "name": name}
            found.setdefault(
                checked.cue.id,
                Remark(
                    cue=checked.cue, severity=Severity.WARNING, kind=KINDS[gender], facts=facts, read=(checked.text, name, gender)
                ),
            )
    yield from sorted(found.values(), key=lambda remark: remark.cue.order if remark.cue else (0, 0, 0))


@lru_cache(maxsize=1024)
def _pattern(language: str, name: str, gender: str) -> re.Pattern[str] | None:
    """What addresses a person as the other: the forms before the name, and those behind it."""
    listed = word_list("address")
    other = "men" if gender == "f" else "women"
    gap = "" if is_unspaced(language) else r"\s"
    before, after = (
        sorted(listed.words(language, f"{other}_{place}").listed, key=len, reverse=True) for place in ("before", "after")
    )
    parts = []
    if before:
        parts.append(rf"(?<!\w)(?:{'|'.join(map(re.escape, before))}){gap}{re.escape(name)}" + ("" if not gap else r"(?!\w)"))
    if after:
        parts.append(rf"{re.escape(name)}{gap}(?:{'|'.join(map(re.escape, after))})" + ("" if not gap else r"(?!\w)"))
    return re.compile("|".join(parts)) if parts else None


RULE = Rule(
    id="address",
    title=N_("Form of address"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"people"}),
    check=check,
)
