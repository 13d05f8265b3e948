"""What is said of a line of the memory: how like it is, what it says, where it is from, and which words differ."""

from html import escape

from crossreel.domain.remembering.match import EXACT, MemoryMatch, PartKind
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import is_right_to_left
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, isolated
from crossreel.language.memory.adapting import parts_of
from crossreel.ui.kit import theme
from crossreel.ui.kit.edit_box_marks import Mark


def said(match: MemoryMatch) -> str:
    """Return the likeness and the translation, on one line."""
    text = isolated(" ".join(plain_text(match.text).split()))
    return _("{percent}: {text}").format(percent=numbers.percent(match.score / 100), text=text)


def place_of(match: MemoryMatch) -> str:
    """Return where a translation is from, who approved or made it, and when."""
    where = match.origin or _("Imported")
    if match.cue_id is not None:
        where = _("{title}, episode {number}").format(
            title=isolated(match.title_name or match.title_code), number=numbers.number(match.episode_number or 0)
        )
    when = numbers.day(match.made_ms) if match.made_ms else ""
    return " · ".join(isolated(part) for part in (where, match.author, when) if part)


def tip_of(match: MemoryMatch, source_language: str) -> str:
    """Return all of it as rich text, the words that differ marked."""
    colours = theme.active()
    looks = {
        PartKind.SAME: "{}",
        PartKind.GONE: f"<s style='color:{colours.colour('finding').name()}'>{{}}</s>",
        PartKind.NEW: f"<b style='color:{colours.colour('approved').name()}'>{{}}</b>",
    }
    lines = [_paragraph("".join(looks[part.kind].format(escape(part.text)) for part in match.parts), source_language)]
    lines.append(_paragraph(escape(" ".join(plain_text(match.text).split())), match.language, strong=True))
    told = [place_of(match)]
    if match.numbers_replaced:
        told.append(_("The numbers are those of this line."))
    lines += [f"<p style='margin:2px'>{escape(line)}</p>" for line in told]
    return "".join(lines)


def _paragraph(html: str, language: str, *, strong: bool = False) -> str:
    direction = "rtl" if language and is_right_to_left(language) else "ltr"
    return f"<p dir='{direction}' style='margin:2px'>{f'<b>{html}</b>' if strong else html}</p>"


def marks_of(match: MemoryMatch, source: str) -> list[Mark]:
    """Return the words of the source text (plain) that the remembered line does not have."""
    if match.score == EXACT:
        return []
    was = "".join(part.text for part in match.parts if part.kind is not PartKind.NEW)
    line = isolated(" ".join(plain_text(match.source).split()))
    tip = _("The memory has this line as: {line}").format(line=line)
    found: list[Mark] = []
    at = 0
    for part in parts_of(was, source):
        if part.kind is PartKind.NEW and any(char.isalnum() for char in part.text):
            found.append(Mark(start=at, end=at + len(part.text), kind="remembered", tip=tip))
        at += len(part.text) if part.kind is not PartKind.GONE else 0
    return found
