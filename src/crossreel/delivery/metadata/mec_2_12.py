"""MovieLabs Media Entertainment Core 2.12: one XML each for the series, its seasons and episodes."""

from functools import partial

from crossreel.delivery.mec import LATEST, mec_bytes, mec_files
from crossreel.delivery.metadata_limits import check_seasons, check_texts
from crossreel.delivery.metadata_writer import MetadataWriter

WRITER = MetadataWriter(
    id="mec_2_12",
    title="MovieLabs MEC 2.12",
    files=mec_files,
    write=partial(mec_bytes, version=LATEST),
    checks=(check_seasons, check_texts),
)
