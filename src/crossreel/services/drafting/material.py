"""The series brief as the catalog has it: what engines are told of a title, and the versions of it that were sent."""

import json
import time
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

import xxhash

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Character, Term, Title, TitleLanguage, TitleText
from crossreel.domain.drafting.brief import Address, Brief, CharacterVoice, EpisodeSummary
from crossreel.domain.engines.translating import Addressing, Material, Person, TermRendering
from crossreel.domain.text.column_name import language_of

if TYPE_CHECKING:
    from crossreel.storage.database import Database
    from crossreel.storage.unit_of_work import UnitOfWork


def material_of(uow: "UnitOfWork", title: Title, language: str, episode_id: int | None = None) -> Material:
    """Return what is known of a title for a translation into a language; `episode_id` adds what happens in that episode."""
    people = uow.where(Character, title_id=title.id)
    ids = [person.id for person in people]
    voices = {each.character_id: each for each in uow.where(CharacterVoice, character_id=ids)} if ids else {}
    names = {person.id: person.names.get(title.source_language) or person.name for person in people}
    addresses = uow.where(Address, character_id=ids, language=language) if ids else []
    texts = {text.language: text for text in uow.where(TitleText, title_id=title.id)}
    told = texts.get(title.source_language) or texts.get(language)
    summary = uow.where(EpisodeSummary, episode_id=episode_id) if episode_id is not None else []
    return Material(
        synopsis=(told.synopsis or told.logline) if told is not None else "",
        episode=summary[0].text if summary else "",
        people=tuple(_person(person, names[person.id], language, voices.get(person.id)) for person in people),
        addressing=tuple(
            Addressing(who=names[each.character_id], to=names.get(each.to_id, ""), calls=each.calls, form=each.form)
            for each in addresses
            if each.to_id == 0 or each.to_id in names
        ),
        terms=tuple(
            TermRendering(source=term.source, rendering=term.renderings[language], note=term.note)
            for term in uow.where(Term, title_id=title.id)
            if term.renderings.get(language)
        ),
    )


def _person(person: Character, name: str, language: str, voice: CharacterVoice | None) -> Person:
    return Person(
        name=name,
        rendering=person.names.get(language, ""),
        aliases=(person.name,) if person.name != name else (),
        gender=person.gender,
        register=voice.register if voice is not None else "",
        manner=" ".join(filter(None, (voice.manner if voice is not None else "", person.description))),
    )


def keep_brief(database: "Database", title_id: int, columns: Iterable[str]) -> int:
    """Return the number of the version of the brief as it is now; a brief that changed since the last one becomes the next.

    It is of all languages of the title and of `columns`, so that a run over some of them makes no version of its own.

    Raises:
        ReadOnly: the catalog cannot be written.
    """
    with database.read() as uow:
        title = uow.get(Title, title_id)
        languages = {language_of(column) for column in columns}
        languages |= {each.language for each in uow.where(TitleLanguage, title_id=title_id)}
        episodes = {each.id: each.number for each in uow.where(Episode, title_id=title_id)}
        summaries = uow.where(EpisodeSummary, episode_id=list(episodes)) if episodes else []
        content = {
            "languages": {each: asdict(material_of(uow, title, each)) for each in sorted(languages - {title.source_language})},
            "episodes": {str(episodes[each.episode_id]): each.text for each in summaries},
        }
        former = uow.where(Brief, title_id=title_id)
    digest = xxhash.xxh3_128_hexdigest(json.dumps(content, ensure_ascii=False, sort_keys=True).encode())
    known = next((brief.number for brief in reversed(former) if brief.digest == digest), None)
    if known is not None:
        return known
    number = max((brief.number for brief in former), default=0) + 1
    with database.derived() as uow:
        uow.put(
            Brief(
                id=uow.new_id(),
                title_id=title_id,
                number=number,
                made_ms=time.time_ns() // 1_000_000,
                author=database.author,
                digest=digest,
                content=content,
            )
        )
    return number
