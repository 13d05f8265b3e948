"""What the memory compares lines by, and how a line that is like another is found and adapted."""
