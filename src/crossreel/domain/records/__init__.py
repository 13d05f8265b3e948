"""What is recorded of buyers and titles beside their subtitles: rows that people fill in, field by field."""
