"""Writing ASS and SSA script files: what was kept of the file read, or a fresh head for the picture."""

from crossreel.domain.picture.caption import default_style
from crossreel.domain.text.document import DRAWING, Document, DocumentCue, WriteOptions
from crossreel.domain.text.language import is_right_to_left
from crossreel.formats.substation_places import head_for
from crossreel.formats.substation_styles import MARGIN_FIELDS, BaseStyle, Margins, Styles, sections_in, styles_of
from crossreel.formats.substation_text import read_text, write_text

LINE_HEIGHT_PER_EM = 1.362  # Noto Sans: ASS sizes are line heights (ascent plus descent), not em
DESCENT_PER_EM = 0.293
AUTOMATIC_DIRECTION = -1  # libass: base direction from the text
STYLE_FORMAT = {
    "ass": "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, "
    "StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding",
    "ssa": "Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, TertiaryColour, BackColour, Bold, Italic, BorderStyle, "
    "Outline, Shadow, Alignment, MarginL, MarginR, MarginV, AlphaLevel, Encoding",
}
EVENT_FORMAT = {
    "ass": "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
    "ssa": "Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text",
}


def write_script(document: Document, options: WriteOptions, kind: str) -> str:
    """Return the whole file; `kind` is "ass" or "ssa"."""
    sections = sections_in(document) or _fresh_sections(options, document.language, kind)
    head = "\n".join(line for name, lines in sections for line in (f"[{name}]", *lines, "") if not _is_late(name))
    late = "\n".join(line for name, lines in sections for line in (f"[{name}]", *lines, "") if _is_late(name))
    styles = styles_of(sections, kind)
    events = [f"Format: {EVENT_FORMAT[kind]}"]
    comments = _comments(document)
    waiting = 0
    for number, cue in enumerate(document.cues):
        while waiting < len(comments) and comments[waiting][0] <= number:
            events.append(comments[waiting][1])
            waiting += 1
        events.append(_event(cue, styles, kind))
    events += [line for _, line in comments[waiting:]]
    return "\n".join((head, "[Events]", *events, "", late)).rstrip("\n") + "\n"


def _is_late(name: str) -> bool:
    """Tell whether a section stands after the events, as Aegisub puts its own data."""
    return name.lower() == "aegisub extradata"


def _comments(document: Document) -> list[tuple[int, str]]:
    kept = document.extras.get("comments")
    return [(int(at), str(line)) for at, line in kept] if isinstance(kept, list) else []


def _fresh_sections(options: WriteOptions, language: str, kind: str) -> list[tuple[str, list[str]]]:
    version = "v4.00+" if kind == "ass" else "v4.00"
    info = [f"Title: {' '.join(options.title.split())}"] if options.title else []
    info += [f"ScriptType: {version}", "WrapStyle: 2", "ScaledBorderAndShadow: yes"]
    info += [f"PlayResX: {options.width}", f"PlayResY: {options.height}"]
    if kind == "ass":
        info += [f"LayoutResX: {options.width}", f"LayoutResY: {options.height}", "YCbCr Matrix: None"]
    name = "V4+ Styles" if kind == "ass" else "V4 Styles"
    tag = options.language or language
    encoding = AUTOMATIC_DIRECTION if tag and is_right_to_left(tag) else 1
    return [("Script Info", info), (name, [f"Format: {STYLE_FORMAT[kind]}", f"Style: {_default_style(options, encoding, kind)}"])]


def _default_style(options: WriteOptions, encoding: int, kind: str) -> str:
    """Return the house's caption style as a style line, scaled to the picture."""
    look = default_style(options.width, options.height)
    across, down = options.width / look.canvas_width, options.height / look.canvas_height
    size = round(look.font_px * LINE_HEIGHT_PER_EM * down)
    left = round((look.centre_px - look.max_width_px / 2) * across)
    right = round((look.canvas_width - look.centre_px - look.max_width_px / 2) * across)
    low = round((look.canvas_height - look.baseline_px - DESCENT_PER_EM * look.font_px) * down)
    outline = round(look.outline_px * down, 1)
    bold = -1 if look.bold else 0
    if kind == "ssa":
        return f"Default,Noto Sans,{size},16777215,255,0,0,{bold},0,1,{outline},0,2,{left},{right},{low},0,{encoding}"
    colours = "&H00FFFFFF,&H000000FF,&H00000000,&H00000000"
    return f"Default,Noto Sans,{size},{colours},{bold},0,0,0,100,100,0,0,1,{outline},0,2,{left},{right},{low},{encoding}"


def _event(cue: DocumentCue, styles: Styles, kind: str) -> str:
    kept = {name: str(value).replace(",", ";") for name, value in cue.extras.items() if name not in ("raw", "lead", DRAWING)}
    style_name = kept.get("style", "Default")
    bare = styles.of(style_name)
    text, margins = _text(cue, bare.with_margins(kept), bare, styles)
    if margins is not None:
        kept |= {name: str(value) for name, value in zip(MARGIN_FIELDS, margins, strict=True)}
    first = kept.get("layer", "0") if kind == "ass" else kept.get("marked", "Marked=0")
    speaker = " ".join(cue.speaker.replace(",", ";").split())
    sides = ",".join([kept.get(name, "0") for name in MARGIN_FIELDS])
    times = f"{stamp(cue.start_ms)},{stamp(cue.end_ms)}"
    return f"Dialogue: {first},{times},{style_name},{speaker},{sides},{kept.get('effect', '')},{text}"


def _text(cue: DocumentCue, style: BaseStyle, bare: BaseStyle, styles: Styles) -> tuple[str, Margins | None]:
    """Return the text of an event, as it was where nobody changed it, and the margins it needs where they are others."""
    raw, lead, anchor = cue.extras.get("raw"), str(cue.extras.get("lead", "")), 0
    if isinstance(raw, str):
        said = read_text(raw, style, styles)
        if said.markup == cue.text and said.placement == cue.placement:
            return raw, None
        lead, anchor = said.lead, said.anchor
    head, margins = head_for(cue.placement, lead, anchor, style, bare)
    return write_text(cue.text, head, style), margins


def stamp(at_ms: int) -> str:
    """Write a time as `H:MM:SS.cc`, rounded to 10 ms."""
    seconds, centiseconds = divmod((max(0, at_ms) + 5) // 10, 100)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}.{centiseconds:02d}"
