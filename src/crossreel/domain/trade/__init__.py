"""Trade with buyers: what they want, what they were given and what they said to it."""
