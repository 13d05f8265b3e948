"""Writing a delivery profile as TOML: what is read of it is what was written."""

from collections.abc import Iterator, Mapping
from dataclasses import fields

from crossreel.domain.delivery import Profile
from crossreel.domain.quality.media_limits import LoudnessTarget
from crossreel.domain.trade.profile_parts import ProfilePicture
from crossreel.kernel.toml_text import toml_key, toml_value

ALWAYS = ("id", "name", "version", "buyer", "include", "minimum_state", "file_template", "title_template", "package_template")
TABLES = ("templates", "folders", "language_aliases", "role_aliases", "text_limits", "scripts", "sources")


def profile_text(profile: Profile) -> str:
    """Return the text of a profile's file, whole, without what is as it always is."""
    plain = Profile(id="", name="", version="", buyer="", formats=(), include=())
    lines = []
    for each in fields(Profile):
        value = getattr(profile, each.name)
        if each.name in TABLES or each.name in ("formats", "picture", "artwork", "captions", "limits", "loudness"):
            continue
        if each.name in ALWAYS or value != getattr(plain, each.name):
            lines.append(f"{each.name} = {toml_value(value)}")
    return "\n".join([*lines, *_tables(profile)]) + "\n"


def _tables(profile: Profile) -> Iterator[str]:
    for entry in profile.formats:
        yield f"\n[[formats]]\nformat_id = {toml_value(entry.format_id)}"
        if entry.options:
            yield f"options = {toml_value(entry.options)}"
        if entry.for_scripts:
            yield f"for_scripts = {toml_value(entry.for_scripts)}"
    if profile.picture != ProfilePicture():
        yield from _table("[picture]", {"mode": profile.picture.mode, "versions": profile.picture.versions})
    for artwork in profile.artwork:
        yield from _table("[[artwork]]", {each.name: getattr(artwork, each.name) for each in fields(artwork)})
    captions = {each.name: value for each in fields(profile.captions) if (value := getattr(profile.captions, each.name))}
    if captions:
        yield from _table("[captions]", captions)
    for name in TABLES:
        if table := getattr(profile, name):
            yield from _table(f"[{name}]", table)
    if profile.loudness is not None:
        figures = {each.name: getattr(profile.loudness, each.name) for each in fields(LoudnessTarget)}
        yield from _table("[loudness]", {name: value for name, value in figures.items() if value is not None})
    for tag, table in sorted(profile.limits.items()):
        yield from _table(f"[limits.{toml_key(tag)}]" if tag else "[limits]", table)


def _table(head: str, table: Mapping[str, object]) -> Iterator[str]:
    yield f"\n{head}"
    for key, value in table.items():
        yield f"{toml_key(key)} = {toml_value(value)}"
