"""Delivering: a plan with everything that stands against it, then a package that appears whole or not at all."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from crossreel.delivery.packager import Contents
from crossreel.delivery.papers import PAPERS
from crossreel.delivery.planner import plan_delivery
from crossreel.delivery.registry import gates, metadata_writers, packagers
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import LET_THROUGH, Delivery, DeliveryOutcome, Plan, Profile, Profiles
from crossreel.domain.errors import NotFound, ReadOnly, Refused
from crossreel.domain.quality.check import CheckSummary
from crossreel.domain.quality.finding import Finding
from crossreel.domain.quality.report import QcReport
from crossreel.domain.redelivery import Place
from crossreel.domain.text.column_name import VARIANTS, language_of
from crossreel.domain.trade.kept_profile import KeptProfile
from crossreel.domain.trade.profile_parts import Limits
from crossreel.domain.wording import Wordings
from crossreel.kernel.new_folder import withdraw
from crossreel.services.delivering.artwork_files import ArtworkFiles
from crossreel.services.delivering.building import build_package, reader
from crossreel.services.delivering.describing import Describing
from crossreel.services.delivering.due import due_places, read_due, with_due
from crossreel.services.delivering.media import read_media_states
from crossreel.services.delivering.order import Asked, Order, settle
from crossreel.services.delivering.profiles import read_profiles
from crossreel.services.delivering.record import delivery_of
from crossreel.services.delivering.scripts import Guides
from crossreel.services.delivering.subject import Material, Seen, TitleFacts, read_material, read_subject
from crossreel.services.delivering.subtitle_files import SubtitleFiles
from crossreel.services.files.paper_files import paper_bytes
from crossreel.services.files.presets import shipped_guides
from crossreel.services.files.qc_report import report_bytes
from crossreel.services.files.subtitles import save
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import refuse_failed
from crossreel.storage.database import Database
from crossreel.storage.delivered import count_rounds, deliveries
from crossreel.storage.unit_of_work import UnitOfWork

Check = Callable[..., CheckSummary | None]
SeenBy = Callable[[int, str, Sequence[str], Limits], Seen]


class Delivering:
    """Use cases around delivery packages.

    Args:
        database: the catalog.
        check: QC of a title, called as `check(title_id, languages=…, job=…)` before the gate judges; its results are read from the
            catalog.
        seen_by: what a buyer's own style guide and the limits of the profile find in a title, called as
            `seen_by(title_id, buyer, languages, limits)`; None where there are neither.
        folder: the profiles' folder; None for those that ship.
        cache_folder: where it is kept what is known of files; None reads two MiB of each file every time, and knows of no loudness.
        guides: gives the style guides in force; those that ship without it.
    """

    def __init__(
        self, database: Database, *, check: Check | None = None, seen_by: SeenBy = lambda title_id, buyer, languages, limits: None,
        folder: Path | None = None, cache_folder: Path | None = None, guides: Guides = shipped_guides,
    ) -> None:  # fmt: skip
        self._seen_by = seen_by
        self._cache_folder = cache_folder
        self._database = database
        self._check = check
        self._folder = folder
        self._guides = guides

    @property
    def describing(self) -> Describing:
        """What writes down what a title is, without a package."""
        return Describing(self._database, self._folder)

    def profiles(self) -> Profiles:
        """Return the delivery profiles, and what is wrong with those that cannot be read."""
        with self._database.read() as uow:
            return read_profiles(self._folder, uow.where(KeptProfile))

    def plan(
        self, title_id: int, profile_id: str = "", languages: Sequence[str] = (), *, roles: Sequence[str] = VARIANTS,
        buyer: str = "", changed_only: bool = False, territories: Sequence[str] = (),
    ) -> Plan:  # fmt: skip
        """Return what a delivery would contain and everything known to stand against it. Nothing is checked and nothing written.

        Args:
            title_id: the title.
            profile_id, languages, roles, buyer, changed_only, territories: what is asked for, see `Order`.

        Raises:
            NotFound: there is no such title, profile or buyer.
            BadInput: the buyer has no profile, and none was named.
        """
        asked = self._asked(Order(
            title_id=title_id, profile_id=profile_id, languages=tuple(languages), roles=tuple(roles), buyer=buyer,
            changed_only=changed_only, territories=tuple(territories),
        ))  # fmt: skip
        seen = self._seen(asked)
        with self._database.read() as uow:
            known = self._known(uow, asked, seen)
        return plan_delivery(known.subject, asked.profile, asked.languages, packagers(), gates())

    def deliver(
        self, title_id: int, profile_id: str, languages: Sequence[str], out: Path, *, wording: Wordings,
        roles: Sequence[str] = VARIANTS, allow_findings: bool = False, buyer: str = "", changed_only: bool = False,
        territories: Sequence[str] = (), job: JobContext | None = None,
    ) -> DeliveryOutcome:  # fmt: skip
        """Build a package below `out`, whole or not at all, if the gate lets it, and record the delivery.

        Args:
            title_id, profile_id, languages, roles, buyer, changed_only, territories: what is asked for, see `Order`.
            out: the folder in which the package's own folder is made.
            wording: gives words in the language that the profile wants documents in.
            allow_findings: let open errors (and nothing else) through; how many is recorded.

        Raises:
            NotFound: there is no such title, profile or buyer.
            BadInput: the package's folder exists and is not empty, or the buyer has no profile and none was named.
            Refused: another delivery is building the same package, or something else went to the buyer while this one was built.
            ReadOnly: the catalog cannot be written, so that the delivery could not be recorded.
            StorageFailed: the disk refused.
            Cancelled: the user cancelled.
        """
        if self._database.read_only:
            raise ReadOnly(self._database.read_only_reason, path=self._database.address)
        job = job or JobContext()
        asked = self._asked(Order(
            title_id=title_id, profile_id=profile_id, languages=tuple(languages), roles=tuple(roles), buyer=buyer,
            changed_only=changed_only, territories=tuple(territories),
        ))  # fmt: skip
        guide = self._run_check(asked, job)
        seen = self._seen(asked)
        with self._database.read() as uow:
            known = self._known(uow, asked, seen)
            if not (plan := _judged(known.subject, asked.profile, asked.languages, allow_findings)).may_build:
                return DeliveryOutcome(plan=plan)
            subtitles = SubtitleFiles(asked.profile, known.subject, self._material(uow, known, asked.profile, plan.languages))
        artwork = ArtworkFiles(known.subject, asked.profile, subtitles.material.images)
        if not (plan := artwork.made(subtitles.written(plan, job), job)).may_build:
            return DeliveryOutcome(plan=plan)
        contents = replace(self._contents(asked.profile, plan, subtitles, wording, guide, job), artwork_file=artwork)
        return self._pack(contents, subtitles.material, known.withdrawn, out, job)

    def save_paper(
        self, title_id: int, name: str, path: Path, *, wording: Wordings, profile_id: str = "", languages: Sequence[str] = (),
        buyer: str = "",
    ) -> None:  # fmt: skip
        """Write a paper of a delivery as it would be today, by the ending of its file: nothing is delivered, nothing recorded.

        Args:
            title_id, profile_id, languages, buyer: what is asked for, see `Order`.
            name: "delivery_note" or "rights_summary".
            path: the file, `.pdf`, `.html` or `.xlsx`; it appears whole or not at all.
            wording: gives words in the language that the profile wants documents in.

        Raises:
            NotFound: there is no such title, profile, buyer or paper.
            BadInput: papers are not written with that ending, or the file cannot be written.
        """
        if name not in PAPERS:
            raise NotFound("paper.no_such", name=name, known=sorted(PAPERS))
        asked = self._asked(Order(title_id=title_id, profile_id=profile_id, languages=tuple(languages), buyer=buyer))
        profile = replace(asked.profile, include=tuple(dict.fromkeys((*asked.profile.include, name))))
        seen = self._seen_by(title_id, profile.buyer, asked.languages, profile.limits)
        with self._database.read() as uow:
            known = self._known(uow, replace(asked, profile=profile), seen)
            plan = plan_delivery(known.subject, profile, asked.languages, packagers(), gates())
            subtitles = SubtitleFiles(profile, known.subject, read_material(uow, known, profile, plan.languages))
        contents = self._contents(profile, plan, subtitles, wording, "", JobContext())
        save(path, contents.paper_file(path.suffix.lower().lstrip("."), PAPERS[name](contents)))

    def history(self, title_id: int | None = None, *, whole: bool = False) -> tuple[Delivery, ...]:
        """Return what was delivered, newest first, of one title or of all; unless `whole`, without cells and files."""
        with self._database.read() as uow:
            return tuple(deliveries(uow, title_id, whole=whole))

    def _material(self, uow: UnitOfWork, known: TitleFacts, profile: Profile, languages: Sequence[str]) -> Material:
        return read_material(uow, known, profile, languages, self._guides)

    def _asked(self, order: Order) -> Asked:
        profiles = self.profiles()
        with self._database.read() as uow:
            return settle(uow, order, profiles, time.strftime("%Y-%m-%d"))

    def _known(self, uow: UnitOfWork, asked: Asked, seen: Seen) -> TitleFacts:
        """Return what the gate judges by, the files of the episodes looked at."""
        order, profile = asked.order, asked.profile
        known = read_subject(
            uow, order.title_id, profile, asked.languages, self._database.path, order.roles, seen, self._cache_folder
        )
        due = read_due(uow, known.subject, known.matrix, profile, asked.languages, known.digests)
        subject = with_due(known.subject, due, changed_only=order.changed_only)
        media = read_media_states(uow, known.matrix, _looked_at(known, subject), profile, self._cache_folder)
        subject = replace(subject, media=media, territories=order.territories)
        return replace(known, subject=subject, withdrawn=due.withdrawn)

    def _seen(self, asked: Asked) -> Seen:
        """Return what the buyer's own guide and limits find, in the languages that something goes of."""
        profile, languages = asked.profile, asked.languages
        if asked.order.changed_only:
            due = {language for _, language in self._due_cells(asked)}
            languages = tuple(tag for tag in languages if tag in due)
        return self._seen_by(asked.order.title_id, profile.buyer, languages, profile.limits)

    def _run_check(self, asked: Asked, job: JobContext) -> str:
        """Run QC on what is to go and return the names of the style guides it went by, "" where none ran."""
        if self._check is None or self._database.read_only:
            return ""
        wanted: dict[str, object] = {"languages": asked.languages}
        if asked.order.changed_only:
            cells = self._due_cells(asked)
            if not cells:
                return ""
            wanted = {"languages": tuple(sorted({language for _, language in cells})), "episode_ids": sorted({e for e, _ in cells})}
        summary = self._check(asked.order.title_id, **wanted, job=JobContext(cancelled=job.cancelled))
        refuse_failed(summary)
        return summary.guide if summary else ""

    def _due_cells(self, asked: Asked) -> list[tuple[int, str]]:
        """Return ids of episodes and languages of the cells that would go."""
        with self._database.read() as uow:
            places = due_places(uow, asked.order.title_id, asked.profile, asked.languages)
        return [(episode_id, language_of(column)) for episode_id, column in places]

    def _report(self, profile: Profile, plan: Plan, subtitles: SubtitleFiles, guide: str, made_ms: int) -> QcReport:
        subject, material = subtitles.subject, subtitles.material
        return QcReport(
            title=subject.title.code,
            name=subject.title.name,
            guide=guide,
            profile=f"{profile.name} · {profile.version}",
            languages=subject.languages_that_go(plan.languages),
            findings=tuple(each for each in material.findings if _is_told(each, subject)),
            waived=tuple(each for each in material.waived if _is_told(each[0], subject)),
            episodes={episode.id: episode.number for episode in subject.episodes},
            author=self._database.author,
            made_ms=made_ms,
        )

    def _contents(
        self, profile: Profile, plan: Plan, subtitles: SubtitleFiles, wordings: Wordings, guide: str, job: JobContext
    ) -> Contents:  # fmt: skip
        subject, material, made_ms = subtitles.subject, subtitles.material, time.time_ns() // 1_000_000
        wording = wordings(profile.document_language)
        return Contents(
            subject=subject,
            profile=profile,
            plan=plan,
            wording=wording,
            subtitle_file=subtitles,
            metadata_file=lambda file, told: metadata_writers()[file.format_id].write(file, told),
            report_file=lambda kind, told: report_bytes(told, wording, kind),
            paper_file=lambda kind, paper: paper_bytes(paper, wording, kind),
            script_file=lambda file: material.scripts.file(file, wording),
            approvals=material.approvals,
            report=self._report(profile, plan, subtitles, guide, made_ms),
            documents=material.documents,
            media=material.media,
            read_file=reader(self._cache_folder, job),
            versions=material.versions,
            masters=material.masters,
            cover=material.cover,
            characters=material.characters,
            terms=material.terms,
            credits=material.credits,
            author=self._database.author,
            made_ms=made_ms,
        )

    def _pack(
        self, contents: Contents, material: Material, withdrawn: Sequence[Place], out: Path, job: JobContext
    ) -> DeliveryOutcome:  # fmt: skip
        package = out.resolve() / contents.plan.folder_name
        built = build_package(contents, package, self._cache_folder, job)
        try:
            new_id = self._database.new_id()
            delivery = delivery_of(contents, material, package, built, delivery_id=new_id, withdrawn=withdrawn)
            with self._database.derived() as uow:
                _refuse_overtaken(uow, delivery)
                uow.put(delivery)
        except BaseException:
            withdraw(package)
            raise
        return DeliveryOutcome(plan=contents.plan, package=package, delivery=delivery)


def _refuse_overtaken(uow: UnitOfWork, delivery: Delivery) -> None:
    """Refuse to record a package whose version, and what it calls new, were counted before another one went to the buyer."""
    if count_rounds(uow, delivery.title_id, delivery.buyer) >= delivery.round:
        raise Refused("delivery.overtaken", buyer=delivery.buyer, round=delivery.round)


def _looked_at(known: TitleFacts, subject: Subject) -> dict[int, Path]:
    """Return the videos of the episodes that something is delivered of."""
    return {number: path for number, path in known.masters.references.items() if subject.speaks_of(number)}


def _is_told(finding: Finding, subject: Subject) -> bool:
    """Tell whether a finding is on something that is delivered."""
    number = next((episode.number for episode in subject.episodes if episode.id == finding.episode_id), 0)
    return subject.goes(number, finding.column) if finding.language else subject.speaks_of(number)


def _judged(subject: Subject, profile: Profile, languages: Sequence[str], allow_findings: bool) -> Plan:
    """Return the plan, without what open errors have against it where they are let through and the profile lets them."""
    plan = plan_delivery(subject, profile, languages, packagers(), gates())
    passes = allow_findings and profile.findings_may_pass
    refusals = tuple(each for each in plan.refusals if not (passes and each.code in LET_THROUGH))
    return replace(plan, refusals=refusals)
