"""One file a kind of record, each with a `RECORD`."""
