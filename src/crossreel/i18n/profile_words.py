"""Delivery profiles in words: what they choose from, by name."""

from crossreel.domain.delivery import Profile, ProfileFormat
from crossreel.domain.errors import BadInput
from crossreel.domain.trade.profile_parts import ProfileArtwork
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, has_sentence, sentence
from crossreel.i18n.style_guides import figure_name


def fault_words(error: BadInput) -> str:
    """Return what is wrong with a value, for whoever sees it stand at its field."""
    code = f"profile.at_field.{error.code.partition('.')[2]}"
    return sentence(code if has_sentence(code) else error.code, dict(error.facts))


def name_fault(code: str) -> str:
    """Return in a few words why a name cannot be, by the code of the refusal."""
    return sentence(f"profile.name_fault.{code.rpartition('.')[2]}")


def part_name(part: str, value: str) -> str:
    """Return what a value is called; `part` says of what: "content", "writer", "kind", "fact"… One without words by itself."""
    code = f"profile.{part}.{value}"
    return sentence(code) if has_sentence(code) else value.replace("_", " ")


def limit_name(figure: str) -> str:
    """Return what a limit of subtitles is called."""
    code = f"profile.limit.{figure}"
    return sentence(code) if has_sentence(code) else figure_name(figure)


def option_words(name: str, value: object) -> str:
    """Return an option of a format that is set, as a part of a line."""
    if value is True:
        return part_name("option", name)
    shown = {"\n": "LF", "\r\n": "CRLF"}.get(str(value), str(value))
    return _("{option}: {value}").format(option=part_name("option", name), value=shown)


def format_words(entry: ProfileFormat, title: str) -> str:
    """Return a subtitle format with its options as a line of a list."""
    parts = [title, *(option_words(name, value) for name, value in entry.options.items() if value is not False)]
    if entry.for_scripts:
        parts.append(_("for {scripts}").format(scripts=", ".join(entry.for_scripts)))
    return " · ".join(parts)


def artwork_words(artwork: ProfileArtwork, kind: str) -> str:
    """Return a picture that is wanted as a line of a list, `kind` being what it is for in words."""
    size = _("{width} × {height}").format(width=artwork.width, height=artwork.height)
    parts = [kind, size, artwork.type.upper(), part_name("languages", artwork.languages)]
    if artwork.most_bytes:
        parts.append(_("at most {size} MB").format(size=numbers.number(artwork.most_bytes / 1_000_000)))
    if not artwork.required:
        parts.append(_("where there is one"))
    return " · ".join(parts)


def about_words(profile: Profile, base: str, *, own: bool) -> str:
    """Return what is said of a profile under its name; `base` is what the one is called that it is based on."""
    if not own:
        return _("Comes with the program and is not changed. Make one of your own from it.")
    parts = [_("Version {version}.").format(version=profile.version)]
    parts += [_("Based on {profile}.").format(profile=base)] if base else []
    parts += [_("For {buyer}.").format(buyer=profile.buyer)]
    return " ".join(parts)
