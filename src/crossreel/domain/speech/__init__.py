"""What is known of speech: where somebody speaks, how cues fit to it, and where words without times belong."""
