"""Every word of the engine that a student can read, by a stable id: no other module holds any.

A sentence stands here whole, with a name for each blank, so that a translation may put its words in another order. What
counts something is a pair, for one and for many, and its blank ``count`` chooses. With ``gettext`` a sentence is a
``msgid``, a pair is a ``msgid`` with its ``msgid_plural``, and :func:`say` is the only place that has to ask for their
translations.

Nothing here may decide a mark: what is compared, frozen or hashed is data, and is put into words where it is shown.
"""

from __future__ import annotations

ENGLISH: dict[str, str | tuple[str, str]] = {
    # --- on the card of an exercise ----------------------------------------------------------------------------------
    # its state, one or a few words behind a sign: ✓ right
    "status_right": "right",
    "status_not_started": "not started",
    "status_missing": "missing",
    "status_ungraded": "not graded yet",
    "status_wrong": "not right yet",
    "status_crashed": "stopped with an error",
    "status_timed_out": "took too long",
    "status_too_much_memory": "used too much memory",
    "status_waiting": "waiting",
    "status_carried": "{status} (with what it needs put right)",
    # labels; what follows may be an element of its own
    "points": ("{score:g} of {count:g} point", "{score:g} of {count:g} points"),
    "called": "Called {call} with",
    "yours": "yours",
    "expected": "expected",
    "raised_line": "The line that stopped: {line}",
    "parts": "Parts: {parts}",
    # its message, one for each rung of the ladder
    "right": ("The one check passes.", "All {count} checks pass."),
    "not_started": "{name} has not been started: its region still holds the placeholder.",
    "missing": "No function called {name} was found in this notebook.",
    "missing_broken": "The cell that defines {name} could not be read: {reason}",
    "needs_first": "Your {needed} is not right yet; {name} uses it. Finish {needed} first.",
    "needs_started": "{name} uses {needed}, which has not been started. Begin there.",
    "raised": "{call} stopped with {error}",
    "returned_none": "{call} returned None. Does every path through the function end with a return?",
    "wrong_type": "{where} is {got}; expected is {expected}.",
    "wrong_count": (
        "{where} has {count} value; expected are {expected}.",
        "{where} has {count} values; expected are {expected}.",
    ),
    "missing_keys": "{where} has no key {missing}; its keys are {got}.",
    "no_keys": "{where} has no key {missing}; its keys are none.",
    "wrong_shape": "{where} has the shape {got}; expected is {expected}.",
    "rank_one": "{where} has the shape {got}, a rank-1 array: neither a row nor a column. Expected is {expected}.",
    "not_finite": "{where} holds nan or inf where a number is expected.",
    "wrong_value": "{where} is not the expected value.",
    "wrong_value_and_type": "{where} is not the expected value. The numbers are of type {dtype}.",
    "wrong_labels": (
        "{count} of {of} predictions in {where} is not the expected one.",
        "{count} of {of} predictions in {where} are not the expected ones.",
    ),
    "wrong_length": (
        "{where} has {count} entry; expected are {expected}: one for every {every} iterations.",
        "{where} has {count} entries; expected are {expected}: one for every {every} iterations.",
    ),
    "changed_argument": "{name} changed its argument {argument}. The caller still needs it as it was.",
    "draws_constant": "{where} holds the same number many times; it should be drawn at random.",
    "draws_differently": (
        "{where} has mean {mean} and standard deviation {std} over {count} number; "
        "expected are about {expected_mean} and {expected_std}.",
        "{where} has mean {mean} and standard deviation {std} over {count} numbers; "
        "expected are about {expected_mean} and {expected_std}.",
    ),
    "draws_not_normal": "The numbers in {where} are not spread like the normal distribution.",
    "draws_not_uniform": "The numbers in {where} are not spread like the uniform distribution.",
    "batch_count": (
        "{where} has {count} mini-batch; expected are {expected}.",
        "{where} has {count} mini-batches; expected are {expected}.",
    ),
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
    "timed_out": (
        "{call} did not finish within {count:g} second. Does the loop come to an end?",
        "{call} did not finish within {count:g} seconds. Does the loop come to an end?",
    ),
    "too_much_memory": "{call} asked for more memory than there is for one exercise.",
    "crashed": "{call} ended the Python process.",
    "cell_crashed": "The cells that {name} needs did not come to an end, or ended the Python process.",
    # places: what {where} stands for, unless it is a name
    "place_returned": "what {name} returned",
    "place_value": "value {number} of {where}",
    "place_batch": "a mini-batch in {where}",
    "place_part": "a part in {where}",
    # kinds of values: what {got} and {expected} stand for
    "kind_array": "an array",
    "kind_array_of_shape": "an array of shape {shape}",
    "kind_bool": "a bool",
    "kind_number": "a number",
    "kind_tuple": ("a tuple of {count} value", "a tuple of {count} values"),
    "kind_list": ("a list of {count} value", "a list of {count} values"),
    "kind_dictionary": "a dictionary",
    "kind_dictionary_with": "a dictionary with {keys}",
    "kind_dictionary_empty": "a dictionary with no keys",
    "kind_text": "a text",
    "kind_function": "a function",
    "kind_of_type": "a value of type {type}",
    # what {type} stands for, unless it is a name; also alone, in place of a value: <array of object>
    "type_of_items": ("{type} of {count} item", "{type} of {count} items"),
    "type_of_shape": "array of shape {shape}",
    "type_of_dtype": "array of {dtype}",
    "type_large": "a very large structure",
    "type_deep": "a very deep structure",
    "type_deep_or_large": "a very deep or large structure",
    # in the place of a value
    "shown_function": "the function {name}",
    "shown_large_number": "a very large number",
    "in_turn": "{earlier} and then {later}",
    # notes below it, which cost nothing
    "right_but_graded": "Grading uses other numbers.",
    "note_changes_argument": "Good to know: {name} changes its argument {argument} in place.",
    "wrong_with_lent": "With a correct {needed}, {name} does not pass all its checks yet. Still to do: {parts}.",
    "note_carried": "Graded once more with a correct {needed}: a mistake there is not counted again here.",
    "unlimited": "On this platform an endless loop is not stopped for you; interrupt the kernel if one runs.",
    # --- what an exception says inside student code: what {error} and {reason} may stand for -------------------------
    "no_input": "the function asks for input; there is nobody to answer",
    "no_module": "the module {module} is not available here, nor is its {name}",
    "lent_refused": "{name} cannot be called like this: {error}",
    "lent_too_large": "the arguments are too large",
    "reason_in_line": "{reason} (line {line})",
    # --- around the cards in the notebook: check, hint and ready -----------------------------------------------------
    "hint": "Hint {number} of {of} for {name}: {text}",
    "no_more_hints": (
        "There is {count} hint for {name}; this is the last.",
        "There are {count} hints for {name}; this is the last.",
    ),
    "still_missing": "Still to do before this cell shows something: {names}.",
    "not_an_exercise": "{name} is not one of the exercises of {assignment}: {names}.",
    "check_takes_function": "check takes a function, as in check(sigmoid); it was given {got}.",
    "check_fault": "The check of {name} met a fault of its own ({error}); your code is untouched. Please tell "
    "the course about it.",
    "check_interrupted": "The check of {name} was interrupted.",
    "nameless": "this function",  # what {name} stands for where there is none
    # --- files of the course that a notebook needs -------------------------------------------------------------------
    "no_checks": "No checks were found for {name}. Keep checks.json beside the notebook, or set AUTOGRADER_HOME "
    "to the folder that holds it.",
    "checks_format": "{name} has the format {format}; this version reads {known}: download it again, or run "
    "`autograder build`",
    "checks_newer": "{name} needs a newer autograder: upgrade neural-networks-from-numpy",
    "checks_damaged": "{name} is damaged ({error}): download it again, or run `autograder build`",
    "checks_unreadable": "the checks {path} cannot be read ({reason}): download the file again",
    "checks_no_text": "{path} is not text: download the file again",
    "not_found": "{name} was not found; looked for {places}. Put it in one of these places, or set AUTOGRADER_HOME to "
    "the folder of the course.",
    "start_folder": "{folder}: open it in JupyterLab",
    "start_left": "{path} is already there and was left alone",
    # --- what a grader says of a whole notebook, or of one exercise --------------------------------------------------
    "hidden_only": "The checks in the notebook pass; with the other numbers of the grading, {name} does not.",
    "hidden_failed": "A check that uses other numbers than the notebook's did not pass.",
    "ungraded": "This exercise could not be graded because of a fault on our side; a person will look at it.",
    "fault": "{error} ({file}, line {line})",
    "practice": "practice: the public checks of the notebook",
    "note_whole_notebook": "Some names are only made while the whole notebook runs, so it was run once.",
    "note_broken_cell": "Cell {cell} could not be read ({reason}); what it defines was left out.",
    "note_large_cell": "Cell {cell} is larger than 1 MB and was left out.",
    "note_import": "{module} is not available here; what needs it may stop.",
    "note_name_reused": "{name} was used as a name for something else later (cell {later}); the function from "
    "cell {cell} counts.",
    "note_not_made": "A later line that makes {name} anew (cell {later}) did not work here; the function from "
    "cell {cell} counts.",
    # --- in a test run -----------------------------------------------------------------------------------------------
    "harness_submission": "submission: {path} ({assignment})",
    "harness_grade": "grade",
    # --- in the student version --------------------------------------------------------------------------------------
    "nb_stub": "{name} has not been written yet",
    "nb_stub_comment": "# replace this line",
    # --- why a file could not be graded ------------------------------------------------------------------------------
    "nb_no_notebook": "No notebook was handed in: the folder holds no file {name}.",
    "nb_several_notebooks": "No file is called {name} and several could be meant: {files}.",
    "nb_link": "{name} is a link to another file; hand in the notebook itself.",
    "nb_linked_folder": "The folder {name} is a link; hand in the folder itself.",
    "nb_shared_file": "{name} is the same file as one in another submission.",
    "nb_special": "{name} is not an ordinary file.",
    "nb_unreadable": "This notebook could not be read, so it earned nothing yet; a person will look at it. {reason}",
    "nb_fault": "This notebook could not be graded because of a fault on our side ({error}); a person will look at it.",
    # of one that cannot be read, also on the command line
    "file_no_match": "{pattern} stands for no notebook (*.ipynb): check the folder or the pattern",
    "file_missing": "there is no file {path}: check the path",
    "file_special": "{path} is not a file: give the path of a notebook (.ipynb)",
    "file_too_large": "{path} is larger than 200 MB: remove its outputs and save it again",
    "file_unreadable": "{path} cannot be read ({reason}): check its permissions",
    "file_empty": "{name} is empty: save the notebook again and hand in that file",
    "file_too_deep": "{name} is nested too deeply to be a notebook: save it again from Jupyter",
    "file_broken": "{name} is not a notebook or was cut off (its JSON breaks): save it again from Jupyter",
    "file_broken_at": "{name} is not a notebook or was cut off (its JSON breaks at line {line}): save it again from "
    "Jupyter",
    "file_no_notebook": "{name} is JSON but not a notebook: save it again from Jupyter",
    "file_without_cells": "{name} has no list of cells: save it again from Jupyter",
    # --- in the notebook that comes back -----------------------------------------------------------------------------
    # what was mended
    "nb_before_grading": "Before grading",
    "nb_renamed": "{found} was taken for {name}.",
    "nb_foreign": "No cell of this notebook has its mark: they were recognised by their function or text, and what was "
    "missing is back.",
    "nb_recognised": "Cells without their mark, recognised by their function or text: {names}.",
    "nb_retyped": "Cells that had become text and are code again: {names}.",
    "nb_restored": "Locked cells that were changed (the original is back, the change is below it): {names}.",
    "nb_missing": "Cells that were missing and are back: {names}.",
    "nb_repeated": "Cells that are there more than once (the last definition counts): {names}.",
    # in and about its cells
    "nb_not_an_exercise": "This cell belongs to no exercise of the answer key, so a person grades it.",
    "nb_large_cell": "# This cell is larger than 1 MB and was left out.",
    "nb_cut": "… the rest was left out …",
    "nb_figure": "Figure",
    # the page
    "page_title": "{notebook}: feedback",
    "page_exercise": "Exercise",
    "page_points_column": "Points",
    "page_points": ("{score} of {points} point", "{score} of {points} points"),
    "page_late": "Handed in late",
    "page_top": "top",
}


def say(message_id: str, /, **values: object) -> str:
    """The sentence ``message_id`` with its blanks filled in; of a pair the one that ``count`` asks for."""
    sentence = ENGLISH[message_id]
    if isinstance(sentence, tuple):
        one, many = sentence
        sentence = one if values["count"] == 1 else many
    return sentence.format(**values)
