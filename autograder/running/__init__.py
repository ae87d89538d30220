"""What stands beside a stranger's code, in a process of its own: the parent that forks workers, and the worker.

No answer, test or mark is known here. The judge may know how to speak to it, and the build how to read a cell.
"""
