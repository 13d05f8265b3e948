"""Writing Scenarist SCC: a time code a line, and pairs of bytes with odd parity."""

from crossreel.domain.text.document import Document, WriteOptions
from crossreel.domain.text.timecode import written_timecode
from crossreel.formats.frame_fitting import clock_code
from crossreel.formats.scc_captions import Sent, stream
from crossreel.formats.scc_fitting import RATE, captions_of

SIGNATURE = "Scenarist_SCC"
HEAD = f"{SIGNATURE} V1.0"


def write_scc(document: Document, options: WriteOptions) -> str:
    """Return the whole file of a document that was fitted (`fitted_scc`).

    Raises:
        BadInput: a time is past the midnight of the programme's clock.
    """
    lines = [_line(sent, drop=options.drop_frame) for sent in stream(captions_of(document, options))]
    return f"{HEAD}\n\n" + "\n".join([f"{line}\n" for line in lines])


def _line(sent: Sent, *, drop: bool) -> str:
    code = written_timecode(clock_code(sent.frame, RATE, drop=drop), drop=drop)
    return f"{code}\t{' '.join([f'{_with_parity(one):02x}{_with_parity(two):02x}' for one, two in sent.pairs])}"


def _with_parity(byte: int) -> int:
    """Return a byte of seven bits with the eighth set so that the number of ones is odd."""
    return byte | 0x80 if byte.bit_count() % 2 == 0 else byte
