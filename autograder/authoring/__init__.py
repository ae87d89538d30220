"""The laws that an exercise obeys, mutants, and how ``release/`` is made from ``source/`` and ``keys/``.

Whoever builds may know it; nothing that grades does.
"""
