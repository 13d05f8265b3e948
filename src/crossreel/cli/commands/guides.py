"""`crossreel guides`: the style guides that ship and the user's own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.answers import plain_object, print_table, print_written
from crossreel.cli.arguments import Argument, AsJson, LanguageTag, Option
from crossreel.cli.command import Action, Command
from crossreel.cli.session import DONE, FAILED, Session, parse_language
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.domain.quality.guide_file import GuideFault, GuideFile

Guide = Annotated[str, Argument(metavar="GUIDE", help=N_("Id of a set of style guides; `guides list` tells them."))]
NewId = Annotated[str, Argument(metavar="ID", help=N_("Id of the new set: small letters, digits, - and _."))]
Figure = Annotated[str, Argument(metavar="FIELD", help=N_("A limit such as line_hard, or conventions.quotes."))]


def show_all(session: Session, as_json: AsJson = False) -> int:
    """List the sets of style guides, those that ship and your own, and what is wrong with any."""
    found = session.opener.guiding().files()
    if as_json:
        session.print_json([_told(each) for each in found])
    else:
        heads = (_("Guide"), _("Name"), _("Based on"), _("Buyer"), _("Version"), _("Languages"), _("File"))
        rows = [
            (
                each.id, each.name, each.based_on, each.buyer, each.digest[:8], len(each.languages),
                _("ships") if each.shipped else each.path,
            )
            for each in found
        ]  # fmt: skip
        print_table(session, heads, rows)
        for each in found:
            _complain(session, each.id, each.faults)
    return FAILED if any(each.faults for each in found) else DONE


def show(
    session: Session,
    guide: Guide,
    language: Annotated[
        str, Argument(metavar="LANGUAGE", help=N_("Its figures in this language; without it, its languages."))
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show a set: its languages, or with a language every limit and convention with its source."""
    guiding = session.opener.guiding()
    found = guiding.get(guide)
    figures = guiding.figures(guide, parse_language(language)) if language else ()
    if as_json:
        session.print_json({**_told(found), **({"figures": [plain_object(each) for each in figures]} if language else {})})
        return
    if not language:
        print_table(session, (_("Field"), _("Value")), [(key, value) for key, value in _told(found).items() if key != "faults"])
        return
    heads = (_("Field"), _("Value"), _("Own"), _("Without it"), _("Where it comes from"))
    print_table(
        session, heads, [(each.field, each.value, _("own") if each.is_own else "", each.base, each.source) for each in figures]
    )


def derive(
    session: Session,
    guide: NewId,
    based_on: Annotated[str, Option(help=N_("The set whose figures it takes until it has its own."))] = "vertical",
    name: Annotated[str, Option(help=N_("What people call it."))] = "",
    buyer: Annotated[str, Option(help=N_("The buyer it is for."))] = "",
    as_json: AsJson = False,
) -> None:
    """Make a set of your own that has the figures of another one until it is given its own."""
    _say(session, session.opener.guiding().derive(guide, based_on, name=name, buyer=buyer))


def put(
    session: Session,
    guide: Guide,
    language: LanguageTag,
    field: Figure,
    value: Annotated[str, Argument(metavar="VALUE", help=N_("The value as TOML writes it; anything else is a text."))],
    source: Annotated[str, Option(help=N_("Where the figure comes from."))] = "",
    as_json: AsJson = False,
) -> None:
    """Give a set of your own a figure of its own, with its source."""
    _say(session, session.opener.guiding().set_figure(guide, parse_language(language), field, value, source))


def reset(
    session: Session,
    guide: Guide,
    language: LanguageTag,
    field: Annotated[
        str,
        Argument(metavar="FIELD", help=N_("A limit such as line_hard, or conventions.quotes; without it, all of the language.")),
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Take a figure of its own away from a set: it has again that of the set it is based on."""
    guiding, tag = session.opener.guiding(), parse_language(language)
    _say(session, guiding.reset(guide, tag, field) if field else guiding.reset_language(guide, tag))


def add_language(
    session: Session,
    guide: Guide,
    language: LanguageTag,
    like: Annotated[str, Option(help=N_("The language of the set whose figures it begins with."))] = "en",
    as_json: AsJson = False,
) -> None:
    """Give a set of your own a language that it has not, with the figures of another one to begin with."""
    _say(session, session.opener.guiding().add_language(guide, parse_language(language), parse_language(like)))


def export(
    session: Session,
    guide: Guide,
    file: Annotated[Path, Argument(metavar="FILE", help=N_("The file to write."))],
    as_json: AsJson = False,
) -> None:
    """Write a set to a file, whole: what it takes from another one is written out."""
    path = session.opener.guiding().export(guide, file)
    print_written(session, path)


def import_file(
    session: Session,
    file: Annotated[Path, Argument(metavar="FILE", help=N_("A style guide of somebody else."))],
    as_: Annotated[str, Option("--as", help=N_("The id it gets; without it, the name of the file."))] = "",
    as_json: AsJson = False,
) -> None:
    """Take a file in as a set of your own, if nothing is wrong with it."""
    _say(session, session.opener.guiding().import_file(file, guide_id=as_))


def check(
    session: Session, file: Annotated[Path, Argument(metavar="FILE", help=N_("The file to look at."))], as_json: AsJson = False
) -> int:
    """Tell everything that is wrong with a file, line by line; exit 1 when there is anything."""
    faults = session.opener.guiding().check(file)
    if as_json:
        session.print_json([_fault(each) for each in faults])
    elif not faults:
        session.say(_("Nothing is wrong with {name}.").format(name=file.name))
    else:
        _complain(session, file.name, faults)
    return FAILED if faults else DONE


def remove(session: Session, guide: Guide, as_json: AsJson = False) -> None:
    """Delete a set of your own."""
    session.opener.guiding().remove(guide)
    if as_json:
        session.print_json({"removed": guide})
    else:
        session.say(_("Deleted: {name}").format(name=guide))


def _say(session: Session, found: "GuideFile") -> None:
    if session.as_json:
        session.print_json(_told(found))
    else:
        session.say(_("{guide}: version {version}, {path}").format(guide=found.id, version=found.digest[:8], path=found.path))


def _told(found: "GuideFile") -> dict[str, object]:
    return {**plain_object(found), "faults": [_fault(each) for each in found.faults]}


def _fault(fault: "GuideFault") -> dict[str, object]:
    return {**plain_object(fault), "message": sentence(fault.code, fault.told)}


def _complain(session: Session, name: str, faults: "tuple[GuideFault, ...]") -> None:
    for each in faults:
        session.complain(f"{name}: {sentence(each.code, each.told)}")


COMMAND = Command(
    "guides",
    N_("List, show, derive, change, export or import style guides."),
    show_all,
    (
        Action("list", N_("List the sets of style guides."), show_all),
        Action("show", N_("Show a set, or its figures in a language."), show),
        Action("derive", N_("Make a set of your own from another."), derive),
        Action("set", N_("Give a set of your own a figure."), put),
        Action("reset", N_("Take a figure of its own away."), reset),
        Action("add-language", N_("Give a set of your own a language."), add_language),
        Action("export", N_("Write a set to a file."), export),
        Action("import", N_("Take a file in as a set of your own."), import_file),
        Action("check", N_("Tell what is wrong with a file."), check),
        Action("remove", N_("Delete a set of your own."), remove),
    ),
)
