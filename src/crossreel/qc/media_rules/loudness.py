"""How loud an episode is: by what its buyer wants, beside the other episodes of its title, and by its true peak.

Measured by EBU R 128 (ITU-R BS.1770). Without a buyer's target only what no buyer wants is told: true peaks above full scale, and
an episode for which viewers reach for the volume.

Bad:
    -23 LUFS where the buyer wants -16; one episode six LU louder than all others; a true peak of +0.8 dBTP.
Good:
    -15.6 LUFS for -16 with a tolerance of 1; a quiet episode two LU below the others.
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.media_rule import CheckedMedia, MediaRemark, MediaRule


def check(checked: CheckedMedia) -> Iterator[MediaRemark]:
    """Yield what is wrong with the loudness of a sound."""
    sound = checked.facts.sound if checked.facts else None
    if sound is None or sound.integrated is None:
        return
    target, usual, lufs = checked.target, checked.usual_lufs, round(sound.integrated, 1)
    if target is not None and abs(sound.integrated - target.integrated) > target.tolerance:
        yield MediaRemark(
            severity=Severity.ERROR, kind="loud" if sound.integrated > target.integrated else "quiet", end_ms=sound.length_ms,
            facts={"lufs": lufs, "target": target.integrated, "tolerance": target.tolerance},
        )  # fmt: skip
    elif usual is not None and abs(sound.integrated - usual) > checked.limits.apart_lu:
        kind = "louder" if sound.integrated > usual else "quieter"
        facts = {"lufs": lufs, "usual": round(usual, 1), "apart": round(abs(sound.integrated - usual), 1)}
        yield MediaRemark(severity=Severity.WARNING, kind=kind, end_ms=sound.length_ms, facts=facts)
    most = checked.limits.most_true_peak if target is None or target.true_peak is None else target.true_peak
    if sound.true_peak is not None and sound.true_peak > most:
        severity = Severity.WARNING if target is None or target.true_peak is None else Severity.ERROR
        facts = {"peak": round(sound.true_peak, 1), "limit": most}
        yield MediaRemark(severity=severity, kind="peak", end_ms=sound.length_ms, facts=facts)


RULE = MediaRule(id="loudness", title=N_("Loudness"), severity=Severity.ERROR, check=check)
