"""The refusals of a gate by their causes, so that eighty cells of one language are one line with one thing to do."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from crossreel.domain.delivery import Mend, Refusal
from crossreel.domain.errors import Fact, Facts

OWN = frozenset({"episode", "language", "count", "percent", "file", "lufs", "peak", "length", "name", "part", "places"})
"""Facts that differ from refusal to refusal of one cause: they are summed or left to the single refusals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalGroup:
    """What stands against a delivery for one reason.

    `language` is the column that all of it is about, "" where it is about several (`languages`) or none. `facts` are those the
    refusals share, with `cells` (how many refusals there are), `count` (the sum of theirs), `numbers` (the episodes) and
    `languages`.
    """

    code: str
    language: str = ""
    languages: tuple[str, ...] = ()
    episodes: tuple[int, ...] = ()
    facts: Facts = field(default_factory=dict)
    mends: tuple[Mend, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    @property
    def is_single(self) -> bool:
        """Whether it is one refusal, which is told in its own words."""
        return len(self.refusals) == 1


def group_refusals(refusals: Iterable[Refusal]) -> tuple[RefusalGroup, ...]:
    """Return refusals by cause, in the order in which the causes first came up.

    One cause is one code with the same facts but for those of a single cell. What is about cells is kept apart by column; what is
    about languages of the title, as its name in each, is one cause over all of them.
    """
    found: dict[tuple[object, ...], list[Refusal]] = {}
    for each in refusals:
        shared = tuple(sorted((name, repr(fact)) for name, fact in each.facts.items() if name not in OWN))
        column = each.language if each.episode is not None else ""
        found.setdefault((each.code, column, each.episode is None, shared), []).append(each)
    return tuple(_group(together) for together in found.values())


def _group(refusals: list[Refusal]) -> RefusalGroup:
    first = refusals[0]
    languages = tuple(dict.fromkeys(each.language for each in refusals if each.language))
    episodes = tuple(sorted({each.episode for each in refusals if each.episode is not None}))
    facts: dict[str, Fact] = {name: fact for name, fact in first.facts.items() if name not in OWN}
    facts |= {"cells": len(refusals), "numbers": list(episodes) if episodes else facts.get("numbers"), "languages": list(languages)}
    facts["count"] = sum(count for each in refusals if isinstance(count := each.facts.get("count"), int))
    if len(languages) == 1:
        facts["language"] = languages[0]
    return RefusalGroup(
        code=first.code,
        language=languages[0] if len(languages) == 1 else "",
        languages=languages,
        episodes=episodes,
        facts=facts,
        mends=first.mends,
        refusals=tuple(refusals),
    )
