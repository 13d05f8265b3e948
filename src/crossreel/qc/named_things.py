"""Which plain things and persons a line names, in any language: for rules that ask whether a translation is that of its own line.

Words are data: `resources/word_lists/said_things.toml`.
"""

import re
from functools import cache, lru_cache

from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.denial import begins, denials, thing_pattern
from crossreel.qc.word_lists import ANY, word_list

SMALL = frozenset("了的吗吧呢啊嗎我你他她您它们們这那這就也还還是在有不都要会會把给給跟和子")


@lru_cache(maxsize=16_384)
def named(text: str, language: str) -> frozenset[str]:
    """Return the things of the list that a source text says or names."""
    pattern = _everything(language)
    return frozenset(match.lastgroup for match in pattern.finditer(text) if match.lastgroup) if pattern else frozenset()


@lru_cache(maxsize=4096)
def naming(things: frozenset[str], language: str) -> re.Pattern[str] | None:
    """Return what finds, in a translation, some things or what is near to them; None where a language has no words for them."""
    known = [thing for thing in things if has_words(thing, language)]
    if not known:
        return None
    return thing_pattern(tuple(sorted(frozenset().union(*map(near, known)))), language)


def is_object(thing: str) -> bool:
    """Tell whether a thing is a person or an object, which a translation names as well, and nothing that one does."""
    return thing.startswith(("n_", "o_")) and thing not in ("n_me", "n_him", "n_mine")


def has_words(thing: str, language: str) -> bool:
    """Tell whether it is known how a language says a thing."""
    return bool(word_list("said_things").words(language, thing).listed)


@cache
def near(thing: str) -> frozenset[str]:
    """Return the things whose words may mean a thing as well, and the thing itself."""
    groups = [frozenset(group.split()) for group in word_list("said_things").words(ANY, "near").listed]
    return frozenset({thing}).union(*(group for group in groups if thing in group))


def is_of_one(text: str, sources: tuple[str, str], track: CheckedTrack) -> bool:
    """Tell whether a text is of one of two lines of the source alone: it names what that one does, and nothing of the other."""
    one, other = (_told(source, track) for source in sources)
    left, right = (set(letters_of(source)) - SMALL for source in sources)
    if not one or not other or left & right or any(not near(thing).isdisjoint(other) for thing in one):
        return False
    patterns = (naming(told, track.language) for told in (one, other))
    said = [pattern is not None and pattern.search(text) is not None for pattern in patterns]
    if said[0] == said[1]:
        return False
    left_out, told = (sources[0], one) if said[1] else (sources[1], other)
    return bool(told.difference(*(things for _, things in denials(left_out, track.source_language))))


def letters_of(text: str) -> list[str]:
    """Return what two lines are compared by: letters where these are words, words elsewhere."""
    letters = [char for char in text if char.isalpha()]
    return text.casefold().split() if any(char < "\u2e80" for char in letters) else letters


def _told(source: str, track: CheckedTrack) -> frozenset[str]:
    """Return what a line of the source names and the language of a track has words for."""
    return frozenset(thing for thing in named(source, track.source_language) if has_words(thing, track.language))


@cache
def _everything(language: str) -> re.Pattern[str] | None:
    listed = word_list("said_things")
    things = {*listed.words(ANY, "objects").listed, *listed.words(ANY, "things").listed} - {*listed.words(ANY, "vague").listed}
    known = sorted(thing for thing in things if has_words(thing, language))
    left = listed.words(language, "not_named").listed
    parts = [re.escape(word) for word in left]
    parts += [f"(?P<{thing}>{thing_pattern((thing,), language, source=True).pattern})" for thing in known]
    if not parts:
        return None
    first = "".join(map(re.escape, sorted({word[0] for word in left} | begins(tuple(known), language))))
    return re.compile(f"(?=[{first}])(?:{'|'.join(parts)})", re.IGNORECASE)  # at most letters none of the hundreds is tried
