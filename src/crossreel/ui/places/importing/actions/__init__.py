"""Actions on the import plan."""
