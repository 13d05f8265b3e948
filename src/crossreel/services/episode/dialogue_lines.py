"""The lines of a title as a dialogue list has them."""

from collections.abc import Iterable, Sequence

from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.errors import BadInput
from crossreel.domain.text.column_name import SIGNS, column_name, is_signs, language_of
from crossreel.formats.exchange.dialogue_list import DialogueList
from crossreel.services.episode.cues import EpisodeCues
from crossreel.services.episode.script_document import script_document, speaker_names

FORMAT = "xlsx"


def dialogue_list(title: Title, groups: Sequence[EpisodeCues], column: str, people: Iterable[Character]) -> DialogueList:
    """Return what is said in some episodes in the source and a column, and what stands on the picture in its language.

    Raises:
        BadInput: there is nothing to list.
    """
    columns = [column]
    if not is_signs(column) and any(each.is_signs and each.cues for each in groups):
        columns.append(column_name(language_of(column), SIGNS))
    document = script_document(title, groups, columns, speaker_names(people, language_of(column)), FORMAT)
    if not document.cues:
        raise BadInput("dialogue.nothing")
    return DialogueList(name=title.name or title.code, document=document, columns=(column,))
