"""`crossreel info`: what a subtitle or video file is."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from crossreel.cli.arguments import Argument, ColumnMap, Option
from crossreel.cli.command import Command
from crossreel.cli.frame_rates import find_rate
from crossreel.cli.session import DONE, Session, WrongUse
from crossreel.domain.catalog.episode import MediaInfo
from crossreel.domain.text.document import Notice, SubtitleInfo
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _, _n, sentence
from crossreel.kernel.marks import N_

VIDEO_SUFFIXES = frozenset(
    {".mp4", ".mov", ".m4v", ".mkv", ".avi", ".webm", ".flv", ".mpg", ".mpeg", ".mts", ".m2ts", ".3gp", ".wmv", ".ts", ".mxf"}
)


def run(
    session: Session,
    file: Annotated[Path, Argument()],
    frame_rate: Annotated[str | None, Option(help=N_("Frame rate of the video, for files that count frames."))] = None,
    columns: ColumnMap = "",
    as_json: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> int:
    """Say format, encoding and cues of a subtitle file, or length, size and rates of a video."""
    if not file.is_file():
        raise WrongUse(_("There is no file {path}.").format(path=file))
    if file.suffix.lower() in VIDEO_SUFFIXES:
        media, notices = session.opener.probe(file)
        shown = video_json(media, notices)
    else:
        subtitles = session.opener.converting().info(file, frame_rate=find_rate(frame_rate), choices=columns)
        notices = subtitles.notices
        shown = subtitle_json(subtitles)
    if as_json:
        session.print_json(shown)
        return DONE
    for name, value in shown.items():
        if name not in ("notices", "kind") and value != []:
            session.say(f"{name:<22}{clock(value) if name.endswith('_ms') and isinstance(value, int) else value}")
    for notice in notices:
        session.complain(notice_line(notice))
    session.say(_n("{count} notice", "{count} notices", len(notices)).format(count=len(notices)))
    return DONE


def notice_line(notice: Notice) -> str:
    """Return a notice with its line number."""
    words = sentence(notice.code, {"line": notice.line, **notice.facts})
    return _("Line {line}: {words}").format(line=notice.line, words=words) if notice.line else words


def notices_json(notices: Sequence[Notice]) -> list[dict[str, object]]:
    """Return notices as JSON."""
    return [
        {"code": notice.code, "line": notice.line, "facts": dict(notice.facts), "message": notice_line(notice)}
        for notice in notices
    ]


def subtitle_json(info: SubtitleInfo) -> dict[str, object]:
    """Return what is known of a subtitle file as JSON."""
    return {
        "kind": "subtitles",
        "format": info.format_id,
        "encoding": info.encoding.name if info.encoding else None,
        "encoding_guessed": bool(info.encoding and info.encoding.guessed),
        "language": info.language,
        "cue_count": info.cue_count,
        "first_start_ms": info.first_start_ms,
        "last_end_ms": info.last_end_ms,
        "columns": list(info.columns),
        "notices": notices_json(info.notices),
    }


def video_json(info: MediaInfo, notices: Sequence[Notice]) -> dict[str, object]:
    """Return what is known of a video as JSON."""
    rate = info.frame_rate
    return {
        "kind": "video",
        "duration_ms": info.duration_ms,
        "width": info.width,
        "height": info.height,
        "rotation": info.rotation,
        "frame_rate": f"{rate.numerator}/{rate.denominator}",
        "variable_frame_rate": info.variable_frame_rate,
        "video_codec": info.video_codec,
        "audio": [asdict(each) for each in info.audio],
        "subtitles": [asdict(each) for each in info.subtitles],
        "content_key": info.content_key,
        "notices": notices_json(notices),
    }


COMMAND = Command("info", N_("Say what a subtitle or video file is."), run)
