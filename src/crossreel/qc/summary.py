"""What a run found, counted and compared with the run before."""

from collections import Counter
from collections.abc import Collection, Sequence

from crossreel.domain.quality.check import CheckSummary, LanguageSummary
from crossreel.domain.quality.finding import Finding, Severity, Waiver


def summarize(
    title_id: int,
    guides: Collection[str],
    found: Sequence[Finding],
    former: Sequence[Finding],
    waivers: Collection[Waiver],
    languages: Sequence[str],
) -> CheckSummary:
    """Count findings per language and compare them with the last run."""
    waived = {waiver.fingerprint for waiver in waivers}
    known = {(finding.track_id, finding.fingerprint) for finding in former}
    seen = {(finding.track_id, finding.fingerprint) for finding in found}
    counts: Counter[tuple[str, str]] = Counter()
    for finding in found:
        counts[finding.language, "waived" if finding.fingerprint in waived else finding.severity.value] += 1
        counts[finding.language, "new"] += (finding.track_id, finding.fingerprint) not in known
    for finding in former:
        counts[finding.language, "gone"] += (finding.track_id, finding.fingerprint) not in seen
    return CheckSummary(
        title_id=title_id,
        guide=", ".join(sorted(guides)),
        guides=tuple(sorted(guides)),
        languages=tuple(
            LanguageSummary(
                language=language,
                errors=counts[language, Severity.ERROR.value],
                warnings=counts[language, Severity.WARNING.value],
                infos=counts[language, Severity.INFO.value],
                waived=counts[language, "waived"],
                new=counts[language, "new"],
                gone=counts[language, "gone"],
            )
            for language in languages
        ),
        by_rule=dict(Counter(finding.rule for finding in found if finding.fingerprint not in waived)),
    )
