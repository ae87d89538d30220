"""A sample class for every assignment: what each student hands in, and the mark that it deserves."""
