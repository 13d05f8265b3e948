"""The kinds of long work, one a file with one `JOB`."""
