"""What is said about a title: texts per language, characters, terms, and its cover; part of `cataloging`."""

from dataclasses import replace
from typing import Any, TypeVar

from crossreel.domain.catalog.title import Character, Image, Term, TitleText
from crossreel.domain.cues.cue import Cue
from crossreel.domain.drafting.brief import Address
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import BadInput
from crossreel.services import removing
from crossreel.services.cataloging.edits import TitleEdits, checked_name, get_title
from crossreel.services.episode.cues import checked_tag
from crossreel.storage.unit_of_work import UnitOfWork

Entry = TypeVar("Entry", Character, Term)


class TitleFacts(TitleEdits):
    """The use cases on the bible and the metadata of a title."""

    def texts(self, title_id: int) -> tuple[TitleText, ...]:
        """Return the names and synopses of a title, by language."""
        with self._database.read() as uow:
            return tuple(sorted(uow.where(TitleText, title_id=title_id), key=lambda text: text.language))

    def put_text(
        self, title_id: int, language: str, name: str | None = None, logline: str | None = None, synopsis: str | None = None,
        *, seen: TitleText | None = None, step_id: int | None = None,
    ) -> Edit:  # fmt: skip
        """Write what a title is called and about in a language; None leaves a field as it is, all blank removes the row.

        Raises:
            StaleText: somebody else has changed a field from what the writer saw (`seen`) to something else.
        """
        tag = checked_tag(language)

        def write(uow: UnitOfWork) -> None:
            get_title(uow, title_id)
            found = uow.where(TitleText, title_id=title_id, language=tag)
            text = found[0] if found else TitleText(id=uow.new_id(), title_id=title_id, language=tag)
            given = {"name": name, "logline": logline, "synopsis": synopsis}
            fields: dict[str, Any] = {field: value.strip() for field, value in given.items() if value is not None}
            if seen is not None:
                former = replace(text, **{field: getattr(seen, field) for field in fields})
                text = uow.merged(replace(former, **fields), former, stored=text)
            else:
                text = replace(text, **fields)
            if text.name or text.logline or text.synopsis:
                uow.put(text)
            else:
                uow.remove_all(found)

        return self._edit("edit.put_text", title_id, write, step_id=step_id, language=tag)

    def characters(self, title_id: int) -> tuple[Character, ...]:
        """Return the characters of a title, in the order they were added."""
        with self._database.read() as uow:
            return tuple(uow.where(Character, title_id=title_id))

    def put_character(self, character: Character, *, seen: Character | None = None, step_id: int | None = None) -> Edit:
        """Add or change a character.

        Args:
            character: as it is to be; the id 0 asks for a new one.
            seen: as the writer saw it, None for a new one; only what differs is written.
            step_id: edits of one step are undone together.

        Raises:
            StaleText: somebody else has changed a field to something else.
            BadInput: no name, or an unknown language among the names.
        """
        names = {checked_tag(tag): name.strip() for tag, name in character.names.items() if name.strip()}
        kept = replace(character, name=checked_name(character.name, "catalog.no_character_name"), names=names)

        def write(uow: UnitOfWork) -> None:
            get_title(uow, kept.title_id)
            _put(uow, kept, seen)

        return self._edit("edit.put_character", kept.title_id, write, step_id=step_id, name=kept.name)

    def remove_character(self, character_id: int, *, seen: Character | None = None) -> Edit:
        """Remove a character with how it speaks and is spoken to; its lines are then nobody's.

        Raises:
            StaleEdit: somebody else has changed it since it was `seen`.
        """
        with self._database.read() as uow:
            character = uow.get(Character, character_id)

        def write(uow: UnitOfWork) -> None:
            if seen is not None:
                uow.check_unchanged(seen)
            uow.put_all(replace(cue, speaker_id=None) for cue in uow.where(Cue, speaker_id=character_id))
            removing.remove(uow, uow.get(Character, character_id), *uow.where(Address, to_id=character_id))

        return self._edit("edit.remove_character", character.title_id, write, name=character.name)

    def terms(self, title_id: int) -> tuple[Term, ...]:
        """Return the terms of a title, in the order they were added."""
        with self._database.read() as uow:
            return tuple(uow.where(Term, title_id=title_id))

    def put_term(self, term: Term, *, seen: Term | None = None, step_id: int | None = None) -> Edit:
        """Add or change a term.

        Args:
            term: as it is to be; the id 0 asks for a new one.
            seen: as the writer saw it, None for a new one; only what differs is written.
            step_id: edits of one step are undone together.

        Raises:
            StaleText: somebody else has changed a field to something else.
            BadInput: no source expression, one that the title has already, or an unknown language.
        """
        renderings = {checked_tag(tag): words.strip() for tag, words in term.renderings.items() if words.strip()}
        kept = replace(term, source=checked_name(term.source, "catalog.no_term"), renderings=renderings)

        def write(uow: UnitOfWork) -> None:
            get_title(uow, kept.title_id)
            if any(other.id != kept.id for other in uow.where(Term, title_id=kept.title_id, source=kept.source)):
                raise BadInput("catalog.term_twice", term=kept.source)
            _put(uow, kept, seen)

        return self._edit("edit.put_term", kept.title_id, write, step_id=step_id, term=kept.source)

    def remove_term(self, term_id: int, *, seen: Term | None = None) -> Edit:
        """Remove a term.

        Raises:
            StaleEdit: somebody else has changed it since it was `seen`.
        """
        with self._database.read() as uow:
            term = uow.get(Term, term_id)

        def write(uow: UnitOfWork) -> None:
            if seen is not None:
                uow.check_unchanged(seen)
            uow.remove(uow.get(Term, term_id))

        return self._edit("edit.remove_term", term.title_id, write, term=term.source)

    def cover(self, title_id: int) -> Image | None:
        """Return the cover of a title, None without one."""
        with self._database.read() as uow:
            cover_id = get_title(uow, title_id).cover_id
            return None if cover_id is None else uow.find(Image, cover_id)

    def set_cover(self, title_id: int, data: bytes, media_type: str, width: int, height: int) -> Edit:
        """Give a title a cover picture in the place of the one it has.

        Args:
            title_id: the title.
            data: the file's bytes.
            media_type: for example "image/jpeg".
            width: in pixels.
            height: in pixels.

        Raises:
            BadInput: the picture is empty.
        """
        if not data or width <= 0 or height <= 0:
            raise BadInput("catalog.empty_cover")

        def write(uow: UnitOfWork) -> None:
            title = get_title(uow, title_id)
            image = Image(id=uow.new_id(), title_id=title_id, media_type=media_type, width=width, height=height, data=data)
            uow.put(image)
            uow.put(replace(title, cover_id=image.id))
            removing.remove_image(uow, title.cover_id)

        return self._edit("edit.set_cover", title_id, write)

    def clear_cover(self, title_id: int) -> Edit:
        """Take the cover of a title away."""

        def write(uow: UnitOfWork) -> None:
            title = get_title(uow, title_id)
            uow.put(replace(title, cover_id=None))
            removing.remove_image(uow, title.cover_id)

        return self._edit("edit.clear_cover", title_id, write)


def _put(uow: UnitOfWork, entry: Entry, seen: Entry | None) -> None:
    if seen is not None:
        uow.put(uow.merged(entry, seen))
    else:
        uow.put(entry if entry.id else replace(entry, id=uow.new_id()))
