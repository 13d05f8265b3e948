"""What differs between two versions of a series brief."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.brief import Brief

SYNOPSIS, EPISODE, PERSON, ADDRESS, TERM = "synopsis", "episode", "person", "address", "term"
"""Parts of a brief."""
_LISTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "people": (PERSON, ("name",)), "addressing": (ADDRESS, ("who", "to")), "terms": (TERM, ("source",)),
}  # fmt: skip
"""Where the content of a brief has them, and by which of their fields the same one is known again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefChange:
    """One difference.

    Attributes:
        language: in whose part of the brief it is, "" for what every language is told.
        part: one of the parts of a brief.
        name: whom or what it is of: a person, "who → to", a term, the number of an episode; "" for the synopsis.
        field: which of its values, "" where there is but one.
        before: as it was, "" where it was not there.
        after: as it is, "" where it is not there any more.
    """

    language: str
    part: str
    name: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefVersion:
    """A version of a brief, the batches of drafts that were made with it, and what it changed of the one before."""

    brief: Brief
    batches: tuple[DraftBatch, ...] = ()
    changes: tuple[BriefChange, ...] = ()


def changes_between(before: Brief | None, after: Brief) -> tuple[BriefChange, ...]:
    """Return what a version changed of the one before; nothing for the first one.

    Of a language that only one of them has nothing is listed: it was not told yet, or is not any more.
    """
    if before is None:
        return ()
    old, new = (cast("Mapping[str, Any]", each.content) for each in (before, after))
    found = list(_values("", EPISODE, old.get("episodes", {}), new.get("episodes", {})))
    told, tells = old.get("languages", {}), new.get("languages", {})
    for language in sorted(told.keys() & tells.keys()):
        found += _of_language(language, told[language], tells[language])
    return tuple(found)


def _of_language(language: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[BriefChange]:
    if old["synopsis"] != new["synopsis"]:
        yield _change(language, SYNOPSIS, "", "", old["synopsis"], new["synopsis"])
    for listed, (part, keys) in _LISTS.items():
        were, are = _by_name(old[listed], keys), _by_name(new[listed], keys)
        for name in dict.fromkeys((*were, *are)):
            former, now = were.get(name, {}), are.get(name, {})
            fields = [field for field in dict.fromkeys((*former, *now)) if field not in keys]
            yield from (
                _change(language, part, name, field, former.get(field, ""), now.get(field, ""))
                for field in fields
                if _written(former.get(field, "")) != _written(now.get(field, ""))
            )
            if not former or not now:
                yield from (
                    ()
                    if any(_written((former or now)[field]) for field in fields)
                    else (_change(language, part, name, "", name if former else "", name if now else ""),)
                )


def _values(language: str, part: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[BriefChange]:
    for name in sorted({*old, *new}, key=lambda each: (len(each), each)):
        if old.get(name, "") != new.get(name, ""):
            yield _change(language, part, name, "", old.get(name, ""), new.get(name, ""))


def _by_name(listed: Sequence[Mapping[str, Any]], keys: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    return {" → ".join(filter(None, (each[key] for key in keys))): each for each in listed}


def _change(language: str, part: str, name: str, field: str, before: object, after: object) -> BriefChange:
    return BriefChange(
        language=language, part=part, name=name, field=field, before=_written(before), after=_written(after)
    )  # fmt: skip


def _written(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
