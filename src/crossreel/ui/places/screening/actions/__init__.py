"""Actions of the screening, a module for each family."""
