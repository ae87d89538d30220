"""What Python in the tab of a browser does before any cell is run: it gets ready, while somebody reads.

The shell runs this file as ``PYTHONSTARTUP`` says, in the names of the notebook, and leaves none of its own there.
"""


def _get_ready() -> None:
    import logging
    import sys
    from importlib import import_module

    sys.path.sort(key=bool, reverse=True)  # "" goes last: each look into a folder of the tab is a message to and fro
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # else it tells of a list that takes a second
    import matplotlib.pyplot  # noqa: F401

    from autograder import check, course_package  # noqa: F401

    for module in course_package.modules().values():
        import_module(module)


_get_ready()
del _get_ready
