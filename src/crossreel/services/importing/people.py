"""The speakers that files name, and the characters of a title they are."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from crossreel.domain.catalog.title import Character


class People:
    """The characters of one title while files are imported: finds them by any of their names, makes those that are new.

    What was made or given a name is in `changed` until `take` hands it over for writing.
    """

    def __init__(self, title_id: int, characters: Iterable[Character], new_id: Callable[[], int]) -> None:
        self._title_id = title_id
        self._new_id = new_id
        self._by_id = {character.id: character for character in characters}
        self._by_name: dict[str, int] = {}
        self._changed: set[int] = set()
        for character in self._by_id.values():
            self._know(character)

    def find(self, name: str) -> int | None:
        """Return the id of the character with a name, in whatever language."""
        return self._by_name.get(name.strip().casefold())

    def add(self, name: str) -> int:
        """Return the id of the character with a name, made if there is none."""
        found = self.find(name)
        if found is not None:
            return found
        character = Character(id=self._new_id(), title_id=self._title_id, name=name.strip())
        self._by_id[character.id] = character
        self._changed.add(character.id)
        self._know(character)
        return character.id

    def learn(self, character_id: int, language: str, name: str) -> None:
        """Note what a character is called in a language, unless a name is known."""
        character = self._by_id[character_id]
        if name.strip() and not character.names.get(language) and name.strip() != character.name:
            self._by_id[character_id] = replace(character, names={**character.names, language: name.strip()})
            self._changed.add(character_id)
            self._know(self._by_id[character_id])

    def take(self) -> list[Character]:
        """Return the characters to write, each once."""
        taken = [self._by_id[character_id] for character_id in sorted(self._changed)]
        self._changed.clear()
        return taken

    def all(self) -> tuple[Character, ...]:
        """Return all characters of the title."""
        return tuple(self._by_id.values())

    def _know(self, character: Character) -> None:
        for name in (character.name, *character.names.values()):
            self._by_name.setdefault(name.strip().casefold(), character.id)
