"""What an editing program that takes a timeline is: one descriptor in one file of `editors`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from crossreel.domain.hand_over import EditorInfo, EditorTimeline

Write = Callable[[EditorTimeline], Mapping[str, bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """An editing program; every module of `formats/editors` holds one as `EDITOR`.

    Attributes:
        id: what it is asked for by.
        title: an English message marked with `N_`.
        write: an episode as files, by name; where there are several they are the contents of a folder of the timeline's name.
        is_folder: whether it takes a folder.
        needs_video: whether it takes nothing without a video.
        takes_subtitles: whether subtitles go along.
        takes_markers: whether notes and findings do.
    """

    id: str
    title: str
    write: Write
    is_folder: bool = False
    needs_video: bool = False
    takes_subtitles: bool = True
    takes_markers: bool = True

    def info(self) -> EditorInfo:
        """Return it as the interface shows it."""
        return EditorInfo(id=self.id, title=self.title, takes_subtitles=self.takes_subtitles, takes_markers=self.takes_markers)
