"""The editing programs that a title can be handed to."""
