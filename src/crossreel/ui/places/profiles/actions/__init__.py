"""Actions of the delivery profiles, a module for each family."""
