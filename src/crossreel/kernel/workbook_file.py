"""Workbooks (XLSX) without a clock in them: what is equal is equal byte for byte."""

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO

FIRST_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)
"""The earliest time a ZIP archive can tell."""
_PROPERTIES = "docProps/core.xml"
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def dated(workbook: bytes, made: datetime = FIRST_MOMENT) -> bytes:
    """Return a workbook as if it had been made at a time: in its properties, while its members carry none.

    Args:
        workbook: the file as a library wrote it, with the time of the writing in it.
        made: the time to tell, aware of its zone.
    """
    said = made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as written:
        for name in source.namelist():
            data = source.read(name)
            if name == _PROPERTIES:
                data = _TIMES.sub(rb"\g<1>" + said + rb"\g<2>", data)
            written.writestr(zipfile.ZipInfo(name, FIRST_MOMENT.timetuple()[:6]), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()
