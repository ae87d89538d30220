"""Honest accidents: what happens to right work on its way, none of which may cost a mark.

Every module holds one kind. ``corpus`` says what an accident is; ``all_accidents`` gathers them.
"""
