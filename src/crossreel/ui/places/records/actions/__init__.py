"""Actions of the records place."""
