"""The page of conditions: what must hold before a package is built."""

from collections.abc import Mapping
from dataclasses import replace

from crossreel.domain.catalog.workflow import State
from crossreel.domain.delivery import Profile
from crossreel.domain.quality.media_limits import LoudnessTarget
from crossreel.domain.quality.profile_limits import FIGURES
from crossreel.domain.text.column_name import VARIANTS
from crossreel.domain.text.listed import words_of
from crossreel.domain.trade.profile_parts import COMPLIANCE
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.i18n.profile_words import limit_name, part_name
from crossreel.ui.kit.form import beside
from crossreel.ui.kit.painting import state_words
from crossreel.ui.kit.value_table import ValueTable
from crossreel.ui.places.profiles.section import Section, with_entry

TEXTS = ("name", "logline", "synopsis")
FIELDS = (*TEXTS, "original_name", "year", "country", "rating", "copyright_line")
RARE = frozenset({"snap_frames", "half_second_frames", "longest_silence_ms"})
"""Figures that no buyer was seen to ask for: shown where a profile has them."""
CAPTIONS = ("demanded", "reason", "exemption")
LOUDNESS = ("integrated", "tolerance", "true_peak")


class ConditionsPage(Section):
    """Limits of subtitles are rules of QC for this buyer alone; those of a single language are kept as they are."""

    def __init__(self) -> None:
        super().__init__()
        self._profile: Profile | None = None
        states = [(state.value, state_words(state)) for state in State]
        state = self.choice("minimum_state", _("Subtitles are at least"), states, State)
        watched = self.whole("watched", _("Watched by one person"), 0, 100, suffix=" %")
        self.column.addLayout(beside(state, watched))
        self.flag("findings_may_pass", _("A person may let open findings through"))
        self.limits = ValueTable((_("Limit"), _("Figure")), _("Limits of subtitles"), len(FIGURES), first_px=290)
        self.follow(
            "limits", _("Limits of subtitles"), self.limits, self._show_limits, _("They go before the style guide, for this buyer.")
        )
        self.checks("required_roles", _("Roles that must be whole"), [(role, numbers.role_name(role)) for role in VARIANTS])
        self.flag("narratives_in_full", _("Full and SDH files hold the forced narratives too"))
        self.checks("required_metadata", _("Fields that must be filled in"), [(name, part_name("field", name)) for name in FIELDS])
        self.lengths = ValueTable((_("Text"), _("Most characters")), _("Lengths of texts"), 3)
        self.follow("text_limits", _("Lengths of texts"), self.lengths, self._show_lengths)
        self.flag("requires_rights", _("The buyer must have rights in every territory and language"))
        facts = [(fact, part_name("fact", fact)) for fact in COMPLIANCE]
        self.checks("required_compliance", _("Facts of compliance that must be known"), facts)
        self.loudness = ValueTable((_("Loudness"), _("Figure")), _("Loudness"), 3)
        self.follow(
            "loudness", _("Loudness of videos"), self.loudness, self._show_loudness, _("In LUFS, LU and dBTP. Empty asks nothing.")
        )
        self.captions = ValueTable((_("Closed captions"), _("Value")), _("Closed captions"), len(CAPTIONS), first_px=290)
        hint = _(
            "Languages such as en, the buyer's code, and the number by which Avails says why there are none in the United States."
        )
        self.follow("captions", _("Closed captions"), self.captions, self._show_captions, hint)
        self.column.addStretch(1)
        self.lengths.written.connect(self._length_written)
        self.limits.written.connect(self._limit_written)
        self.loudness.written.connect(self._loudness_written)
        self.captions.written.connect(self._caption_written)

    def _show_lengths(self, profile: Profile, may_change: bool) -> None:
        self._profile = profile
        rows = [(name, part_name("field", name)) for name in TEXTS]
        values = {(name, 1): str(figure) for name, figure in profile.text_limits.items()}
        self.lengths.show_rows(rows, values, {}, may_change=may_change)

    def _show_limits(self, profile: Profile, may_change: bool) -> None:
        own = profile.limits.get("", {})
        rows = [(name, limit_name(name)) for name in FIGURES if name not in RARE or name in own]
        values = {(name, 1): _written(figure) for name, figure in own.items()}
        self.limits.show_rows(rows, values, {}, may_change=may_change)

    def _show_loudness(self, profile: Profile, may_change: bool) -> None:
        found = profile.loudness
        values = {(name, 1): _written(getattr(found, name)) for name in LOUDNESS if getattr(found, name, None) is not None}
        names = {"integrated": _("Integrated"), "tolerance": _("Tolerance"), "true_peak": _("Highest true peak")}
        self.loudness.show_rows([(name, names[name]) for name in LOUDNESS], values, {}, may_change=may_change)

    def _show_captions(self, profile: Profile, may_change: bool) -> None:
        said = profile.captions
        values = {
            ("demanded", 1): ", ".join(said.demanded),
            ("reason", 1): said.reason,
            ("exemption", 1): str(said.exemption or ""),
        }
        names = {
            "demanded": _("Spoken languages that need them"),
            "reason": _("Why others have none"),
            "exemption": _("Exemption in the United States"),
        }
        self.captions.show_rows([(name, names[name]) for name in CAPTIONS], values, {}, may_change=may_change)

    def _length_written(self, name: str, _column: int, text: str) -> None:
        if self._profile is not None and self._is_figure("text_limits", text):
            self.put(text_limits=with_entry(self._profile.text_limits, name, round(_figure(text)) if text else None))

    def _limit_written(self, name: str, _column: int, text: str) -> None:
        if self._profile is None or not self._is_figure("limits", text):
            return
        figures: Mapping[str, int | float] = self._profile.limits.get("", {})
        changed = with_entry(figures, name, FIGURES[name](_figure(text)) if text else None)
        self.put(limits=with_entry(self._profile.limits, "", changed or None))

    def _loudness_written(self, name: str, _column: int, text: str) -> None:
        if self._profile is None or not self._is_figure("loudness", text):
            return
        before = self._profile.loudness or LoudnessTarget(integrated=-23.0, tolerance=1.0)
        if not text and name != "true_peak":
            self.put(loudness=None)
        else:
            self.put(loudness=replace(before, **{name: _figure(text) if text else None}))  # type: ignore[arg-type]

    def _caption_written(self, name: str, _column: int, text: str) -> None:
        if self._profile is None or (name == "exemption" and not self._is_figure("captions", text)):
            return
        value = words_of(text) if name == "demanded" else round(_figure(text or "0")) if name == "exemption" else text.strip()
        self.put(captions=replace(self._profile.captions, **{name: value}))  # type: ignore[arg-type]

    def _is_figure(self, name: str, text: str) -> bool:
        try:
            _figure(text or "0")
        except ValueError:
            self.fields[name].complain(_("“{text}” is no number.").format(text=text))
            return False
        return True


def _figure(text: str) -> float:
    """Return a number as people write it, with a point or a comma."""
    return float(text.replace(",", ".").replace("−", "-"))


def _written(figure: float) -> str:
    return f"{figure:g}"
