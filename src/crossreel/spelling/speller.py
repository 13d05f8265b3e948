"""One Hunspell dictionary, asked word by word."""

import threading

from crossreel.domain.errors import Unavailable
from crossreel.domain.text.spelling import SpellingDictionary

MOST_REMEMBERED = 20_000
LONGEST_WORD = 60
MOST_SUGGESTIONS = 7


class Speller:
    """Asks the engine, one question at a time: it keeps no locks of its own. Answers are remembered."""

    def __init__(self, dictionary: SpellingDictionary) -> None:
        """Load a dictionary.

        Raises:
            Unavailable: its files cannot be read.
        """
        from hunspell import Hunspell

        self.dictionary = dictionary
        self._lock = threading.Lock()
        self._known: dict[str, bool] = {}
        try:
            self._engine = Hunspell(dictionary.name, hunspell_data_dir=dictionary.folder, system_encoding="UTF-8")
        except OSError as error:
            raise Unavailable("spelling.bad_dictionary", name=dictionary.name, folder=dictionary.folder) from error

    def knows(self, word: str) -> bool:
        """Tell whether a word is right. One that the dictionary cannot even write is left alone."""
        if len(word) > LONGEST_WORD:
            return True
        with self._lock:
            known = self._known.get(word)
            if known is None:
                known = self._ask(word)
                if len(self._known) >= MOST_REMEMBERED:
                    self._known.clear()
                self._known[word] = known
        return known

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return words that may have been meant, the likeliest first."""
        if len(word) > LONGEST_WORD:
            return ()
        with self._lock:
            try:
                return tuple(self._engine.suggest(word)[:MOST_SUGGESTIONS])
            except UnicodeEncodeError:
                return ()

    def _ask(self, word: str) -> bool:
        try:
            return bool(self._engine.spell(word))
        except UnicodeEncodeError:
            return True
