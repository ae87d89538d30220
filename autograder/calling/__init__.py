"""One quiet call of anybody's function, within its time, and what came of it as data.

Everybody who calls one may know it: the worker, a student's notebook, the judge. It does not know what is right.
"""
