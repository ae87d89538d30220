"""The lock of a worker: its rules, its ceilings, and the proof that it holds.

The worker may know it, and the judge who starts it. Nothing in it knows what a notebook or a mark is.
"""
