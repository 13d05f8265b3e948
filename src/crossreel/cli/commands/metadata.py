"""`crossreel metadata`: what is said about a title, and what it is called in each language."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from crossreel.cli.answers import plain, plain_object, print_edit, print_table
from crossreel.cli.arguments import AsJson, LanguageTag, Option, TitleCode
from crossreel.cli.command import Action, Command
from crossreel.cli.mends import group_json, mending_commands
from crossreel.cli.session import DONE, FAILED, Session, WrongUse, find_title, parse_language, parse_languages
from crossreel.domain.refusal_group import group_refusals
from crossreel.domain.text.listed import words_of
from crossreel.i18n.messages import _
from crossreel.i18n.refusal_words import group_words
from crossreel.i18n.words import Words
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.services.desk import Desk

YEARS = range(1900, 2101)


def show(session: Session, title: TitleCode, as_json: AsJson = False) -> None:
    """Show the fields of a title, and its words in each language."""
    with session.desk(read_only=True) as desk:
        found = find_title(desk, title)
        texts = desk.cataloging.texts(found.id)
    about = plain_object(found)
    if as_json:
        session.print_json({**about, "words": {text.language: plain(text) for text in texts}})
        return
    shown = {name: ", ".join(value) if isinstance(value, list) else value for name, value in about.items()}
    hidden = ("id", "cover_id", "created_ms")
    print_table(session, (_("Field"), _("Value")), [(name, value) for name, value in shown.items() if name not in hidden])
    rows = [(text.language, text.name, text.logline, text.synopsis) for text in texts]
    if rows:
        session.say("")
        print_table(session, (_("Language"), _("Name"), _("Logline"), _("Synopsis")), rows)


def change(
    session: Session,
    title: TitleCode,
    code: Annotated[str | None, Option(help=N_("Code, 2 to 16 capital letters and digits."))] = None,
    name: Annotated[str | None, Option(help=N_("What the desk calls it."))] = None,
    original_name: Annotated[str | None, Option(help=N_("Name it was made under."))] = None,
    year: Annotated[str | None, Option(help=N_("Year, four digits."))] = None,
    country: Annotated[str | None, Option(help=N_("Country."))] = None,
    promised: Annotated[str | None, Option(help=N_("How many episodes it must have, empty while nobody said."))] = None,
    rating: Annotated[str | None, Option(help=N_("Rating."))] = None,
    copyright_line: Annotated[str | None, Option(help=N_("Copyright line."))] = None,
    genres: Annotated[str | None, Option(help=N_("Genres, with commas between."))] = None,
    tropes: Annotated[str | None, Option(help=N_("Tropes, with commas between."))] = None,
    style_guide: Annotated[str | None, Option(help=N_("Set of style guides, empty to go by the picture."))] = None,
    safe_zone: Annotated[str | None, Option(help=N_("Safe zone, empty for the usual one."))] = None,
    as_json: AsJson = False,
) -> int:
    """Set the fields that are named; an empty text takes a field away."""
    plainly = {
        "code": code, "name": name, "original_name": original_name, "country": country, "rating": rating,
        "copyright_line": copyright_line, "style_guide": style_guide, "safe_zone": safe_zone,
    }  # fmt: skip
    lists = {"genres": genres, "tropes": tropes}
    values: dict[str, Any] = {field: value.strip() for field, value in plainly.items() if value is not None}
    values |= {field: words_of(value) for field, value in lists.items() if value is not None}
    if year is not None:
        values["year"] = parse_year(year)
    if promised is not None:
        values["promised_episodes"] = parse_promise(promised)
    if not values:
        raise WrongUse(_("Name at least one field, for example --name."))
    with session.desk() as desk:
        refuse_unknown(desk, style_guide, safe_zone)
        found = find_title(desk, title)
        return print_edit(session, desk, desk.cataloging.update_title(replace(found, **values), seen=found))


def parse_promise(written: str) -> int | None:
    """Return how many episodes a title must have, None for an empty text.

    Raises:
        WrongUse: it is no number of episodes.
    """
    count = written.strip()
    if count and (not count.isdecimal() or not int(count)):
        raise WrongUse(_("“{count}” is no number of episodes.").format(count=written))
    return int(count) if count else None


def words(
    session: Session,
    title: TitleCode,
    language: LanguageTag,
    name: Annotated[str | None, Option(help=N_("Name in this language."))] = None,
    logline: Annotated[str | None, Option(help=N_("What it is about, in one sentence."))] = None,
    synopsis: Annotated[str | None, Option(help=N_("What it is about."))] = None,
    as_json: AsJson = False,
) -> int:
    """Write what a title is called and about in a language; an empty text takes it away."""
    if name is None and logline is None and synopsis is None:
        raise WrongUse(_("Name at least one field, for example --name."))
    tag = parse_language(language)
    with session.desk() as desk:
        found = find_title(desk, title)
        edit = desk.cataloging.put_text(found.id, tag, name=name, logline=logline, synopsis=synopsis)
        return print_edit(session, desk, edit)


def export(
    session: Session,
    title: TitleCode,
    formats: Annotated[str, Option("--format", help=N_("Formats, for example mec_2_12,avails_xlsx."))],
    languages: Annotated[str, Option(help=N_("Languages, for example en,es-419."))],
    out: Annotated[Path, Option(help=N_("Folder to write to."))],
    profile: Annotated[str, Option(help=N_("Delivery profile whose ids and words for languages are used."))] = "",
    to: Annotated[str, Option(help=N_("Code of the buyer whose rights are told of."))] = "",
    as_json: AsJson = False,
) -> int:
    """Write metadata files alone: MovieLabs MEC, Avails or JSON, held to their limits as in a delivery."""
    with session.desk(read_only=True) as desk:
        found = find_title(desk, title)
        outcome = desk.delivering.describing.export(
            found.id, words_of(formats), parse_languages(languages), out, wording=Words, profile_id=profile, buyer=to
        )
    groups = group_refusals(outcome.refusals)
    if as_json:
        session.print_json({"files": list(outcome.files), "groups": [group_json(each, found.code, profile) for each in groups]})
    else:
        for path in outcome.files:
            session.say(path)
    for group in groups:
        session.complain(group_words(group))
        for command in mending_commands(group, found.code, profile):
            session.complain(f"    {command}")
    return FAILED if groups else DONE


def parse_year(written: str) -> int | None:
    """Return a year, None for none.

    Raises:
        WrongUse: it is no year.
    """
    if not written.strip():
        return None
    if not written.strip().isdigit() or int(written) not in YEARS:
        raise WrongUse(_("“{year}” is no year. Write four digits.").format(year=written))
    return int(written)


def refuse_unknown(desk: "Desk", style_guide: str | None, safe_zone: str | None) -> None:
    """Refuse style guides and safe zones that nobody knows.

    Raises:
        WrongUse: there is no such one.
    """
    if style_guide:
        _refuse_absent(style_guide, [guide.id for guide in desk.checking.guides()])
    if safe_zone:
        _refuse_absent(safe_zone, [zone.id for zone in desk.previewing.safe_zones()])


def _refuse_absent(written: str, known: Collection[str]) -> None:
    if written.strip() not in known:
        raise WrongUse(_("“{written}” is none of: {known}.").format(written=written, known=", ".join(known)))


COMMAND = Command(
    "metadata",
    N_("Show or set what is said about a title."),
    show,
    (
        Action("show", N_("Show all that is said about a title."), show),
        Action("set", N_("Set fields of a title: its code and name, year, genres…"), change),
        Action("words", N_("Set name, logline and synopsis in a language."), words),
        Action("export", N_("Write metadata files: MovieLabs MEC, Avails, JSON."), export),
    ),
)
