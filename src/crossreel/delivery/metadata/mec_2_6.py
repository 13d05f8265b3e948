"""MovieLabs Media Entertainment Core 2.6, as Prime Video takes it: one XML each for the series, its seasons and episodes."""

from functools import partial

from crossreel.delivery.mec import OLDER, mec_bytes, mec_files
from crossreel.delivery.metadata_limits import check_seasons, check_texts
from crossreel.delivery.metadata_writer import MetadataWriter

WRITER = MetadataWriter(
    id="mec_2_6",
    title="MovieLabs MEC 2.6",
    files=mec_files,
    write=partial(mec_bytes, version=OLDER),
    checks=(check_seasons, check_texts),
)
