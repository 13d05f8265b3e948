"""Actions on files that bring texts of the open title."""
