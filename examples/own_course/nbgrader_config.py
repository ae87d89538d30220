"""nbgrader's configuration of this course: the steps of the project's own, in this folder.

A course in a folder of its own, outside of the project, has a copy of the project's nbgrader_config.py instead.
"""

import os

c = get_config()  # noqa: F821 (nbgrader puts it there)
here = os.path.dirname(os.path.abspath(__file__))
load_subconfig("nbgrader_config.py", path=os.path.join(here, "..", ".."))  # noqa: F821 (so is this)

c.CourseDirectory.root = here
c.CourseDirectory.course_id = "own-course"
