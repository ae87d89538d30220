"""The trusted side of grading: what is asked of a worker, which attempt counts, which answers are lent.

Whoever grades may know it; a student's notebook never does. It asks a stranger's code, and never imports any.
"""
