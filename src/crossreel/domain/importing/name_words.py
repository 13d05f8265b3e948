"""What people write in names of files: the words of `resources/file_names.toml`, ready to be looked for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from crossreel.domain.catalog.version import Look
from crossreel.domain.cues.track import Role
from crossreel.domain.importing.extra import ExtraKind
from crossreel.domain.text.numerals import plain

_GLUED_SIGNS = r"\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
BEGINS = rf"(?:(?<![^\W\d_])|(?<=[{_GLUED_SIGNS}]))"
"""Where a word of a spaced script may begin: not behind a letter, but behind one of a script without blanks."""
ENDS = rf"(?:(?![^\W\d_])|(?=[{_GLUED_SIGNS}]))"
_GLUED = re.compile(f"[{_GLUED_SIGNS}]")


def key(word: str) -> str:
    """Return a word as it is compared: narrow, with plain digits, in lower case."""
    return plain(word).casefold().strip()


def is_glued(word: str) -> bool:
    """Tell whether a word is of a script that puts no blank between words: it is found inside others."""
    return _GLUED.search(word) is not None


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of some words, the longest first; spaced ones stand free of letters, not of digits: "PV3".

    Args:
        words: as people write them; a blank in one stands for any of blank, full stop, hyphen and low line. One sign of a script
            without blanks has to stand free as well.
    """
    glued: list[str] = []
    single: list[str] = []
    free: list[str] = []
    for word in sorted({plain(each) for each in words}, key=lambda each: (-len(each), each)):
        kind = free if not is_glued(word) else glued if len(word) > 1 else single
        kind.append(re.escape(word).replace("\\ ", r"[\s._\-]+"))
    parts = [rf"{BEGINS}(?:{'|'.join(free)}){ENDS}"] if free else []
    parts += [rf"(?<![^\W\d_])(?:{'|'.join(single)})(?![^\W\d_])"] if single else []
    return "|".join([*parts, *glued]) or "(?!)"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """All words, by what they tell."""

    episode: Mapping[str, tuple[str, ...]]
    totals: Mapping[str, tuple[str, ...]]
    seasons: tuple[str, ...]
    noise: tuple[str, ...]
    bare_noise: tuple[str, ...]
    lines: Mapping[str, int]
    extras: Mapping[ExtraKind, tuple[tuple[str, ...], tuple[str, ...]]]
    looks: Mapping[Look, tuple[str, ...]]
    look_languages: Mapping[str, tuple[Look, str]]
    versions: Mapping[str, tuple[str, ...]]
    folder_kinds: frozenset[str]
    languages: Mapping[str, str]
    countries: Mapping[str, str]
    one_sign: frozenset[str]
    also_words: frozenset[str]
    round_language: tuple[str, ...]
    bilingual: tuple[str, ...]
    subtitles: tuple[str, ...]
    roles: Mapping[str, Role]
    kinds: Mapping[str, str]
    outside: Mapping[str, frozenset[str]]


def parse_words(tables: Mapping[str, Any]) -> NameWords:
    """Return the words of the tables of `file_names.toml`."""
    looks = tables["looks"]
    return NameWords(
        episode={name: tuple(words) for name, words in tables["episode"].items()},
        totals={name: tuple(patterns) for name, patterns in tables["totals"].items()},
        seasons=tuple(tables["seasons"]["patterns"]),
        noise=tuple(tables["noise"]["patterns"]),
        bare_noise=tuple(tables["noise"]["bare"]),
        lines={key(word): lines for word, lines in tables["noise"]["lines"].items()},
        extras={ExtraKind(kind): (tuple(each["sure"]), tuple(each["alone"])) for kind, each in tables["extras"].items()},
        looks={Look(look): tuple(each["words"]) for look, each in looks.items()},
        look_languages={
            key(word): (Look(look), tag) for look, each in looks.items() for word, tag in each.get("languages", {}).items()
        },
        versions={name: tuple(words) for name, words in tables["versions"].items()},
        folder_kinds=frozenset(map(key, tables["folders"]["kinds"])),
        languages={key(word): tag for tag, words in tables["languages"].items() for word in words},
        countries={key(word): tag for tag, words in tables["countries"].items() for word in words},
        also_words=frozenset(map(key, tables["language_words"]["also_words"])),
        one_sign=frozenset(tables["language_words"]["one_sign"]),
        round_language=tuple(tables["language_words"]["round"]),
        bilingual=tuple(tables["language_words"]["bilingual"]),
        subtitles=tuple(tables["language_words"]["subtitles"]),
        roles={key(word): Role(role) for role, words in tables["roles"].items() if role in set(Role) for word in words},
        kinds={extension: kind for kind, extensions in tables["kinds"].items() for extension in extensions},
        outside={name: frozenset(words) for name, words in tables["outside"].items()},
    )
