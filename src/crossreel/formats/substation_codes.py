"""What the override codes of ASS are about, by name: for those that a reader has no word for."""

_FEATURES = {
    "position": ("pos", "org"),
    "motion": ("move",),
    "fade": ("fad", "fade"),
    "animation": ("t",),
    "karaoke": ("k", "K", "kf", "ko", "kt"),
    "font": ("fn", "fe"),
    "font_size": ("fs",),
    "strike": ("s",),
    "opacity": ("alpha", "1a", "2a", "3a", "4a"),
    "border": ("bord", "xbord", "ybord", "shad", "xshad", "yshad", "be", "blur", "2c", "3c", "4c"),
    "rotation": ("frx", "fry", "frz", "fr", "fax", "fay", "fscx", "fscy"),
    "spacing": ("fsp",),
    "clip": ("clip", "iclip"),
    "drawing": ("p", "pbo"),
    "alignment": ("q",),
    "style": ("r",),
}
_BY_CODE = {code: feature for feature, codes in _FEATURES.items() for code in codes}


def feature_of(code: str) -> str:
    """Return what a code without its backslash and value (`fad`, `3c`, `fnArial`) is about, or "override"."""
    for length in range(len(code), 0, -1):
        if code[:length] in _BY_CODE and (length == len(code) or code[:length] in ("fn", "r")):
            return _BY_CODE[code[:length]]
    return "override"
