"""Colours as subtitle files write them, and as `#rrggbb`."""

import re
from collections.abc import Iterable

from crossreel.domain.text.inline import canonical

_WRITTEN = """
aliceblue=f0f8ff antiquewhite=faebd7 aqua=00ffff aquamarine=7fffd4 azure=f0ffff beige=f5f5dc bisque=ffe4c4 black=000000
blanchedalmond=ffebcd blue=0000ff blueviolet=8a2be2 brown=a52a2a burlywood=deb887 cadetblue=5f9ea0 chartreuse=7fff00
chocolate=d2691e coral=ff7f50 cornflowerblue=6495ed cornsilk=fff8dc crimson=dc143c cyan=00ffff darkblue=00008b darkcyan=008b8b
darkgoldenrod=b8860b darkgray=a9a9a9 darkgreen=006400 darkgrey=a9a9a9 darkkhaki=bdb76b darkmagenta=8b008b darkolivegreen=556b2f
darkorange=ff8c00 darkorchid=9932cc darkred=8b0000 darksalmon=e9967a darkseagreen=8fbc8f darkslateblue=483d8b
darkslategray=2f4f4f darkslategrey=2f4f4f darkturquoise=00ced1 darkviolet=9400d3 deeppink=ff1493 deepskyblue=00bfff
dimgray=696969 dimgrey=696969 dodgerblue=1e90ff firebrick=b22222 floralwhite=fffaf0 forestgreen=228b22 fuchsia=ff00ff
gainsboro=dcdcdc ghostwhite=f8f8ff gold=ffd700 goldenrod=daa520 gray=808080 green=008000 greenyellow=adff2f grey=808080
honeydew=f0fff0 hotpink=ff69b4 indianred=cd5c5c indigo=4b0082 ivory=fffff0 khaki=f0e68c lavender=e6e6fa lavenderblush=fff0f5
lawngreen=7cfc00 lemonchiffon=fffacd lightblue=add8e6 lightcoral=f08080 lightcyan=e0ffff lightgoldenrodyellow=fafad2
lightgray=d3d3d3 lightgreen=90ee90 lightgrey=d3d3d3 lightpink=ffb6c1 lightsalmon=ffa07a lightseagreen=20b2aa lightskyblue=87cefa
lightslategray=778899 lightslategrey=778899 lightsteelblue=b0c4de lightyellow=ffffe0 lime=00ff00 limegreen=32cd32 linen=faf0e6
magenta=ff00ff maroon=800000 mediumaquamarine=66cdaa mediumblue=0000cd mediumorchid=ba55d3 mediumpurple=9370db
mediumseagreen=3cb371 mediumslateblue=7b68ee mediumspringgreen=00fa9a mediumturquoise=48d1cc mediumvioletred=c71585
midnightblue=191970 mintcream=f5fffa mistyrose=ffe4e1 moccasin=ffe4b5 navajowhite=ffdead navy=000080 oldlace=fdf5e6 olive=808000
olivedrab=6b8e23 orange=ffa500 orangered=ff4500 orchid=da70d6 palegoldenrod=eee8aa palegreen=98fb98 paleturquoise=afeeee
palevioletred=db7093 papayawhip=ffefd5 peachpuff=ffdab9 peru=cd853f pink=ffc0cb plum=dda0dd powderblue=b0e0e6 purple=800080
rebeccapurple=663399 red=ff0000 rosybrown=bc8f8f royalblue=4169e1 saddlebrown=8b4513 salmon=fa8072 sandybrown=f4a460
seagreen=2e8b57 seashell=fff5ee sienna=a0522d silver=c0c0c0 skyblue=87ceeb slateblue=6a5acd slategray=708090 slategrey=708090
snow=fffafa springgreen=00ff7f steelblue=4682b4 tan=d2b48c teal=008080 thistle=d8bfd8 tomato=ff6347 turquoise=40e0d0
violet=ee82ee wheat=f5deb3 white=ffffff whitesmoke=f5f5f5 yellow=ffff00 yellowgreen=9acd32
"""  # the named colours of CSS Color 4, section 6.1
NAMED = {name: f"#{value}" for name, _, value in (pair.partition("=") for pair in _WRITTEN.split())}
VTT_CLASSES = {
    "white": "#ffffff", "lime": "#00ff00", "cyan": "#00ffff", "red": "#ff0000", "yellow": "#ffff00", "magenta": "#ff00ff",
    "blue": "#0000ff", "black": "#000000",
}  # fmt: skip
VTT_NAMES = {colour: name for name, colour in VTT_CLASSES.items()}
_HEX = re.compile(r"(?:#|0x)?([0-9a-f]{6})(?:[0-9a-f]{2})?$")
_SHORT = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])[0-9a-f]?$")
_PART = r"\s*(\d{1,3})(?:\.\d{1,9})?(%?)\s*"
_RGB = re.compile(rf"rgba?\({_PART}[,\s]{_PART}[,\s]{_PART}(?:[,/\s][^)]{{0,20}})?\)$")
_TAG = re.compile(r"<c=([^<>]*)>")
_TRUE = re.compile(r"#[0-9a-f]{6}")


def parse_colour(written: str) -> str:
    """Return a colour name, `#rgb[a]`, `#rrggbb[aa]` or `rgb(r,g,b)` as `#rrggbb`, or "" when it is none."""
    key = written.strip().strip("\"'").lower().replace("# ", "#")
    if key in NAMED:
        return NAMED[key]
    if match := _HEX.match(key):
        return f"#{match.group(1)}"
    if match := _SHORT.match(key):
        return "#" + "".join(2 * digit for digit in match.groups())
    if match := _RGB.match(key):
        parts = [(int(match[at]), match[at + 1]) for at in (1, 3, 5)]
        return "#" + "".join(f"{min(255, round(value * 255 / 100) if unit else value):02x}" for value, unit in parts)
    return ""


def with_true_colours(markup: str) -> tuple[str, str]:
    """Return markup with its colours as `#rrggbb`, and the first that is none: such a colour is left out, its words stay."""
    odd = [value for value in _TAG.findall(markup) if not _TRUE.fullmatch(value)] if "<c=" in markup else []
    if not odd:
        return markup, ""
    first = next((value for value in odd if not parse_colour(value)), "")
    return canonical(_TAG.sub(lambda match: f"<c={parse_colour(match[1])}>", markup)), first


def from_substation(written: str) -> str:
    """Return an ASS or SSA colour (`&HAABBGGRR&`, `&HBBGGRR`, or a decimal number) as `#rrggbb`, or ""."""
    text = written.strip().strip("&")
    try:
        value = int(text[1:][-8:], 16) if text[:1] in ("H", "h") else int(text[:11])
    except ValueError:
        return ""
    return f"#{value & 255:02x}{value >> 8 & 255:02x}{value >> 16 & 255:02x}"


def to_substation(colour: str) -> str:
    """Return `#rrggbb` as `&HBBGGRR&`."""
    return f"&H{colour[5:7]}{colour[3:5]}{colour[1:3]}&".upper()


def nearest_colour(colour: str, palette: Iterable[str]) -> str:
    """Return the colour of a palette that is nearest to `#rrggbb`; "" and "#ffffff" are the white of captions."""
    if not colour:
        return ""
    wanted = _parts(colour)
    return min(palette, key=lambda each: sum((one - other) ** 2 for one, other in zip(wanted, _parts(each), strict=True)))


def _parts(colour: str) -> tuple[int, int, int]:
    written = colour or "#ffffff"
    return int(written[1:3], 16), int(written[3:5], 16), int(written[5:7], 16)
