"""From the outcomes of an exercise to its points and one message, and how the card looks.

The judge, the build and a student's notebook may know it; a worker never does.
"""
