"""What speech recognizers say in JSON, as subtitles."""
