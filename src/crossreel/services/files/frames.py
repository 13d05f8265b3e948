"""The frames of an episode's video, and the gap that a style guide leaves between two cues. No use case of its own."""

from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.quality.style_guide import StyleGuide
from crossreel.domain.text.column_name import language_of
from crossreel.domain.text.frame_grid import FrameGrid
from crossreel.qc.guides import StyleGuides, set_for
from crossreel.qc.inspector import picture_of
from crossreel.services.files.presets import shipped_guides


def grid_for(title: Title, media: Version | None, language: str, guides: StyleGuides | None = None) -> FrameGrid:
    """Return where cues of a language may stand in an episode.

    Args:
        title: its title, for the style guide it chose.
        media: its video, for the length of frames; None where it has none.
        language: tag, or name of a column.
        guides: the style guides; None for those that ship. One that cannot be read leaves the usual gap.
    """
    return FrameGrid(
        rate=media.even_rate if media is not None else None,
        gap_frames=guide_for(title, media, language, guides or shipped_guides()).min_gap_frames,
    )


def guide_for(title: Title, media: Version | None, language: str, guides: StyleGuides) -> StyleGuide:
    """Return the style guide of a language for a title and its picture; the usual figures where it cannot be read."""
    tag = language_of(language)
    try:
        return guides.get(title.style_guide or set_for(picture_of(media)), tag)
    except (BadInput, NotFound):
        return StyleGuide(id="", language=tag)
