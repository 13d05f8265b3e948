"""Actions of the review queue."""
