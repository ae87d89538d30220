"""Every sentence that a student can read, by a stable id.

A translation is a second dictionary with the same ids; nothing else in the engine holds student-facing
words. Values are filled in with ``str.format``; a renderer escapes them for its own medium.
"""

from __future__ import annotations

ENGLISH = {
    # headlines, one for each rung of the ladder
    "right": "All {count} checks pass.",
    "right_but_graded": "Grading uses other numbers.",
    "not_started": "{name} has not been started: its region still holds the placeholder.",
    "missing": "No function called {name} was found in this notebook.",
    "missing_broken": "The cell that defines {name} could not be read: {reason}",
    "needs_first": "Your {needed} is not right yet; {name} uses it. Finish {needed} first.",
    "needs_started": "{name} uses {needed}, which has not been started. Begin there.",
    "raised": "{call} stopped with {error}",
    "raised_line": "The line that stopped: {line}",
    "returned_none": "{call} returned None. Does every path through the function end with a return?",
    "wrong_type": "{where} is {got}; expected is {expected}.",
    "wrong_count": "{where} has {got} values; expected are {expected}.",
    "missing_keys": "{where} has no key {missing}; its keys are {got}.",
    "wrong_shape": "{where} has the shape {got}; expected is {expected}.",
    "rank_one": "{where} has the shape {got}, a rank-1 array: neither a row nor a column. Expected is {expected}.",
    "not_finite": "{where} holds nan or inf where a number is expected.",
    "wrong_value": "{where} is not the expected value.",
    "wrong_labels": "{wrong} of {count} predictions in {where} are not the expected ones.",
    "wrong_length": "{where} has {got} entries; expected are {expected}: one for every {every} iterations.",
    "changed_argument": "{name} changed its argument {argument}. The caller still needs it as it was.",
    "draws_constant": "{where} holds the same number many times; it should be drawn at random.",
    "draws_differently": "{where} has mean {mean} and standard deviation {std} over {count} numbers; "
    "expected are about {expected_mean} and {expected_std}.",
    "draws_other_family": "The numbers in {where} are not spread like the {family} distribution.",
    "batch_count": "{where} has {got} mini-batches; expected are {expected}.",
    "batch_sizes": "The mini-batches hold {got} examples; expected are {expected}.",
    "batch_columns": "Together the mini-batches do not hold every example exactly once.",
    "batch_pairs": "In the mini-batches the examples and their labels no longer belong together.",
    "batch_order": "The mini-batches hold the examples in their old order; expected is a random order.",
    "step_wrong": "From iteration {first} to {second}, {where} did not move by minus the learning rate times "
    "its gradient.",
    "epoch_wrong": "From epoch {first} to {second}, {where} did not move as {optimizer} moves it, one mini-batch "
    "after the other.",
    "split_sizes": "The parts hold {got} examples; expected are {expected}.",
    "split_columns": "Together the training and the test part do not hold every example exactly once.",
    "split_pairs": "In the parts the examples and their labels no longer belong together.",
    "split_order": "The examples are cut in their old order; expected is a random choice.",
    "timed_out": "{call} did not finish within {seconds} seconds. Does the loop come to an end?",
    "too_much_memory": "{call} asked for more memory than there is for one exercise.",
    "crashed": "{call} ended the Python process.",
    "cell_crashed": "The cells that {name} needs did not come to an end, or ended the Python process.",
    "unsupported": "{where} is {got}; expected is {expected}.",
    # notes that cost nothing
    "note_changes_argument": "Good to know: {name} changes its argument {argument} in place.",
    "note_carried": "Graded once more with a correct {needed}: a mistake there is not counted again here.",
    "note_dtype": "The numbers are of type {dtype}.",
    "note_whole_notebook": "Some names are only made while the whole notebook runs, so it was run once.",
    "note_broken_cell": "Cell {cell} could not be read ({reason}); what it defines was left out.",
    "note_large_cell": "Cell {cell} is larger than 1 MB and was left out.",
    "note_import": "{module} is not available here; what needs it may stop.",
    "note_name_reused": "{name} was used as a name for something else later (cell {later}); the function from "
    "cell {cell} counts.",
    "note_not_made": "A later line that makes {name} anew (cell {later}) did not work here; the function from "
    "cell {cell} counts.",
    "note_statement": "A line of cell {cell} stopped with {error}.",
    # the grader's own words
    "hidden_only": "The checks in the notebook pass; with the other numbers of the grading, {name} does not.",
    "hidden_failed": "A check that uses other numbers than the notebook's did not pass.",
    "ungraded": "This exercise could not be graded because of a fault on our side; a person will look at it.",
    "points": "{score:g} of {points:g} points",
    "no_checks": "No checks were found for {name}. Keep checks.json beside the notebook, or set AUTOGRADER_HOME "
    "to the folder that holds it.",
    "not_an_exercise": "{name} is not one of the exercises of {assignment}: {names}.",
    "check_takes_function": "check takes a function, as in check(sigmoid); it was given {got}.",
    "check_fault": "The check of {name} met a fault of its own ({error}); your code is untouched. Please tell "
    "the course about it.",
    "check_interrupted": "The check of {name} was interrupted.",
    "still_missing": "Still to do before this cell shows something: {names}.",
    "unlimited": "On this platform an endless loop is not stopped for you; interrupt the kernel if one runs.",
    "no_more_hints": "There are {count} hints for {name}; this is the last.",
    "practice": "practice: the public checks of the notebook",
    # what nbgrader's steps say
    # in the student version
    "nb_stub": "{name} has not been written yet",
    "nb_stub_comment": "# replace this line",
    # why a file could not be graded
    "nb_no_notebook": "No notebook was handed in: the folder holds no file {name}.",
    "nb_several_notebooks": "No file is called {name} and several could be meant: {files}.",
    "nb_link": "{name} is a link to another file; hand in the notebook itself.",
    "nb_linked_folder": "The folder {name} is a link; hand in the folder itself.",
    "nb_shared_file": "{name} is the same file as one in another submission.",
    "nb_special": "{name} is not an ordinary file.",
    "nb_unreadable": "This notebook could not be read, so it earned nothing yet; a person will look at it. {reason}",
    "nb_fault": "This notebook could not be graded because of a fault on our side ({error}); a person will look at it.",
    # what was mended
    "nb_renamed": "{found} was taken for {name}.",
    "nb_foreign": "No cell of this notebook has its mark: they were recognised by their function or text, and what was "
    "missing is back.",
    "nb_recognised": "Cells without their mark, recognised by their function or text: {names}.",
    "nb_retyped": "Cells that had become text and are code again: {names}.",
    "nb_restored": "Locked cells that were changed (the original is back, the change is below it): {names}.",
    "nb_missing": "Cells that were missing and are back: {names}.",
    "nb_repeated": "Cells that are there more than once (the last definition counts): {names}.",
    # about cells that no exercise describes
    "nb_not_an_exercise": "This cell belongs to no exercise of the answer key, so a person grades it.",
    "nb_large_cell": "# This cell is larger than 1 MB and was left out.",
    "nb_before_grading": "Before grading",
}


def say(message_id: str, /, **values: object) -> str:
    """The sentence ``message_id`` with its blanks filled in."""
    return ENGLISH[message_id].format(**values)
