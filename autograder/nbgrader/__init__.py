"""How this course hangs on nbgrader: the steps named in ``nbgrader_config.py``, one module for each concern.

=============  ==========================================================================================
``verify``     no student version while the solution scores under 100 % or the notebook breaks a law
``clear``      regions become placeholders, markers stay
``release``    the public checks go beside the notebook
``intake``     reads whatever was handed in; refuses links; finds half-made and renamed files
``register``   the gradebook knows what is released, also in a fresh clone
``rebuild``    the released notebook around the student's text
``clean``      nothing that a student hands in stays active
``grades``     the judge's scores and comments into the gradebook, its cards into the notebook
``feedback``   the page that a student gets back
``bench``      what grading one assignment needs, made once per process
=============  ==========================================================================================

``import nbgrader`` in these modules is nbgrader itself. docs/nbgrader.md says why each step exists.
"""
