"""`crossreel profiles`: the delivery profiles that ship and one's own, changed, carried as files, and the names they make."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from crossreel.cli.answers import finding_heads, finding_json, finding_row, plain_object, print_table, print_written
from crossreel.cli.arguments import Argument, AsJson, Option, Roles, parse_roles
from crossreel.cli.command import Action, Command
from crossreel.cli.session import DONE, FAILED, Session, error_json, find_title, parse_languages
from crossreel.domain.quality.finding import Severity
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.profile_words import part_name
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.domain.name_list import NameList, PlannedName

ProfileId = Annotated[str, Argument(metavar="PROFILE", help=N_("Id of the profile."))]
NewId = Annotated[str, Argument(metavar="ID", help=N_("Id of the new profile: small letters, digits, - and _."))]
Key = Annotated[str, Argument(metavar="KEY", help=N_("A key as a file has it, for example limits.line_hard or folders.subtitle."))]
VersionNumber = Annotated[int, Option("--version", help=N_("An older version of a profile of your own."))]


def show(session: Session, as_json: AsJson = False) -> None:
    """List the delivery profiles, those that ship and your own."""
    found = session.opener.profiles(session.catalog)
    for error in found.broken.values():
        session.complain(sentence(error.code, error.facts))
    if as_json:
        broken = [{"id": name, **error_json(error)} for name, error in found.broken.items()]
        session.print_json([*({**plain_object(each), "own": each.id in found.own} for each in found.known), *broken])
        return
    rows = [
        (
            each.id, each.name, each.version, each.buyer, " ".join(one.format_id for one in each.formats), each.minimum_state.value,
            each.based_on if each.id in found.own else _("ships"),
        )
        for each in found.known
    ]  # fmt: skip
    heads = (_("Profile"), _("Name"), _("Version"), _("Buyer"), _("Formats"), _("Least state"), _("Based on"))
    print_table(session, heads, rows)


def one(session: Session, profile: ProfileId, version: VersionNumber = 0, as_json: AsJson = False) -> None:
    """Show all that a profile asks for, and where its figures come from."""
    if version:
        with session.desk(read_only=True) as desk:
            found = desk.profiling.get(profile, version=version)
    else:
        found = session.opener.profiles(session.catalog).get(profile)
    told = plain_object(found)
    if as_json:
        session.print_json(told)
        return
    rows: list[tuple[str, object]] = []
    for name, value in told.items():
        if isinstance(value, dict):
            rows += [(f"{name}.{key}" if key else name, _entry(each)) for key, each in value.items()]
        elif isinstance(value, list):
            rows.append((name, ", ".join(_entry(each) for each in value)))
        else:
            rows.append((name, value))
    print_table(session, (_("Field"), _("Value")), rows)


def _entry(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_entry, value))
    if not isinstance(value, dict):
        return str(value)
    pairs = [(name, each) for name, each in value.items() if each not in ({}, None)]
    return " ".join(f"{name}={_entry(each)}" if not isinstance(each, dict) else f"({_entry(each)})" for name, each in pairs)


def versions(session: Session, profile: ProfileId, as_json: AsJson = False) -> None:
    """List the versions of a profile of your own, newest first."""
    with session.desk(read_only=True) as desk:
        found = desk.profiling.versions(profile)
    if as_json:
        session.print_json([plain_object(each) for each in found])
    else:
        print_table(session, (_("Version"), _("Based on")), [(each.version, each.based_on) for each in found])


def derive(
    session: Session,
    profile: NewId,
    based_on: Annotated[str, Option(help=N_("The profile it begins as."))] = "app-standard",
    name: Annotated[str, Option(help=N_("What people call it."))] = "",
    buyer: Annotated[str, Option(help=N_("The code of the buyer it is for."))] = "",
    as_json: AsJson = False,
) -> None:
    """Make a profile of your own that asks for what another one asks for, until you change it."""
    with session.desk() as desk:
        desk.profiling.derive(based_on, profile, name=name, buyer=buyer)
        _say(session, desk.profiling.get(profile))


def put(
    session: Session,
    profile: ProfileId,
    key: Key,
    value: Annotated[str, Argument(metavar="VALUE", help=N_("The value as TOML writes it; anything else is a text."))],
    as_json: AsJson = False,
) -> None:
    """Give a profile of your own another value, as its next version."""
    _change(session, profile, key, value)


def unset(session: Session, profile: ProfileId, key: Key, as_json: AsJson = False) -> None:
    """Take a value away from a profile of your own, as its next version: what always holds, holds again."""
    _change(session, profile, key, None)


def _change(session: Session, profile: str, key: str, value: str | None) -> None:
    with session.desk() as desk:
        changed = desk.profiling.changed(profile, key, value)
        desk.profiling.save(changed, seen=int(changed.version))
        _say(session, desk.profiling.get(profile))


def export(
    session: Session,
    profile: ProfileId,
    file: Annotated[Path, Argument(metavar="FILE", help=N_("The file to write; - prints it."))],
    version: VersionNumber = 0,
    as_json: AsJson = False,
) -> None:
    """Write a profile to a file, whole."""
    with session.desk(read_only=True) as desk:
        if str(file) == "-":
            text = desk.profiling.text(profile, version=version or None)
            if as_json:
                session.print_json({"text": text})
            else:
                session.say(text.rstrip())
            return
        path = desk.profiling.export(profile, file, version=version or None)
    print_written(session, path)


def import_file(
    session: Session,
    file: Annotated[Path, Argument(metavar="FILE", help=N_("A delivery profile of somebody else."))],
    as_: Annotated[str, Option("--as", help=N_("The id it gets; without it, the one it says."))] = "",
    update: Annotated[bool, Option("--update", help=N_("It is the next version of your own profile of that id."))] = False,
    as_json: AsJson = False,
) -> None:
    """Take a file in as a profile of your own, if nothing is wrong with it."""
    with session.desk(create=True) as desk:
        before = {each.id: each.version for each in desk.profiling.profiles().known}
        desk.profiling.import_file(file, profile_id=as_, update=update)
        found = desk.profiling.profiles().known
        _say(session, next(each for each in found if before.get(each.id) != each.version))


def remove(session: Session, profile: ProfileId, as_json: AsJson = False) -> None:
    """Delete a profile of your own with all its versions; crossreel undo brings it back."""
    with session.desk() as desk:
        desk.profiling.remove(profile)
    if as_json:
        session.print_json({"removed": profile})
    else:
        session.say(_("Deleted: {name}").format(name=profile))


def offers(session: Session, as_json: AsJson = False) -> None:
    """List what a profile can choose from: contents, metadata, subtitle formats with their options, kinds of files."""
    with session.desk(read_only=True) as desk:
        found = desk.profiling.offers()
    if as_json:
        session.print_json(plain_object(found))
        return
    rows: list[tuple[str, str, str]] = [("include", each, part_name("content", each)) for each in found.contents]
    rows += [("metadata", each, part_name("writer", each)) for each in found.metadata]
    rows += [("formats", each, f"{title}: {', '.join(options)}") for each, (title, options) in found.formats.items()]
    rows += [("scripts", each, ", ".join(types)) for each, types in found.scripts.items()]
    rows += [("folders", each, folder) for each, folder in found.folders.items()]
    print_table(session, (_("Key"), _("Value"), _("What it is")), rows)


def names(
    session: Session,
    title: Annotated[str, Argument()],
    profile: Annotated[str, Option(help=N_("Delivery profile, for example app-standard."))],
    languages: Annotated[str, Option(help=N_("Languages, for example en,es-419."))],
    role: Roles = None,
    as_json: AsJson = False,
) -> int:
    """List every name that a profile makes of a title; exit 1 when one cannot be."""
    tags, roles = parse_languages(languages), parse_roles(role)
    with session.desk(read_only=True) as desk:
        title_id = find_title(desk, title).id
        found = desk.profiling.names(desk.profiling.get(profile), title_id, tags, roles=roles)
    if as_json:
        session.print_json(_names_json(found))
    else:
        for each in found.names:
            session.say(f"{found.folder_name}/{each.file.path}")
            for refusal in each.faults:
                session.complain(sentence(refusal.code, dict(refusal.facts)))
        for refusal in (*found.folder_faults, *found.unknown):
            session.complain(sentence(refusal.code, dict(refusal.facts)))
        if found.faulty:
            words = _n("{count} name cannot be.", "{count} names cannot be.", found.faulty)
            session.complain(words.format(count=found.faulty))
    return FAILED if found.faulty or found.unknown else DONE


def findings(
    session: Session,
    title: Annotated[str, Argument()],
    profile: Annotated[str, Option(help=N_("Delivery profile, for example app-standard."))],
    languages: Annotated[str, Option(help=N_("Languages, for example en,es-419."))],
    as_json: AsJson = False,
) -> int:
    """List what QC finds by the limits of a profile and its buyer's style guide; nothing of it is kept. Exit 1 with an error."""
    tags = parse_languages(languages)
    with session.desk(read_only=True) as desk:
        title_id, chosen = find_title(desk, title).id, desk.profiling.get(profile)
        numbers = {row.episode.id: row.episode.number for row in desk.cataloging.matrix(title_id).rows}
        found = desk.checking.seen_by(title_id, chosen.buyer, tags, chosen.limits) or ()
    shown = sorted(found, key=lambda each: (numbers[each.episode_id], each.column, each.start_ms))
    if as_json:
        session.print_json([{**finding_json(each), "episode": numbers[each.episode_id]} for each in shown])
    else:
        print_table(session, finding_heads(), [finding_row(each, numbers[each.episode_id]) for each in shown])
    return FAILED if any(each.severity is Severity.ERROR for each in shown) else DONE


def _names_json(found: "NameList") -> dict[str, object]:
    return {
        "folder": found.folder_name,
        "faults": [each.code for each in (*found.folder_faults, *found.unknown)],
        "names": [_name_json(each) for each in found.names],
    }


def _name_json(name: "PlannedName") -> dict[str, object]:
    file = name.file
    return {
        "path": file.path, "kind": file.kind, "episode": file.episode, "language": file.language, "variant": file.variant,
        "faults": [each.code for each in name.faults],
    }  # fmt: skip


def _say(session: Session, profile: object) -> None:
    told = plain_object(profile)
    if session.as_json:
        session.print_json(told)
    else:
        words = _("{profile}: version {version}, “{name}” for {buyer}.")
        session.say(words.format(profile=told["id"], version=told["version"], name=told["name"], buyer=told["buyer"]))


COMMAND = Command(
    "profiles",
    N_("The delivery profiles: those that ship and your own."),
    show,
    (
        Action("list", N_("List the delivery profiles."), show),
        Action("show", N_("Show all that a profile asks for."), one),
        Action("versions", N_("List the versions of a profile of your own."), versions),
        Action("offers", N_("List what a profile can choose from."), offers),
        Action("names", N_("List every name that a profile makes of a title."), names),
        Action("findings", N_("List what QC finds by the limits of a profile."), findings),
        Action("derive", N_("Make a profile of your own from another one."), derive),
        Action("set", N_("Give a profile of your own another value."), put),
        Action("unset", N_("Take a value away from a profile of your own."), unset),
        Action("export", N_("Write a profile to a file."), export),
        Action("import", N_("Take a file in as a profile of your own."), import_file),
        Action("remove", N_("Delete a profile of your own."), remove),
    ),
)
