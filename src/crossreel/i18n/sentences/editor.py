"""Words the editor chooses by code."""

from crossreel.kernel.marks import N_

SENTENCES: dict[str, str] = {
    "editor.origin_imported": N_("imported"),
    "editor.origin_machine": N_("machine-made"),
    "editor.origin_memory": N_("from memory"),
    "editor.origin_vendor": N_("from a vendor"),
    "editor.hint_play_cue": N_("play cue"),
    "editor.hint_set_in": N_("set in"),
    "editor.hint_set_out": N_("set out"),
    "editor.hint_next_cue": N_("next cue"),
    "editor.need_empty": N_("it is empty"),
    "editor.need_draft": N_("it is a draft that nobody has been through"),
    "editor.need_stale": N_("its source changed since"),
    "editor.need_finding": N_("it has a finding"),
    "editor.no_empty": N_("No cue of this episode is empty in {language}."),
    "editor.no_other_empty": N_("Only this cue of the episode is empty in {language}."),
    "editor.no_draft": N_("No cue of this episode is a draft in {language}."),
    "editor.no_other_draft": N_("Only this cue of the episode is a draft in {language}."),
    "editor.no_stale": N_("No cue of this episode is older than its source in {language}."),
    "editor.no_other_stale": N_("Only this cue of the episode is older than its source in {language}."),
    "editor.no_such_cue": N_("There is no cue “{written}”: this episode has the cues 1 to {last}."),
    "editor.zone_drama_app": N_("Drama app"),
    "editor.zone_clean_player": N_("Clean player"),
    "editor.zone_social_strict": N_("Social strict"),
    "editor.follow_page": N_("The timeline turns its page when the playhead leaves it."),
    "editor.follow_centred": N_("The timeline keeps the playhead in its middle."),
    "editor.follow_off": N_("The timeline stays where it is while the picture plays."),
}  # fmt: skip
