"""A whole class on all cores: judged in processes of a pool, recorded by one nbgrader process, shown in tables.

The command ``autograder grade`` may know it, and nbgrader's steps what the gradebook holds (``marks``).
"""
