"""What a reviewer watched, and what of it still holds."""
