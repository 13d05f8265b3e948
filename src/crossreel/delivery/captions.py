"""Captions for people who hear little, as stores in the United States ask for them, and why there are none."""

from collections.abc import Iterable

from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import Profile
from crossreel.domain.text.column_name import FULL, column_name
from crossreel.domain.text.language import base_of

SDH = "sdh"
ENGLISH = "en"
FORMATS = frozenset({"scc"})
"""The subtitle formats that are closed captions."""


def are_demanded(subject: Subject, profile: Profile) -> bool:
    """Tell whether a buyer asks for closed captions of what is spoken in the language of a title."""
    return base_of(subject.title.source_language) in {base_of(each) for each in profile.captions.demanded}


def are_included(subject: Subject, languages: Iterable[str], episode: int) -> bool:
    """Tell whether somebody in the United States who hears little can follow an episode by its subtitles.

    It can be followed by SDH subtitles in any of the languages, and by full ones in what is spoken or in English.
    """
    told = {base_of(subject.title.source_language), ENGLISH}
    columns = [column_name(each, role) for each in languages for role in (SDH, FULL) if role == SDH or base_of(each) in told]
    return any((cell := subject.cells.get((episode, column))) is not None and cell.cue_count for column in columns)
