"""`crossreel media check`: QC of the pictures and sounds of a title, with the figures of each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from crossreel.cli.answers import plain, print_edit, print_table
from crossreel.cli.arguments import Argument, Option, TitleCode
from crossreel.cli.session import DONE, FAILED, Session, find_title, item_json, item_line
from crossreel.domain.quality.finding import Finding
from crossreel.domain.text.timecode import clock
from crossreel.i18n.loudness import offer_name
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.numbers import duration
from crossreel.i18n.versions import version_name
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from crossreel.domain.quality.media_limits import LoudnessTarget
    from crossreel.services.checking.media import MediaFigures

Profile = Annotated[str, Option(help=N_("Judge the loudness by this delivery profile, and not by what the title has chosen."))]


def check(
    session: Session, title: TitleCode, profile: Profile = "",
    as_json_: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> int:  # fmt: skip
    """Check the pictures and sounds of a title; exit 1 when there are findings.

    Each file is read through once and kept by its content; only what is new or changed is read again.
    """
    with session.desk() as desk:
        title_id = find_title(desk, title).id
        target = loudness_of(session, profile)
        with session.job(_("Checking picture and sound")) as job:
            summary = desk.media_checking.run(title_id, target=target, job=job)
        figures = desk.media_checking.figures(title_id)
        findings = [each for each in desk.checking.findings(title_id) if each.version_id is not None]
    numbers = {each.version.id: each.episode for each in figures}
    if as_json_:
        session.print_json({
            "title": title, "run": summary.run, "versions": [_version(each) for each in figures],
            "findings": [_finding(numbers.get(each.version_id or 0), each) for each in findings],
            "failed": [item_json(each) for each in summary.failed],
        })  # fmt: skip
    else:
        _print(session, figures, findings)
        for item in summary.failed:
            session.complain(item_line(item))
    return FAILED if findings or summary.failed else DONE


def loudness(
    session: Session, title: TitleCode,
    wanted: Annotated[str | None, Argument(metavar="LOUDNESS", help=N_("A target, or none; without it they are listed."))] = None,
    as_json_: Annotated[bool, Option("--json", help=N_("Print JSON for machines."))] = False,
) -> int:  # fmt: skip
    """Choose by which loudness the sounds of a title are judged, or list what can be chosen."""
    if wanted is not None:
        with session.desk() as desk:
            edit = desk.media_checking.choose_loudness(find_title(desk, title).id, "" if wanted == "none" else wanted)
            return print_edit(session, desk, edit)
    with session.desk(read_only=True) as desk:
        chosen = desk.media_checking.chosen_loudness(find_title(desk, title).id)
        offers = desk.media_checking.loudness_offers()
    if as_json_:
        session.print_json({"chosen": chosen, "offers": [plain(each) for each in offers]})
    else:
        rows = [(each.id, offer_name(each), _("chosen") if each.id == chosen else "") for each in offers]
        print_table(session, (_("Loudness"), _("Target"), ""), rows)
    return DONE


def loudness_of(session: Session, profile: str) -> "LoudnessTarget | None":
    """Return how loud a delivery profile wants episodes, None without one.

    Raises:
        NotFound: there is no such profile.
        BadInput: it cannot be read.
    """
    return session.opener.profiles(session.catalog).get(profile).loudness if profile else None


def _version(figures: "MediaFigures") -> dict[str, Any]:
    version = figures.version
    facts: Any = plain(figures.facts) if figures.facts is not None else None
    told = {"version": str(version.id), "name": version_name(version), "reference": version.is_reference}
    return {"episode": figures.episode, **told, "facts": facts}


def _finding(episode: int | None, finding: Finding) -> dict[str, object]:
    return {
        "episode": episode, "version": str(finding.version_id), "rule": finding.rule, "severity": finding.severity.value,
        "start_ms": finding.start_ms, "end_ms": finding.end_ms, "message": sentence(finding.code, finding.facts),
        "facts": dict(finding.facts), "fingerprint": finding.fingerprint,
    }  # fmt: skip


def _print(session: Session, figures: "Sequence[MediaFigures]", findings: Sequence[Finding]) -> None:
    rows: list[tuple[object, ...]] = []
    for each in figures:
        picture = each.facts.picture if each.facts else None
        sound = each.facts.sound if each.facts else None
        length_ms = picture.length_ms if picture else sound.length_ms if sound else None
        active = (
            f"{clock(picture.first_ms)}–{clock(picture.last_ms)}"
            if picture and picture.first_ms is not None and picture.last_ms
            else ""
        )
        rows.append((
            each.episode, version_name(each.version), duration(length_ms) if length_ms is not None else _("not read"), active,
            *(f"{value:.1f}" if value is not None else "" for value in (
                (sound.integrated, sound.range_lu, sound.true_peak) if sound else (None, None, None)
            )),
        ))  # fmt: skip
    heads = (_("Episode"), _("Version"), _("Length"), _("First and last active frame"), "LUFS", "LU", "dBTP")
    print_table(session, heads, rows)
    names = {each.version.id: (each.episode, version_name(each.version)) for each in figures}
    for finding in findings:
        episode, name = names.get(finding.version_id or 0, (0, ""))
        words = sentence(finding.code, finding.facts)
        session.say(f"{episode} {name} {clock(finding.start_ms)}  {finding.severity.value:<8} {finding.rule}: {words}")
    session.say(_("{count} findings in picture and sound").format(count=len(findings)))
