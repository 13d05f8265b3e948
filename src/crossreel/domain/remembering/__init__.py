"""Values of the translation memory."""
