"""What a class did not understand: one page for the instructor, tables beside it, a short version in a terminal.

The command ``autograder report`` may know it. Nothing is judged here: marks are the gradebook's, verdicts the batch's.
"""
