"""Files that people hand in: found, read, mended, made passive. Nothing in them is run here.

For the judge's side alone; a worker never knows it, since it gets cells as text.
"""
