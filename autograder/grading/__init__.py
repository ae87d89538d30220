"""One hand-in, from its folder to what is written down: read, judged, made a notebook with cards and rows of marks.

The same for nbgrader's own steps and for the batch; nothing here knows a database.
"""
