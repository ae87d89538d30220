"""nbgrader's configuration of this course. docs/nbgrader.md says why each step is here."""

import os
import sys
from importlib.util import find_spec

c = get_config()  # noqa: F821 (nbgrader puts it there)

# nbgrader starts `alembic` by name; it is found beside this Python even if no environment is activated.
os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ.get("PATH", "")

c.CourseDirectory.root = os.path.dirname(os.path.abspath(__file__))
c.CourseDirectory.course_id = "neural-networks-from-numpy"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", ".*"]

# source/ -> release/: refuse what is not right, empty the regions, put the checks beside the notebook
c.GenerateAssignment.preprocessors = [
    "autograder.nbgrader.verify.Verify",
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.LockCells",
    "autograder.nbgrader.clear.ClearSolutions",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
    "autograder.nbgrader.release.WriteChecks",
]

# submitted/ -> autograded/: read anything, rebuild the notebook, let the judge grade it; no kernel is started
c.Autograde.exporter_class = "autograder.nbgrader.intake.SubmissionExporter"
c.Autograde.sanitize_preprocessors = [
    "autograder.nbgrader.rebuild.Rebuild",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader.grades.JudgeGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]

# autograded/ -> feedback/: the page that a student gets back
c.GenerateFeedback.exporter_class = "autograder.nbgrader.feedback.FeedbackExporter"
c.GenerateFeedback.preprocessors = [
    "autograder.nbgrader.feedback.ShowGrades",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]

# gradebook.db -> grades.csv: no name is a formula, or more than one field
c.ExportApp.plugin_class = "autograder.nbgrader.export.CsvExport"

# formgrader's view of a submission: formulas are MathML, nothing comes from other hosts, only formgrader's scripts run
c.HTMLExporter.extra_template_basedirs.prepend(
    [os.path.join(os.path.dirname(find_spec("autograder").origin), "nbgrader", "templates")]
)
c.HTMLExporter.filters = {"markdown2html": "autograder.nbgrader.markdown.markdown2html"}
