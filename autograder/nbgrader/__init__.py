"""How this course hangs on nbgrader: the steps named in ``nbgrader_config.py``, one module for each concern.

===================  ============================================================================================
``verify``           no student version while the solution scores under 100 % or the notebook breaks a law
``clear``            regions become placeholders, markers stay
``release``          the public checks go beside the notebook
``intake``           reads whatever was handed in; refuses links; finds renamed files, and results no longer true
``folders``          where nbgrader's configuration keeps submissions, results and the gradebook
``results``          what decided a finished result
``register``         the gradebook knows what is released, also in a fresh clone
``rebuild``          the released notebook around the student's text
``clean``            nothing that a student hands in stays active
``grades``           the judge's scores and comments into the gradebook, its cards into the notebook
``feedback``         the page that a student gets back
``bench``            what grading one assignment needs, made once per process
``student_verdict``  the batch: what one of its processes finds out about one student
``recording``        the batch: the nbgrader process that writes down what was judged
``marks``            the batch: what the gradebook says in the end
===================  ============================================================================================

``import nbgrader`` in these modules is nbgrader itself. docs/nbgrader.md says why each step exists.
"""
