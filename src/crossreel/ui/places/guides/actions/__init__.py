"""Actions of the style guides, a module for each family."""
