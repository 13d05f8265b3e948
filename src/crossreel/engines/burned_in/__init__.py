"""Following burned-in text through a video: where it stands, when it comes and goes. Any engine of kind `reading` reads it."""
