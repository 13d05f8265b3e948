"""The series brief: how people speak, what happens in each episode, and the names that drafts brought.

Every writing method is one user action and returns its edit; all of them stand on the title's undo stack.
"""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Character, Term, Title
from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.brief import Address, Brief, CharacterVoice, EpisodeSummary, NameProposal, ProposalState
from crossreel.domain.drafting.brief_change import BriefVersion, changes_between
from crossreel.domain.drafting.proposed_name import ProposedName
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.engines.translating import Block, Material, WantedLine
from crossreel.domain.errors import BadInput, Fact, NotFound, Refused
from crossreel.engines.material import occurring
from crossreel.engines.question import brief_lines
from crossreel.services.drafting.material import material_of
from crossreel.services.drafting.name_lines import NameLines, source_lines
from crossreel.services.episode.cues import checked_tag

if TYPE_CHECKING:
    from crossreel.storage.database import Database
    from crossreel.storage.unit_of_work import UnitOfWork

FORMS = ("", "formal", "informal")
"""How somebody may be spoken to; "" where nobody said, or the language knows no such thing."""


class Briefing:
    """The use cases of the brief; what the bible says of names and terms is part of it, see `Cataloging`.

    Args:
        database: the catalog.
    """

    def __init__(self, database: "Database") -> None:
        self._database = database

    def material(self, title_id: int, language: str, episode_id: int | None = None) -> Material:
        """Return what a draft in a language is told: of an episode only what its lines speak of.

        Raises:
            NotFound: there is no such title or episode.
            BadInput: no such language.
        """
        tag = checked_tag(language)
        with self._database.read() as uow:
            title = uow.get(Title, title_id)
            known = material_of(uow, title, tag, episode_id)
            if episode_id is None:
                return known
            lines = source_lines(uow, [uow.get(Episode, episode_id)])
            names = {each.id: each.name for each in uow.where(Character, title_id=title_id)}
        wanted = tuple(WantedLine(id=cue.id, text=cue.text, speaker=names.get(cue.speaker_id or 0, "")) for _, cue in lines)
        return occurring(Block(source_language=title.source_language, language=tag, lines=wanted, material=known))

    def words(self, title_id: int, language: str, episode_id: int | None = None) -> str:
        """Return the same as an engine reads it, a line each; the errors are those of `material`."""
        return "\n".join(brief_lines(self.material(title_id, language, episode_id))).strip()

    def versions(self, title_id: int) -> tuple[BriefVersion, ...]:
        """Return the versions of the brief that were sent, the newest first, with what was drafted with each."""
        with self._database.read() as uow:
            briefs = uow.where(Brief, title_id=title_id)
            batches = uow.where(DraftBatch, title_id=title_id)
        return tuple(
            BriefVersion(
                brief=brief,
                batches=tuple(each for each in batches if each.brief_number == brief.number),
                changes=changes_between(before, brief),
            )
            for before, brief in reversed(list(zip([None, *briefs], briefs, strict=False)))
        )

    def voices(self, title_id: int) -> dict[int, CharacterVoice]:
        """Return how the characters of a title speak, by their ids; of some nobody said anything."""
        with self._database.read() as uow:
            people = [person.id for person in uow.where(Character, title_id=title_id)]
            return {each.character_id: each for each in uow.where(CharacterVoice, character_id=people)} if people else {}

    def set_voice(
        self, character_id: int, register: str | None = None, manner: str | None = None,
        *, seen: CharacterVoice | None = None, step_id: int | None = None,
    ) -> Edit:  # fmt: skip
        """Say how a character speaks; None leaves a field as it is, both blank say nothing any more.

        Args:
            character_id: the character.
            register: for example "coarse", "courtly".
            manner: whatever else tells how they speak.
            seen: as the writer saw it; what somebody else changed meanwhile is not written over.
            step_id: edits of one step are undone together.

        Raises:
            StaleText: somebody else has changed a field to something else.
            NotFound: the character is gone.
        """
        person = self._character(character_id)
        given = {"register": register, "manner": manner}
        fields: dict[str, Any] = {name: " ".join(value.split()) for name, value in given.items() if value is not None}

        def write(uow: "UnitOfWork") -> None:
            found = uow.where(CharacterVoice, character_id=character_id)
            voice = found[0] if found else CharacterVoice(id=uow.new_id(), character_id=character_id)
            former = replace(voice, **{name: getattr(seen or voice, name) for name in fields})
            voice = uow.merged(replace(former, **fields), former, stored=voice)
            if voice.register or voice.manner:
                uow.put(voice)
            else:
                uow.remove_all(found)

        return self._edit("edit.set_voice", person.title_id, write, {"name": person.name}, step_id)

    def addresses(self, title_id: int) -> tuple[Address, ...]:
        """Return who calls whom what, by speaker; of those who are gone nothing is said."""
        with self._database.read() as uow:
            people = [person.id for person in uow.where(Character, title_id=title_id)]
            found = uow.where(Address, character_id=people) if people else []
        known = {0, *people}
        rank = {id: at for at, id in enumerate(people)}
        return tuple(
            sorted(
                (each for each in found if each.to_id in known),
                key=lambda each: (rank[each.character_id], rank.get(each.to_id, -1), each.language),
            )
        )

    def set_address(
        self, character_id: int, to_id: int, language: str, calls: str | None = None, form: str | None = None,
        *, seen: Address | None = None,
    ) -> Edit:  # fmt: skip
        """Say what a character calls another in a language, and how they speak to them.

        Args:
            character_id: who speaks.
            to_id: another character of the title, 0 for everybody.
            language: a tag.
            calls: the name or title used; None leaves it.
            form: one of `FORMS`; None leaves it. Where both are blank, nothing is said any more.
            seen: as the writer saw it; what somebody else changed meanwhile is not written over.

        Raises:
            StaleText: somebody else has changed what the writer changes to something else.
            BadInput: no such language or form, or somebody is to speak to themselves.
            NotFound: one of the two is gone, or of another title.
        """
        tag = checked_tag(language)
        given = {"calls": " ".join(calls.split()) if calls is not None else None, "form": form}
        fields: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        if form is not None and form not in FORMS:
            raise BadInput("brief.unknown_form", form=form)
        person = self._character(character_id)
        other = self._spoken_to(person, to_id) if to_id else None

        def write(uow: "UnitOfWork") -> None:
            found = uow.where(Address, character_id=character_id, to_id=to_id, language=tag)
            blank = Address(id=uow.new_id(), character_id=character_id, to_id=to_id, language=tag)
            address = found[0] if found else blank
            former = replace(address, **{name: getattr(seen or address, name) for name in fields})
            address = uow.merged(replace(former, **fields), former, stored=address)
            if address.calls or address.form:
                uow.put(address)
            else:
                uow.remove_all(found)

        facts = {"name": person.name, "other": other.name if other else "", "language": tag}
        return self._edit("edit.set_address" if other else "edit.set_address_all", person.title_id, write, facts)

    def summaries(self, title_id: int) -> dict[int, EpisodeSummary]:
        """Return what happens in the episodes of a title, by their ids; of some nobody said it."""
        with self._database.read() as uow:
            episodes = [each.id for each in uow.where(Episode, title_id=title_id)]
            return {each.episode_id: each for each in uow.where(EpisodeSummary, episode_id=episodes)} if episodes else {}

    def set_summary(self, episode_id: int, text: str, *, seen: str | None = None) -> Edit:
        """Say what happens in an episode, "" for nothing.

        Raises:
            StaleText: somebody else has changed it from what the writer saw (`seen`) to something else.
            NotFound: the episode is gone.
        """
        with self._database.read() as uow:
            episode = uow.find(Episode, episode_id)
        if episode is None:
            raise NotFound("catalog.no_episode")

        def write(uow: "UnitOfWork") -> None:
            found = uow.where(EpisodeSummary, episode_id=episode_id)
            summary = found[0] if found else EpisodeSummary(id=uow.new_id(), episode_id=episode_id, text="")
            former = replace(summary, text=summary.text if seen is None else seen)
            summary = uow.merged(replace(former, text=text.strip()), former, stored=summary)
            if summary.text:
                uow.put(summary)
            else:
                uow.remove_all(found)

        return self._edit("edit.set_summary", episode.title_id, write, {"episode": episode.number})

    def names(self, title_id: int, *, state: ProposalState | None = ProposalState.OPEN) -> tuple[ProposedName, ...]:
        """Return the names that drafts brought, those that occur most often first.

        Args:
            title_id: the title.
            state: of this state alone; None for all.
        """
        with self._database.read() as uow:
            proposals = uow.where(NameProposal, title_id=title_id, **({} if state is None else {"state": state.value}))
            makers = {batch.id: batch.maker for batch in uow.where(DraftBatch, title_id=title_id)}
            episodes = uow.where(Episode, title_id=title_id)
            lines = NameLines(source_lines(uow, episodes)) if proposals else NameLines(())
        found = (lines.proposed(each, makers.get(each.batch_id, "")) for each in proposals)
        return tuple(
            sorted(found, key=lambda each: (-each.occurrences, each.proposal.source, each.proposal.language, each.proposal.id))
        )

    def approve(self, proposal_ids: Collection[int], *, rendering: str = "", as_person: bool | None = None) -> Edit:
        """Take names into the bible: a person's into the names of the character, found or made, a term into the terms.

        Of several those that go against the bible keep waiting.

        Args:
            proposal_ids: the proposals, of one title.
            rendering: another than the proposed one, where the draft had the name right and its rendering wrong.
            as_person: whether they are people; None as proposed. What the bible already has stays what it is there.

        Raises:
            NotFound: a proposal is gone, or none is named.
            BadInput: a rendering is given for several names.
            Refused: the bible has another rendering for every one of them.
        """
        words = " ".join(rendering.split())

        def write(uow: "UnitOfWork", proposals: Sequence[NameProposal]) -> None:
            if words and len(proposals) > 1:
                raise BadInput("brief.one_rendering")
            bible, refusals = _Names(uow, proposals[0].title_id), []
            for each in proposals:
                kept = replace(
                    each, rendering=words or each.rendering, is_person=each.is_person if as_person is None else as_person
                )
                try:
                    entry = bible.take(kept)
                except Refused as refusal:
                    refusals.append(refusal)
                else:
                    uow.put_all((entry, self._judged(kept, ProposalState.APPROVED)))
            if len(refusals) == len(proposals):
                raise refusals[0]

        return self._judge("edit.approve_names", proposal_ids, write)

    def refuse(self, proposal_ids: Collection[int]) -> Edit:
        """Say that names are none, or wrong: no draft asks about them again.

        Raises:
            NotFound: a proposal is gone, or none is named.
        """

        def write(uow: "UnitOfWork", proposals: Sequence[NameProposal]) -> None:
            uow.put_all(self._judged(each, ProposalState.REFUSED) for each in proposals)

        return self._judge("edit.refuse_names", proposal_ids, write)

    def _judge(
        self, label: str, proposal_ids: Collection[int], write: Callable[["UnitOfWork", Sequence[NameProposal]], None]
    ) -> Edit:
        with self._database.read() as uow:
            proposals = _proposals(uow, proposal_ids)
        names = list(dict.fromkeys(each.source for each in proposals))
        facts = {"names": ", ".join(names[:4]) + (" …" if len(names) > 4 else "")}
        return self._edit(label, proposals[0].title_id, lambda uow: write(uow, _proposals(uow, proposal_ids)), facts)

    def _judged(self, proposal: NameProposal, state: ProposalState) -> NameProposal:
        now = time.time_ns() // 1_000_000
        return replace(proposal, state=state, judged_by=self._database.author, judged_ms=now)

    def _spoken_to(self, speaker: Character, to_id: int) -> Character:
        if to_id == speaker.id:
            raise BadInput("brief.to_oneself")
        other = self._character(to_id)
        if other.title_id != speaker.title_id:
            raise NotFound("brief.no_character")
        return other

    def _character(self, character_id: int) -> Character:
        with self._database.read() as uow:
            found = uow.find(Character, character_id)
        if found is None:
            raise NotFound("brief.no_character")
        return found

    def _edit(
        self,
        label: str,
        title_id: int,
        write: Callable[["UnitOfWork"], None],
        facts: Mapping[str, Fact],
        step_id: int | None = None,
    ) -> Edit:
        header = EditHeader(label=label, title_id=title_id, facts=facts, step_id=step_id)
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            write(uow)
        return open_edit.edit


class _Names:
    """The names and terms of a title while proposals go into them."""

    def __init__(self, uow: "UnitOfWork", title_id: int) -> None:
        self._uow, self._title = uow, uow.get(Title, title_id)
        self._people = {
            name: person for person in reversed(uow.where(Character, title_id=title_id)) for name in self._names_of(person)
        }
        self._terms = {term.source: term for term in uow.where(Term, title_id=title_id)}

    def take(self, proposal: NameProposal) -> Character | Term:
        """Return the character or term that has a name and its rendering now.

        Raises:
            Refused: it has another rendering already.
        """
        source = proposal.source
        person, term = self._people.get(source), self._terms.get(source)
        if person is not None or (term is None and proposal.is_person):
            person = person or Character(id=self._uow.new_id(), title_id=self._title.id, name=source)
            person = replace(person, names=_with(person.names, proposal))
            self._people |= dict.fromkeys({source, *self._names_of(person)}, person)
            return person
        term = term or Term(id=self._uow.new_id(), title_id=self._title.id, source=source)
        term = replace(term, renderings=_with(term.renderings, proposal))
        self._terms[term.source] = term
        return term

    def _names_of(self, person: Character) -> set[str]:
        return {person.name, person.names.get(self._title.source_language, "")} - {""}


def _with(words: Mapping[str, str], proposal: NameProposal) -> dict[str, str]:
    known = words.get(proposal.language, "")
    if known and known != proposal.rendering:
        raise Refused("brief.name_known", name=proposal.source, language=proposal.language, rendering=known)
    return {**words, proposal.language: proposal.rendering}


def _proposals(uow: "UnitOfWork", proposal_ids: Collection[int]) -> list[NameProposal]:
    wanted = list(dict.fromkeys(proposal_ids))
    found = {each.id: each for each in uow.where(NameProposal, id=wanted)} if wanted else {}
    if not found or len(found) < len(wanted):
        raise NotFound("brief.no_proposal")
    if len({each.title_id for each in found.values()}) > 1:
        raise BadInput("editing.several_titles")
    return [found[id] for id in wanted]
