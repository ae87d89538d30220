"""How this course hangs on nbgrader: the steps named in ``nbgrader_config.py``, one module for each concern.

============  ===================================================================================================
``verify``    no student version while the solution scores under 100 % or the notebook breaks a law
``clear``     regions become placeholders, markers stay
``release``   the public checks go beside the notebook
``intake``    takes in whatever was handed in; refuses links; finds renamed files, and results no longer true
``rebuild``   the released notebook around the student's text
``grades``    the judge's scores and comments into the gradebook, its cards into the notebook
``feedback``  the page that a student gets back
``markdown``  Markdown on that page and in formgrader: formulas need no script and no network
``mathml``    one formula as MathML, of a closed list of elements
``typeset``   what a formula needs to look as in a book
============  ===================================================================================================

What these steps call is elsewhere: ``autograder.notebook`` reads what was handed in, the same for every way to a mark,
and makes the passive notebook of it; ``autograder.judge.bench`` holds what grading one assignment needs;
``autograder.grading`` makes marks and cards of it; ``autograder.gradebook`` writes them down;
``autograder.course.folders`` knows where the configuration keeps submissions, results and the gradebook.

``import nbgrader`` in these modules is nbgrader itself. docs/nbgrader.md says why each step exists.
"""
