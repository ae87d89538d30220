"""Attacks and accidents, each with the mark that the honest part of the notebook earns.

Every module holds one family. ``corpus`` says what an attack is; ``all_attacks`` gathers them.
"""
