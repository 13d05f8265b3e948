"""Delivering: a plan with everything that stands against it, then a package that appears whole or not at all."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from crossreel import __version__
from crossreel.delivery.building import build
from crossreel.delivery.packager import Contents
from crossreel.delivery.planner import plan_delivery
from crossreel.delivery.registry import gates, metadata_writers, packagers
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import LET_THROUGH, Delivery, DeliveryOutcome, Plan, Profile, Profiles, cell_key
from crossreel.domain.errors import ReadOnly, StorageFailed
from crossreel.domain.quality.check import CheckSummary
from crossreel.domain.quality.finding import Severity
from crossreel.domain.quality.report import QcReport
from crossreel.domain.text.column_name import VARIANTS, column_name
from crossreel.domain.trade.kept_profile import KeptProfile
from crossreel.domain.trade.profile_parts import Limits
from crossreel.domain.wording import Wordings
from crossreel.kernel.atomic import make_folder
from crossreel.kernel.new_folder import withdraw
from crossreel.services.delivering.media import read_media_states
from crossreel.services.delivering.profiles import read_profiles
from crossreel.services.delivering.subject import Material, Seen, TitleFacts, read_material, read_subject
from crossreel.services.delivering.subtitle_files import SubtitleFiles
from crossreel.services.files.qc_report import report_bytes
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import refuse_failed
from crossreel.storage import queries
from crossreel.storage.database import Database
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
    """

    def __init__(
        self, database: Database, *, check: Check | None = None, seen_by: SeenBy = lambda title_id, buyer, languages, limits: None,
        folder: Path | None = None, cache_folder: Path | None = None,
    ) -> None:  # fmt: skip
        self._seen_by = seen_by
        self._cache_folder = cache_folder
        self._database = database
        self._check = check
        self._folder = folder

    def profiles(self) -> Profiles:
        """Return the delivery profiles, and what is wrong with those that cannot be read."""
        with self._database.read() as uow:
            return read_profiles(self._folder, uow.where(KeptProfile))

    def plan(self, title_id: int, profile_id: str, languages: Sequence[str], *, roles: Sequence[str] = VARIANTS) -> Plan:
        """Return what a delivery would contain and everything known to stand against it. Nothing is checked and nothing written.

        Args:
            title_id: the title.
            profile_id: the buyer's specification.
            languages: tags of the languages to deliver.
            roles: "full", "sdh", "forced", "signs": which of these go, where a title has them.

        Raises:
            NotFound: there is no such title or profile.
        """
        profile = self._profile(profile_id)
        seen = self._seen_by(title_id, profile.buyer, languages, profile.limits)
        with self._database.read() as uow:
            known = self._known(uow, title_id, profile, languages, roles, seen)
        return plan_delivery(known.subject, profile, languages, packagers(), gates())

    def deliver(
        self, title_id: int, profile_id: str, languages: Sequence[str], out: Path, *, wording: Wordings,
        roles: Sequence[str] = VARIANTS, allow_findings: bool = False, job: JobContext | None = None,
    ) -> DeliveryOutcome:  # fmt: skip
        """Build a package below `out`, whole or not at all, if the gate lets it, and record the delivery.

        Args:
            languages: tags of the languages to deliver.
            out: the folder in which the package's own folder is made.
            wording: gives words in the language that the profile wants documents in.
            roles: which of "full", "sdh", "forced" and "signs" go, where a title has them.
            allow_findings: let open errors (and nothing else) through; how many is recorded.

        Raises:
            NotFound: there is no such title or profile.
            BadInput: the package's folder exists and is not empty.
            Refused: another delivery is building the same package.
            ReadOnly: the catalog cannot be written, so that the delivery could not be recorded.
            StorageFailed: the disk refused.
            Cancelled: the user cancelled.
        """
        if self._database.read_only:
            raise ReadOnly(self._database.read_only_reason, path=self._database.address)
        job, profile = job or JobContext(), self._profile(profile_id)
        guide = self._run_check(title_id, languages, job)
        seen = self._seen_by(title_id, profile.buyer, languages, profile.limits)
        with self._database.read() as uow:
            known = self._known(uow, title_id, profile, languages, roles, seen)
            plan = _judged(known.subject, profile, languages, allow_findings)
            if not plan.may_build:
                return DeliveryOutcome(plan=plan)
            subtitles = SubtitleFiles(profile, known.subject, read_material(uow, known, profile, plan.languages))
        if not (plan := subtitles.written(plan, job)).may_build:
            return DeliveryOutcome(plan=plan)
        return self._pack(self._contents(profile, plan, subtitles, wording, guide), subtitles.material, out, job)

    def history(self, title_id: int | None = None) -> tuple[Delivery, ...]:
        """Return what was delivered, newest first, of one title or of all."""
        with self._database.read() as uow:
            return tuple(queries.deliveries(uow, title_id))

    def _known(
        self, uow: UnitOfWork, title_id: int, profile: Profile, languages: Sequence[str], roles: Sequence[str], seen: Seen
    ) -> TitleFacts:  # fmt: skip
        """Return what the gate judges by, the files of the episodes looked at."""
        known = read_subject(uow, title_id, profile, languages, self._database.path, roles, seen)
        media = read_media_states(uow, known.matrix, known.videos, profile, self._cache_folder)
        return replace(known, subject=replace(known.subject, media=media))

    def _profile(self, profile_id: str) -> Profile:
        return self.profiles().get(profile_id)

    def _run_check(self, title_id: int, languages: Sequence[str], job: JobContext) -> str:
        """Run QC and return the names of the style guides it went by, "" where none ran."""
        if self._check is None or self._database.read_only:
            return ""
        summary = self._check(title_id, languages=tuple(languages), job=JobContext(cancelled=job.cancelled))
        refuse_failed(summary)
        return summary.guide if summary else ""

    def _report(self, profile: Profile, plan: Plan, subtitles: SubtitleFiles, guide: str, made_ms: int) -> QcReport:
        subject, material = subtitles.subject, subtitles.material
        return QcReport(
            title=subject.title.code,
            name=subject.title.name,
            guide=guide,
            profile=f"{profile.name} · {profile.version}",
            languages=plan.languages,
            findings=material.findings,
            waived=material.waived,
            episodes={episode.id: episode.number for episode in subject.episodes},
            author=self._database.author,
            made_ms=made_ms,
        )

    def _contents(self, profile: Profile, plan: Plan, subtitles: SubtitleFiles, wordings: Wordings, guide: str) -> Contents:
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
            report=self._report(profile, plan, subtitles, guide, made_ms),
            documents=material.documents,
            media=material.media,
            videos=material.videos,
            cover=material.cover,
            characters=material.characters,
            terms=material.terms,
            credits=material.credits,
            author=self._database.author,
            made_ms=made_ms,
        )

    def _pack(self, contents: Contents, material: Material, out: Path, job: JobContext) -> DeliveryOutcome:
        package = out.resolve() / contents.plan.folder_name
        digest = self._build(contents, package, job)
        try:
            delivery = self._record(contents, material, package, digest)
        except BaseException:
            withdraw(package)
            raise
        return DeliveryOutcome(plan=contents.plan, package=package, delivery=delivery)

    def _build(self, contents: Contents, package: Path, job: JobContext) -> str:
        info = {
            "Bag-Software-Agent": f"Crossreel {__version__}",
            "Bagging-Date": time.strftime("%Y-%m-%d"),
            "Contact-Name": contents.author,
            "External-Description": contents.subject.title.name,
            "External-Identifier": contents.plan.folder_name,
        }
        try:
            make_folder(package.parent)
            return build(contents, package, packagers(), info, job.progress).manifest_sha256
        except OSError as error:
            raise StorageFailed("package.disk_refused", path=str(package), detail=error.strerror or str(error)) from error

    def _record(self, contents: Contents, material: Material, package: Path, digest: str) -> Delivery:
        numbers = {episode.number: episode.id for episode in contents.subject.episodes}
        went = {(file.episode, file.language, file.variant) for file in contents.plan.files if file.kind == "subtitle"}
        wanted = {(numbers[key[0]], column_name(*key[1:])) for key in material.tracks if key in went}
        delivery = Delivery(
            id=self._database.new_id(),
            title_id=contents.subject.title.id,
            profile_id=contents.profile.id,
            languages=contents.plan.languages,
            package_path=str(package),
            author=contents.author,
            created_ms=contents.made_ms,
            manifest_sha256=digest,
            allowed_findings=sum(finding.severity is Severity.ERROR for finding in contents.report.findings),
            cells={cell_key(*place): value for place, value in material.digests.items() if place in wanted},
            buyer=contents.profile.buyer,
            profile_version=contents.profile.version,
        )
        with self._database.derived() as uow:
            uow.put(delivery)
        return delivery


def _judged(subject: Subject, profile: Profile, languages: Sequence[str], allow_findings: bool) -> Plan:
    """Return the plan, without what open errors have against it where they are let through."""
    plan = plan_delivery(subject, profile, languages, packagers(), gates())
    refusals = tuple(each for each in plan.refusals if not (allow_findings and each.code in LET_THROUGH))
    return replace(plan, refusals=refusals)
