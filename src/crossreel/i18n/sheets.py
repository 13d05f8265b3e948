"""Words for what the columns of a sheet hold, and for what becomes of its cells."""

from crossreel.domain.tables.mapping import ColumnRole, KnownBy
from crossreel.domain.tables.matching import MatchedBy
from crossreel.domain.tables.return_plan import ReturnKind
from crossreel.kernel.marks import N_

ROLE_WORDS = {
    ColumnRole.START: N_("Start"),
    ColumnRole.END: N_("End"),
    ColumnRole.DURATION: N_("Duration"),
    ColumnRole.RANGE: N_("Start and end"),
    ColumnRole.ID: N_("Cue id"),
    ColumnRole.NUMBER: N_("Row number"),
    ColumnRole.EPISODE: N_("Episode"),
    ColumnRole.SPEAKER: N_("Speaker"),
    ColumnRole.NOTE: N_("Note"),
    ColumnRole.SOURCE: N_("Source text"),
    ColumnRole.TEXT: N_("Text"),
    ColumnRole.KIND: N_("Dialogue or signs"),
    ColumnRole.PLACE: N_("Place on the picture"),
    ColumnRole.SPOKEN_IN: N_("Language it is spoken in"),
    ColumnRole.RATE: N_("Frame rate"),
    ColumnRole.BASE: N_("What went out"),
    ColumnRole.DUB_STATUS: N_("Status of the dub"),
    ColumnRole.DUB_VOICE: N_("Voice of the dub"),
    ColumnRole.DUB_REMARK: N_("Remark on the dub"),
    ColumnRole.DUB_TIME: N_("Time of the dub"),
    ColumnRole.IGNORED: N_("Left out"),
}
KNOWN_WORDS = {
    KnownBy.HEADER: N_("its header"),
    KnownBy.CONTENT: N_("its cells"),
    KnownBy.REMEMBERED: N_("an earlier sheet"),
    KnownBy.USER: N_("you"),
}
KIND_WORDS = {
    ReturnKind.FILL: N_("fills"),
    ReturnKind.CHANGE: N_("changes"),
    ReturnKind.DUB: N_("voice and status"),
    ReturnKind.CONFLICT: N_("conflict"),
    ReturnKind.KEPT: N_("stays"),
    ReturnKind.UNMATCHED: N_("belongs nowhere"),
}
MATCHED_WORDS = {
    MatchedBy.ID: N_("its id"),
    MatchedBy.TIME: N_("its time"),
    MatchedBy.TEXT: N_("its text"),
    MatchedBy.ORDER: N_("its place"),
    MatchedBy.NOTHING: N_("–"),
}
