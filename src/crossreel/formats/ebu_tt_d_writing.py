"""Writing EBU-TT-D (EBU Tech 3380): media times, percent regions, and looks by reference to styles alone."""

from dataclasses import replace

from crossreel.domain.picture.placement import read_placement
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.inline import escape
from crossreel.formats.notices import Notices
from crossreel.formats.text_area import text_area
from crossreel.formats.ttml_dialects import (
    align_of,
    attributes,
    direction_of,
    in_plain_white,
    language_of,
    styles_used,
    without_kept,
    words,
)
from crossreel.formats.ttml_writing import cells, region_key, region_looks, regions_of, stamp

STANDARD = "urn:ebu:tt:distribution:2014-01"
SPACES = {
    "xmlns": "http://www.w3.org/ns/ttml",
    "xmlns:ttp": "http://www.w3.org/ns/ttml#parameter",
    "xmlns:tts": "http://www.w3.org/ns/ttml#styling",
    "xmlns:ebuttm": "urn:ebu:tt:metadata",
}


def fitted_ebu_tt_d(document: Document, options: WriteOptions, notices: Notices) -> Document:
    """Return a document as this format has it: white is the usual colour of all words."""
    plain = without_kept(document, notices)
    return replace(plain, cues=tuple([in_plain_white(cue) for cue in plain.cues]))


def write_ebu_tt_d(document: Document, options: WriteOptions) -> str:
    """Return the whole file."""
    language = language_of(document, options)
    root = SPACES | {"ttp:timeBase": "media", "ttp:cellResolution": cells(options), "xml:lang": language, "xml:space": "preserve"}
    area = text_area(options.width, options.height)
    regions = regions_of(document)
    styles = {"caption": _caption(document, options)} | styles_used(document)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<tt{attributes(root)}>",
        "<head>",
        *_metadata(options),
        "<styling>",
    ]
    lines += [f"<style{attributes({'xml:id': name} | looks)}/>" for name, looks in styles.items()]
    lines += ["</styling>", "<layout>"]
    for key, name in regions.items():
        looks = {f"tts:{look}": value for look, value in region_looks(key, area).items()}
        lines.append(f"<region{attributes({'xml:id': name} | looks)}/>")
    lines += ["</layout>", "</head>"]
    if document.cues:
        paragraphs = [_paragraph(number, cue, regions) for number, cue in enumerate(document.cues, 1)]
        lines += ['<body style="caption">', "<div>", *paragraphs, "</div>", "</body>"]
    return "\n".join([*lines, "</tt>", ""])


def _metadata(options: WriteOptions) -> list[str]:
    title = " ".join(options.title.split())
    lines = [f"<ebuttm:conformsToStandard>{STANDARD}</ebuttm:conformsToStandard>"]
    if title:
        lines.append(f"<ebuttm:documentOriginalProgrammeTitle>{escape(title)}</ebuttm:documentOriginalProgrammeTitle>")
    return ["<metadata>", "<ebuttm:documentMetadata>", *lines, "</ebuttm:documentMetadata>", "</metadata>"]


def _caption(document: Document, options: WriteOptions) -> dict[str, str]:
    look = text_area(options.width, options.height).look
    return {
        "tts:direction": direction_of(document, options),
        "tts:fontFamily": "proportionalSansSerif",
        "tts:fontSize": "100%",
        "tts:lineHeight": f"{look.line_height:.0%}",
        "tts:textAlign": "center",
        "tts:color": look.colour,
        "tts:fontStyle": "normal",
        "tts:fontWeight": "normal",
        "tts:textDecoration": "none",
    }


def _paragraph(number: int, cue: DocumentCue, regions: dict[str, str]) -> str:
    own = {
        "xml:id": f"cue{number}",
        "xml:lang": cue.language,
        "region": regions[region_key(read_placement(cue.placement))],
        "style": align_of(cue),
        "begin": stamp(cue.start_ms),
        "end": stamp(cue.end_ms),
    }
    return f"<p{attributes(own)}>{words(cue.text)}</p>"
