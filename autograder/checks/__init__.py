"""Cases with expected outputs, drawn from an answer key or frozen in ``checks.json``.

The judge, the build and a student's notebook may know them; a worker never does.
"""
