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
    "yours": "your {what}",
    "expected": "{what} expected",
    "raised_line": "The line that stopped: {line}",
    "raised_line_in": "The line that stopped, in {function}: {line}",
    "raised_line_called": "The line that stopped, in {function}, called by {caller}: {line}",
    "calling_line": "The line that made this call, in {caller}: {line}",
    "from_here_on": "{part} from here on",
    "next_hint": "Stuck? hint({name}) asks a question.",
    # its message, one for each rung of the ladder
    "right": ("The one check passes.", "All {count} checks pass."),
    "not_started": "{name} has not been started: its region still holds the placeholder.",
    "missing": "No function called {name} was found in this notebook.",
    "missing_broken": "The cell that defines {name} could not be read: {reason}",
    # of a function that is older than its cell, in the notebook alone
    "cell_unread": "The cell that defines {name} was run again and could not be read: {reason}",
    "cell_stopped": "The cell that defines {name} was run again and stopped before it made {name}: {error}",
    "cell_no_longer": "The cell that defined {name} was run again, and no longer defines it.",
    "cell_older": "What {name} stands for is still what an earlier run of that cell made; this card does not speak "
    "of it.",
    "cell_not_run": "In the saved notebook, the cell of {name} reads otherwise than when it was run last. This card "
    "speaks of what was run.",
    "needs_first": "Your {needed} is not right yet; {name} uses it. Finish {needed} first.",
    "needs_started": "{name} uses {needed}, which has not been started. Begin there.",
    "raised": "{call} stopped with {error}",
    "returned_none": "{call} returned None. Does every path through the function end with a return?",
    "wrong_type": "{where} is {got}; expected is {expected}.",
    "wrong_count": (
        "{where} has {count} value; expected are {expected}.",
        "{where} has {count} values; expected are {expected}.",
    ),
    "not_comparable": "{where} is {got}, which cannot be compared with what is expected.",
    "missing_keys": "{where} has no key {missing}; its keys are {got}.",
    "no_keys": "{where} has no key {missing}; its keys are none.",
    "wrong_shape": "{where} has the shape {got}; expected is {expected}.",
    "rank_one": "{where} has the shape {got}, a rank-1 array: neither a row nor a column. Expected is {expected}.",
    "not_finite": "{where} holds nan or inf where a number is expected. A division by 0, the root of a negative "
    "number, the logarithm of 0 or less and numbers that grow too large give such values. Can one of these "
    "happen there?",
    "wrong_value": "{where} is not the expected value.",
    "wrong_entries": (
        "{count} of {of} numbers in {where} is not the expected one.",
        "{count} of {of} numbers in {where} are not the expected ones.",
    ),
    "right_elsewhere": "In other calls {what} is right; this one counts for: {part}.",
    "whole_numbers": "{where} holds whole numbers ({dtype}), and what is expected has digits behind the point. What "
    "kind of array are they put into?",
    "point_cut_off": "{where} holds whole numbers ({dtype}): all that stands behind the point is cut off.",
    "truth_values": "{where} holds True and False, which a comparison gives, where numbers are expected.",
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
    "draws_too_even": "The numbers in {where} are spread more evenly than chance does it: they follow a pattern.",
    "draws_not_uniform": "The numbers in {where} are not spread like the uniform distribution.",
    "batch_count": (
        "{where} has {count} mini-batch; expected are {expected}.",
        "{where} has {count} mini-batches; expected are {expected}.",
    ),
    "batch_sizes": "The mini-batches hold {got} examples; expected are {expected}.",
    "sizes_together": "Together that is {total}, and {given} were handed over.",
    "batch_uneven": "In mini-batch {number} the number of examples is {size}, and that of labels {labels}.",
    "batch_columns": "Together the mini-batches do not hold every example exactly once.",
    "batch_pairs": "In the mini-batches the examples and their labels no longer belong together.",
    "batch_order": "The mini-batches hold the examples in their old order; expected is a random order.",
    "array_unmoved": "{name} has not moved, but {other} has.",
    "array_apart": "A number of {name} came out as {number}. The same number in {other}, with the same gradient, came "
    "out as {twin}. What is different for {name}?",
    "step_wrong": "From iteration {first} to {second}, {where} did not move by minus the learning rate times "
    "its gradient.",
    "move_wrong": "From iteration {first} to {second}, {where} did not move along its gradient, neither down nor up.",
    # where the student's text makes it
    "made_by": "Your line that makes {what}: {line}. Is it what the text says, and do the values in it look as you "
    "expect?",
    "made_of": (
        "Your line that makes {what}: {line}. Is it what the text says? If it is, does {names} look as you expect?",
        "Your line that makes {what}: {line}. Is it what the text says? If it is, do {names} look as you expect?",
    ),
    "made_by_result": "the result",
    "start_level": "All numbers in {where} were the same at the start, so that nothing shows how each of them moves. "
    "How should they begin?",
    "not_learned": "After {steps} steps the cost of these examples, which one line can tell apart, is {cost} with your "
    "parameters; who only knew how many labels are 1 would have {guess}.",
    "start_at_rest": "Where {where} began its gradient is 0, so that nothing shows whether it learns.",
    "epoch_wrong": "From epoch {first} to {second}, {where} did not move as {optimizer} moves it, one mini-batch "
    "after the other.",
    "costs_of_others": "Compared with one another, the numbers in {where} are not the costs of epochs 0, {every} and "
    "so on.",
    "dealt_once": "In each of {epochs} epochs the examples were dealt out to the same mini-batches in the same order.",
    "split_sizes": "The parts hold {got} examples; expected are {expected}.",
    "split_uneven_training": "In the training part the number of examples is {size}, and that of labels {labels}.",
    "split_uneven_test": "In the test part the number of examples is {size}, and that of labels {labels}.",
    "split_columns": "Together the training and the test part do not hold every example exactly once.",
    "split_pairs": "In the parts the examples and their labels no longer belong together.",
    "split_order": "The examples are cut in their old order; expected is a random choice.",
    "split_arrays": "The four arrays come back in another order than in the text.",
    "same_for_all_seeds": "With the seed {first} and with the seed {second} the very same came back.",
    "other_for_one_seed": "Two calls with the seed {seed} did not give the same.",
    "timed_out": (
        "{call} did not finish within {count:g} second. Does the loop come to an end?",
        "{call} did not finish within {count:g} seconds. Does the loop come to an end?",
    ),
    "too_slow": (
        "{call} comes to an end, but takes longer than the {count:g} second that there is. A person will look at it.",
        "{call} comes to an end, but takes longer than the {count:g} seconds that there are. A person will look at it.",
    ),
    "too_much_memory": "{call} asked for more memory than there is for one exercise.",
    "crashed": "{call} ended the Python process.",
    "cell_crashed": "The cells that {name} needs did not come to an end, or ended the Python process.",
    # places: what {where} stands for, unless it is a name
    "place_returned": "what {name} returned",
    "place_value": "value {number} of {where}",
    "place_batch": "mini-batch {number}",
    # kinds of values: what {got} and {expected} stand for
    "kind_array": "an array",
    "kind_array_of_shape": "an array of shape {shape}",
    "kind_row": ("an array of {count} number", "an array of {count} numbers"),
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
    "note_half": "{names} ½: right by itself, but it does not come back as the text asks.",
    "note_half_stopped": "{names} ½: right as far as your function came before it stopped.",
    "note_from_own": "{names} ✓: judged from your own values, right as soon as what comes before is.",
    "wrong_with_lent": "With a correct {needed}, {name} does not pass all its checks yet. Still to do: {parts}.",
    "note_carried": "Graded once more with a correct {needed}: a mistake there is not counted again here.",
    "placeholder_left": "In a region of {name} there is still what stood there as its placeholder: {lines}",
    # --- facts about a wrong value that is no known mistake: no cause, and one question -------------------------------
    # what {calls} stands for: those in which {where} is wrong
    "relation_both_calls": "both calls",
    "relation_all_calls": ("the one call", "all {count} calls"),
    "relation_calls_with": (
        "one of {tried} calls, the one where {name} is {value}",
        "{count} of {tried} calls, those where {name} is {value}",
    ),
    "relation_calls": ("one of {tried} calls", "{count} of {tried} calls"),
    # what {value} stands for, unless it is a value
    "mark_handed_over": "handed over",
    "mark_array": "an array",
    "mark_number": "a number",
    "mark_whole": "an array of whole numbers",
    "mark_decimal": "an array of decimal numbers",
    "mark_more": "more than {number}",
    "mark_at_most": "at most {number}",
    "mark_one_column": "an array of one column",
    "mark_columns": "an array of several columns",
    "mark_one_row": "an array of one row",
    "mark_rows": "an array of several rows",
    "mark_diagonal": "an array of zeros but for its diagonal",
    "mark_not_diagonal": "an array with other numbers than 0 beside its diagonal",
    # what {name} stands for, unless it is a name
    "relation_columns": "the number of columns of {name}",
    "relation_rows": "the number of rows of {name}",
    "relation_entries": "the number of entries of {name}",
    "relation_axis": "the size of axis {axis} of {name}",
    "relation_given": "the {name} that was handed over",
    "relation_also": "The same is true of {names}.",
    # digits
    "relation_rounded": (
        "In {calls}, {where} is what is expected, rounded to {count} decimal. How many digits are asked for?",
        "In {calls}, {where} is what is expected, rounded to {count} decimals. How many digits are asked for?",
    ),
    "relation_cut_off": "In {calls}, {where} is what is expected without all that stands behind the point. Where are "
    "those digits lost?",
    "relation_first_digits": (
        "In {calls}, {where} agrees with what is expected in {count} digit of its largest numbers, and differs after "
        "it. Is something rounded on the way, or added that is very small?",
        "In {calls}, {where} agrees with what is expected in {count} digits of its largest numbers, and differs after "
        "them. Is something rounded on the way, or added that is very small?",
    ),
    # another value
    "relation_argument": "In {calls}, {where} is the {name} that was handed over, unchanged. What should happen to it?",
    "relation_quantity": "In {calls}, {where} is {name}. Is that what it should count?",
    "relation_other_value": "In {calls}, {where} holds what is expected of {name}. Which value belongs where?",
    "relation_own_value": "In {calls}, {where} is the same as your {name}, and the two should differ. Which line makes "
    "each of them?",
    "relation_one_number": "In {calls}, {where} is {number}. On what should it depend?",
    "relation_all_entries": "In {calls}, every entry of {where} is {number}. On what should the entries depend?",
    # factors
    "relation_negated": "In {calls}, {where} has the expected size and the opposite sign. Where is the sign decided?",
    "relation_constant": "In {calls}, {where} is exactly {factor} times what is expected. Where could such a factor "
    "come from?",
    "relation_logarithm": "In {calls}, {where} is {factor} times what is expected; the natural logarithm of {number} "
    "is {logarithm}. Where could such a factor come from?",
    "relation_entries_times": "In {calls}, {where} is what is expected times {name}, entry by entry. Where does that "
    "factor come from?",
    "relation_entries_divided": "In {calls}, {where} is what is expected divided by {name}, entry by entry. Is a "
    "factor missing, or one division too many?",
    "relation_times": "In {calls}, {where} is exactly what is expected times {name}, here {number}. Is a "
    "division missing, or one product too many?",
    "relation_divided": "In {calls}, {where} is exactly what is expected divided by {name}, here {number}. Is a "
    "factor missing, or one division too many?",
    "relation_times_negated": "In {calls}, {where} is exactly what is expected times {name}, here {number}, and of the "
    "opposite sign. Where does each of the two come from?",
    "relation_divided_negated": "In {calls}, {where} is exactly what is expected divided by {name}, here {number}, and "
    "of the opposite sign. Where does each of the two come from?",
    "relation_exchanged": "In {calls}, {where} is exactly what is expected times {one} and divided by {other}, here "
    "{a} and {b}. Which of the two should count?",
    "relation_fixed_divided": "In {calls}, {where} is exactly what is expected times {name} and divided by {number}, "
    "which is the same in every call. Should it be?",
    "relation_fixed_times": "In {calls}, {where} is exactly what is expected divided by {name} and times {number}, "
    "which is the same in every call. Should it be?",
    "relation_both_times": "In {calls}, {where} is exactly what is expected times {factor} and times {name}, here "
    "{number}. Where does each of the two come from?",
    "relation_both_divided": "In {calls}, {where} is exactly what is expected times {factor} and divided by {name}, "
    "here {number}. Where does each of the two come from?",
    # functions
    "relation_function": "In {calls}, {where} is exactly {function}. Which function is asked for, and of what?",
    "function_sigmoid": "the sigmoid of {name}",
    "function_tanh": "tanh of {name}",
    "function_relu": "{name} with zeros for all that is negative",
    "function_exp": "exp of {name}",
    "function_log": "the natural logarithm of {name}",
    "function_square": "the square of {name}",
    "function_root": "the square root of {name}",
    "function_abs": "{name} without its signs",
    "function_sigmoid_slope": "the slope of the sigmoid at {name}",
    "function_tanh_slope": "the slope of tanh at {name}",
    "function_sigmoid_slope_by_value": "{name} times one less {name}",
    "function_tanh_slope_by_value": "one less the square of {name}",
    # sums
    "relation_without": "In {calls}, {where} is exactly what is expected without {name}. Where should {name} come in?",
    "relation_added": "In {calls}, {where} is exactly what is expected with {name} added to it. Where does {name} "
    "belong?",
    "relation_less_twice": "In {calls}, {where} is exactly what is expected less twice {name}. With which sign does "
    "{name} come in?",
    "relation_more_by_twice": "In {calls}, {where} is exactly what is expected and twice {name} more. With which sign "
    "does {name} come in?",
    "relation_number_more": "In {calls}, {where} is exactly {number} more than what is expected, everywhere. Where "
    "could such a number come in?",
    "relation_number_less": "In {calls}, {where} is exactly {number} less than what is expected, everywhere. Where "
    "could such a number come in?",
    # arrangement
    "relation_turned": "In {calls}, rows and columns are exchanged. Which number of the shape should stand first?",
    "relation_each_row": "In {calls}, there is one number for each row. How many should stand in a row?",
    "relation_each_column": "In {calls}, there is one number for each column. How many should stand in a column?",
    "relation_piece": "In {calls}, it is exactly {piece} of what is expected. Where are the others?",
    "relation_first_entry": "the first entry",
    "relation_last_entry": "the last entry",
    "relation_first_row": "the first row",
    "relation_last_row": "the last row",
    "relation_first_column": "the first column",
    "relation_last_column": "the last column",
    "relation_rows_but_first": "all the rows but the first",
    "relation_rows_but_last": "all the rows but the last",
    "relation_columns_but_first": "all the columns but the first",
    "relation_columns_but_last": "all the columns but the last",
    "relation_some_calls": "In {calls}, {where} is not what is expected, and in all others it is right. What is "
    "different there?",
    "relation_transposed": "In {calls}, {where} holds the expected numbers with rows and columns exchanged. What "
    "should a row stand for?",
    "relation_reshaped": "In {calls}, its numbers are the expected ones, in their order. What should each axis stand "
    "for?",
    "relation_other_order": "In {calls}, {where} holds the expected numbers in another order: those of a column stand "
    "where those of a row belong. What should a row stand for?",
    "relation_sum": "In {calls}, {where} is one number, the sum of all the entries that are expected. Over what should "
    "the sum run?",
    "relation_mean": "In {calls}, {where} is one number, the mean of all the entries that are expected. Over what "
    "should the mean run?",
    "relation_sum_along": "In {calls}, {where} is the sum of what is expected along axis {axis}. Over what should the "
    "sum run?",
    "relation_mean_along": "In {calls}, {where} is the mean of what is expected along axis {axis}. Over what should "
    "the mean run?",
    # steps
    "relation_step_back": "In {calls}, {where} lies as far from the {name} that was handed over as it should, but on "
    "the other side. Which way should the step go?",
    "relation_step_length": "In {calls}, {where} lies exactly {factor} times as far from the {name} that was handed "
    "over as it should. What decides how long the step is?",
    "relation_step_times": "In {calls}, the way from the {name} that was handed over to {where} is the expected one "
    "times {scalar}. What decides how long the step is?",
    "relation_step_divided": "In {calls}, the way from the {name} that was handed over to {where} is the expected one "
    "divided by {scalar}. What decides how long the step is?",
    # training
    "relation_training_still": "In {calls}, the parameters are the same, however many iterations are asked for. What "
    "should each iteration change?",
    "relation_training_back": "In {calls}, every step of the training is as long as it should be, in the opposite "
    "direction. Which way should the parameters move?",
    "relation_training_length": "In {calls}, every step of the training is exactly {factor} times as long as it should "
    "be. What decides its length?",
    "relation_training_times": "In {calls}, every step of the training is exactly as it should be times the number of "
    "examples, here {number}. Which line should see to that number?",
    "relation_training_divided": "In {calls}, every step of the training is exactly as it should be divided by the "
    "number of examples, here {number}. Which line should see to that number?",
    "relation_training_rate": "In {calls}, every step of the training is exactly as it should be divided by {name}. "
    "What decides its length?",
    "relation_training_optimizer": "In {calls}, the parameters move as {optimizer} moves them, where another optimizer "
    "is asked for. Which line decides between them?",
    "relation_training_one_batch": "In {calls}, the parameters move as if all the examples were one mini-batch, where "
    "smaller ones are asked for. Over what should a step go?",
    "relation_costs_alike": "In {calls}, the first cost is the mean of those of the mini-batches, each counting alike, "
    "the smaller last one too. For how many examples should each count?",
    "relation_costs_full": "In {calls}, the first cost is an average in which the smaller last mini-batch counts for "
    "as many examples as the others. How many does it hold?",
    "relation_costs_last": "In {calls}, the first cost is that of a single mini-batch. What of the others?",
    "relation_costs_sum": "In {calls}, the first cost is the sum of those of the mini-batches. What makes an average "
    "of them?",
    "relation_costs_unweighted": "In {calls}, the first cost is the sum of those of the mini-batches, divided by the "
    "number of all the examples. For how many examples should each count?",
    # histories
    "relation_lacks_first": "In {calls}, {where} holds what is expected but for the first value, which is not there. "
    "When is a value kept for the first time?",
    "relation_lacks_last": "In {calls}, {where} holds what is expected but for the last value, which is not there. "
    "When is a value kept for the last time?",
    "relation_one_before": "In {calls}, {where} holds what is expected and one value more before it. When is a value "
    "kept for the first time?",
    "relation_one_behind": "In {calls}, {where} holds what is expected and one value more behind it. When is a value "
    "kept for the last time?",
    "relation_late": "In {calls}, each value of {where} but the first is what is expected one place before. At which "
    "moment is a value kept?",
    "relation_early": "In {calls}, each value of {where} but the last is what is expected one place further on. At "
    "which moment is a value kept?",
    # partly right
    "relation_where_negative": "In {calls}, {where} is wrong wherever {name} is negative, and nowhere else.",
    "relation_where_positive": "In {calls}, {where} is wrong wherever {name} is positive, and nowhere else.",
    "relation_where_zero": "In {calls}, {where} is wrong wherever {name} is 0, and nowhere else.",
    "relation_where_between": "In {calls}, {where} is wrong wherever {name} is between 0 and 1, and nowhere else.",
    "relation_where_beyond": "In {calls}, {where} is wrong wherever {name} is above 1, and nowhere else.",
    "relation_there_argument": "There it holds {name} itself.",
    "relation_there_negated": "There it is {name} with the opposite sign.",
    "relation_there_number": "There it is always {number}.",
    "relation_there": "What should it be there?",
    "relation_kinds": "Wrong in every call: {wrong}. Right in every call: {right}. What is different between them?",
    "relation_but_first_row": "In {calls}, {where} is right but for its first row. What is different for it?",
    "relation_but_last_row": "In {calls}, {where} is right but for its last row. What is different for it?",
    "relation_but_first_column": "In {calls}, {where} is right but for its first column. What is different for it?",
    "relation_but_last_column": "In {calls}, {where} is right but for its last column. What is different for it?",
    "relation_but_first_entry": "In {calls}, {where} is right but for its first entry. What is different for it?",
    "relation_but_last_entry": "In {calls}, {where} is right but for its last entry. What is different for it?",
    # --- what an exception means -------------------------------------------------------------------------------------
    # where it was: what {place} stands for
    "gloss_in_code": "In {code}",
    "gloss_in_line": "In the line below",
    "gloss_in_call": "In this call",
    # kinds of values: what {type}, {left} and {right} stand for beside shapes
    "gloss_type_none": "None",
    "gloss_type_float": "a decimal number (float)",
    "gloss_type_int": "a whole number (int)",
    "gloss_type_bool": "a truth value (bool)",
    "gloss_type_str": "a text (str)",
    "gloss_type_tuple": "a tuple",
    "gloss_type_list": "a list",
    "gloss_type_dict": "a dictionary",
    "gloss_type_set": "a set",
    "gloss_type_array": "an array",
    "gloss_type_module": "a module",
    "gloss_type_function": "a function",
    # shapes that do not fit
    "gloss_product": "{place}, the left side of a product has the shape {left} and the right side {right}. The last "
    "size of the left one, {a}, and the first of the right one, {b}, have to be equal. Which shape should each have?",
    "gloss_matmul": "{place}, the left side of a product ends in size {a}, and the right one has size {b} where it "
    "has to be {a} too. Which shape should each have?",
    "gloss_matmul_number": "{place}, one side of a matrix product is a single number; both have to be arrays.",
    "gloss_broadcast": "{place}, arrays of the shapes {left} and {right} meet entry by entry, and do not fit. "
    "Counted from the last axis, two sizes have to be equal, or one of them 1. Which shape should each have?",
    "gloss_broadcast_many": "{place}, arrays of the shapes {shapes} meet entry by entry, and do not fit. Counted from "
    "the last axis, all sizes but 1 have to be equal.",
    "gloss_in_place": "{place}, the result has the shape {right}, but the array that it is written into keeps its "
    "own, {left}.",
    "gloss_into": "{place}, values of the shape {left} are written into a place of the shape {right}, and do not fit "
    "there.",
    "gloss_ragged": "{place}, an array is made of pieces of different lengths or shapes, so that they fill no table.",
    "gloss_element": "{place}, a single entry of an array is given several values; it has room for one number.",
    "gloss_reshape": "{place}, {size} numbers get the shape {shape}. A new shape keeps every number, and {size} "
    "numbers do not fill that one exactly.",
    "gloss_reshape_open": "{place}, {size} numbers do not come out even over the sizes that are given: the "
    "one that is left open would be no whole number.",
    "gloss_reshape_two_open": "{place}, more than one size of the new shape is left open; only one can be worked out.",
    "gloss_join_sizes": "{place}, arrays are joined that differ along axis {axis}: one has size {a} there, the other "
    "{b}. Only along the axis at which they are joined may their sizes differ.",
    "gloss_stack": "{place}, arrays are put beside each other that are not all of one shape.",
    "gloss_split": "{place}, an array is cut into parts that should all be of one size, and its entries do not come "
    "out even.",
    "gloss_join_axes": "{place}, arrays are joined of which one has {a} axes and the other {b}; the numbers of axes "
    "have to be the same.",
    "gloss_square": "{place}, a square matrix is needed, with as many rows as columns.",
    "gloss_singular": "{place}, the matrix has no inverse: the system of equations has no single solution.",
    "gloss_empty": "{place}, {name} is asked of an array without any entries.",
    # one value where several stand, and the other way round
    "gloss_truth": "{place}, one yes or no is asked for, as by if, while, and, or, not. An array of several entries "
    "has an answer for each of them.",
    "gloss_one_number": "{place}, a single number is needed and an array is given. float, int and the functions of "
    "math take one number; NumPy's functions take whole arrays.",
    "gloss_one_whole_number": "{place}, a single whole number is needed and an array is given.",
    "gloss_real_number": "{place}, a number is needed; given is {type}.",
    "gloss_integer": "{place}, a whole number is needed; given is {type}. A product with a decimal number and a "
    "division with / are decimal numbers for Python, even where they come out even.",
    "gloss_integer_not_several": "{place}, a single whole number is needed where {type} is given. Is there a pair of "
    "brackets too many?",
    "gloss_integer_other": "{place}, a whole number is needed; given is {type}.",
    "gloss_sizes": "{place}, a size is needed, and for Python only a whole number is one: 2 is, 2.0 is not.",
    "gloss_slice": "{place}, a part is cut out from one position to another, and positions are whole numbers. A "
    "product with a decimal number and a division with / are none for Python, even where they come out even.",
    "gloss_repeat": "{place}, a list, tuple or text is multiplied by {type}. For these, * means to repeat them, and "
    "works with whole numbers; entry by entry it multiplies arrays alone.",
    "gloss_data_type": "{place}, {value} stands where the type of the numbers is named. If it is meant as a size: a "
    "shape of several sizes is one argument, with brackets of its own.",
    "gloss_no_data_type": "{place}, {value} stands where the type of the numbers is named, and is the name of none.",
    "gloss_gradient": "{place}, gradient takes the differences of entries that are neighbours, and there are too few "
    "of them. It knows of no formula.",
    "gloss_negative_size": "{place}, an array is asked for with a negative size.",
    # round brackets
    "gloss_call_number": "{place}, the round brackets behind {name} call it like a function, but it is {type}. "
    "Without a sign between them, Python reads no product.",
    "gloss_call_entries": "{place}, the round brackets behind {name} call it like a function, but it is {type}: its "
    "entries are taken with square brackets, and as a whole it stands without any.",
    "gloss_call_module": "{place}, the round brackets behind {name} call it like a function, but it is a module, a "
    "collection of functions. Which one of them is meant?",
    "gloss_call_other": "{place}, the round brackets behind {name} call it like a function, but it is {type}.",
    "gloss_call_unknown": "{place}, round brackets call {type} like a function.",
    # operators
    "gloss_caret": "{place}, ^ is no power: in Python it compares the bits of whole numbers. Which sign stands for a "
    "power?",
    "gloss_and": "{place}, & and | join truth values, or the bits of whole numbers, and here one side is neither. They "
    "come before a comparison, unless brackets say otherwise.",
    "gloss_not": "{place}, ~ turns truth values, or the bits of whole numbers, round; here it is given decimal "
    "numbers.",
    "gloss_none_here": "{place}, there is None where {name} stands: no value at all. Where was it to get one?",
    "gloss_none": "{place}, one of the values is None: no value at all. Where was it to get one?",
    "gloss_operands": "{place}, the sign {op} cannot put {left} and {right} together.",
    "gloss_unary": "{place}, the sign {op} stands before {type}, which is no number.",
    "gloss_compare_here": "{place}, {name} is {type}, and that is neither smaller nor larger than what stands on the "
    "other side.",
    "gloss_compare": "{place}, the sign {op} compares {left} with {right}, and these two have no order.",
    "gloss_concatenate": "{place}, {left} is followed by + and {right}. Behind {left}, + hangs another one of its "
    "kind on; it adds no numbers.",
    "gloss_cast": "{place}, decimal numbers are written into an array of whole numbers. An array that is changed in "
    "place keeps the type that it was made with.",
    "gloss_cast_object": "{place}, what is to be written into the array is not a number in every entry; it may be "
    "None.",
    "gloss_ufunc": "{place}, NumPy's {name} has no answer for the kind of values that it is given.",
    "gloss_ufunc_type": "{place}, NumPy's {name} is given {type}, or an array that holds it, in the place of numbers.",
    # values that are taken apart
    "gloss_unpack_many": "{place}, {names} values are taken apart, a name for each, but more than {names} come.",
    "gloss_unpack_few": "{place}, {names} values are taken apart, a name for each, but only {values} come.",
    "gloss_unpack_one": "{place}, several values are taken apart, a name for each, but what comes is {type}.",
    # positions and keys
    "gloss_position": "{place}, there is no position {index}: axis {axis} has the positions 0 to {last}.",
    "gloss_position_empty": "{place}, there is no position {index}: axis {axis} has no entries at all.",
    "gloss_shape_entry": "{place}, {name} has no entry at this position: a shape has one entry for each axis, and "
    "the count begins at 0.",
    "gloss_range": "{place}, a position is asked for that {type} does not have here. The count begins at 0, so that "
    "the last one is the length less 1.",
    "gloss_pop": "{place}, an entry is taken out of a list that has none left.",
    "gloss_array_key": "{place}, {name} is an array and is asked for {key}. Keys belong to dictionaries; an array "
    "has positions. Is {name} what you expect?",
    "gloss_array_index": "{place}, the square brackets pick entries of an array. They take whole numbers, parts such "
    "as 0:3, or True and False for each entry; here is something else.",
    "gloss_mask": "{place}, {mask} times True or False are to pick from axis {axis}, which has {size} entries; the "
    "numbers have to be the same.",
    "gloss_text_key": "{place}, {name} is {type} and is asked for a text. Keys belong to dictionaries; {type} has "
    "positions. Is {name} what you expect?",
    "gloss_two_positions": "{place}, {type} is asked for two positions at once, with a comma between them. Arrays "
    "know that, lists do not.",
    "gloss_whole_position": "{place}, the entries of {type} are asked for by something that is no whole number.",
    "gloss_none_entries": "{place}, {name} is None, no value at all, and has no entries. None comes back from a "
    "function without a return, or from one that changes what it is given, as shuffle and append do; and it may "
    "stand for an argument that was not given. Where was {name} to get its value?",
    "gloss_function_entries": "{place}, {name} is there to be called, and square brackets stand behind it. Round "
    "ones call it.",
    "gloss_no_entries": "{place}, {name} is {type}, and has no entries. Is it what you expect?",
    "gloss_no_entries_there": "{place}, square brackets ask for an entry of {type}, which has none.",
    "gloss_scalar_entry": "{place}, an entry is asked of a single number, which has none.",
    "gloss_item": "{place}, an entry of {type} is to be set, and that has no entries that can be set.",
    "gloss_len": "{place}, a length is asked for; {type} has none.",
    "gloss_len_array": "{place}, a single number stands where several values are needed: it has no axis to go along.",
    "gloss_iterable": "{place}, values are needed to go through one by one; {type} holds none.",
    "gloss_unhashable": "{place}, {type} stands where the key of a dictionary, or an entry of a set, is needed. It "
    "cannot be one: such a value must never change.",
    "gloss_too_many_positions": "{place}, an array is asked for {positions} positions, but its number of axes is "
    "{axes}.",
    "gloss_axis": "{place}, axis {axis} is asked for, but the array's number of axes is {axes}, and the first one is "
    "axis 0.",
    "gloss_key_braces": "{place}, the key is {key} as it stands, with the curly brackets. They are filled in only in "
    "a text with an f before its first quotation mark.",
    "gloss_key_of": "{place}, {name} has no key {key}. Which keys does it have?",
    "gloss_key": "{place}, there is no key {key}. Which keys are there?",
    # attributes
    "gloss_module": "{place}, {module} has nothing that is called {attribute}, in the version that is used here.",
    "gloss_none_attribute": "{place}, {name} is None, no value at all, and has no {attribute}. Where was it to "
    "get a value?",
    "gloss_dict_attribute": "{place}, {type} is asked for {attribute} with a dot. Its values are found by their "
    "keys, in square brackets.",
    "gloss_array_attribute": "{place}, {type} is asked for {attribute}, which arrays have and {type} has not.",
    "gloss_attribute_of": "{place}, {name} is {type}, and that has nothing called {attribute}.",
    "gloss_attribute": "{place}, {type} is asked for {attribute}, and has nothing of that name.",
    # arguments
    "gloss_missing": "{place}, {name} is called without {missing}, which it needs.",
    "gloss_takes": "{place}, the number of arguments that {name} takes is {takes}, and the number given is {given}.",
    "gloss_keyword": "{place}, {name} knows no argument with the name {keyword}.",
    "gloss_twice": "{place}, {name} is given its argument {keyword} twice: by its place and by its name.",
    # names
    "gloss_unbound": "{place}, {name} is read, and nothing in the function has given it a value yet. As the function "
    "sets it somewhere, a variable of that name outside of the function does not count.",
    "gloss_numpy_name": "{place}, {name} stands alone. NumPy has something of that name, which is found by np and a "
    "dot before it.",
    "gloss_near_name": "{place}, there is no variable {name} when the line runs. There is one called {near}. Is it "
    "that one?",
    "gloss_called_name": "{place}, there is no function {name} when the line runs. Is it spelt as where it is defined?",
    "gloss_compared_name": "{place}, {name} is compared, and there is no variable {name}. Two equals signs ask whether "
    "both sides are equal; neither of them gets a value.",
    "gloss_name": "{place}, there is no variable {name} when the line runs. Is it given a value in this function, "
    "under this very name?",
    # numbers
    "gloss_divisor": "{place}, {name} is 0, and nothing can be divided by 0.",
    "gloss_division": "{place}, something is divided by 0.",
    "gloss_overflow": "{place}, a number comes up that is too large for the kind of number that is to hold it.",
    "gloss_domain": "{place}, a function of math is asked for a number at which it has no value, such as the "
    "logarithm of 0 or the root of a negative number.",
    "gloss_not_finite": "{place}, {value} is to become a whole number; it is none.",
    "gloss_text_number": "{place}, the text {value} is to become a number; it is none.",
    "gloss_text_whole_number": "{place}, the text {value} is to become a whole number, and is not written as one.",
    "gloss_negative_power": "{place}, a whole number is raised to a negative power, and what comes out is no whole "
    "number. Which of the two should be a decimal number?",
    "gloss_recursion": "{place}, a function calls itself, directly or by way of another, more often than Python "
    "allows. When does it stop doing so?",
    # what the answer says by itself, and what it looks for
    "gloss_assertion": "The line below says by itself what has to be true at this point, and in this call it is not.",
    "gloss_placeholder": "The line with raise is still there: the function ends at it, whatever else is written "
    "around it.",
    "gloss_file": "{place}, there is no file {file} where this runs.",
    "gloss_no_module": "{place}, the module {module} is not available here.",
    # cells that cannot be read
    "gloss_indent": "That line begins further to the right than the one before it, and no line above it opens a block.",
    "gloss_block": "A line that ends in a colon is followed by lines that begin further to the right; here none does.",
    "gloss_unindent": "That line begins at a place at which no line above it begins.",
    "gloss_tabs": "Some lines begin with tabs and others with spaces; Python does not know which begin at the same "
    "place.",
    "gloss_never_closed": "The bracket {bracket} in that line has no partner that closes it.",
    "gloss_unmatched": "The bracket {bracket} in that line has no partner that opens it.",
    "gloss_colon": "A line such as def, if, for or while ends in a colon; there it is missing.",
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
    "hint_number": (
        "{name} has {count} hint: hint({name}).",
        "{name} has {count} hints, with numbers from 1 on: hint({name}), hint({name}, 2).",
    ),
    "hint_offered": "There is a hint for {name} that was not shown yet: hint({name}, {number})",
    "replay_call": "The call of the card once more: {call}. Its arguments are variables of the notebook now: {names}.",
    "replay_taken": "What you call {names} stays as it is.",
    "replay_cut": "… more was printed and is not shown.",
    "replay_nothing": "There is no call of {name} to make once more.",
    # of a call with other arguments
    "check_takes": "check takes one function, by its name alone, as in check(sigmoid); it was given {got}.",
    "hint_takes": "hint takes a function or its name, and perhaps a number: hint(sigmoid, 2); it was given {got}.",
    "ready_takes": "ready takes functions, each by its name alone, as in ready(sigmoid); it was given {got}.",
    "replay_takes": "replay takes one function, by its name alone, as in replay(sigmoid); it was given {got}.",
    "progress_takes": "progress takes what a loop goes through, as in progress(range(100)), or nothing: progress() "
    "says what is done and what comes next; it was given {got}.",
    "reset_takes": "reset takes a function or its name, as in reset(sigmoid); it was given {got}.",
    "before_you_hand_in_takes": "before_you_hand_in() takes nothing; it was given {got}.",
    "no_quotation_marks": "{called} takes the function itself: its name stands there without quotation marks.",
    "given_nothing": "nothing",
    "given_arguments": ("{count} argument", "{count} arguments"),
    "check_fault": "The check of {name} met a fault of its own ({error}); your code is untouched. Please tell "
    "the course about it.",
    "check_interrupted": "The check of {name} was interrupted.",
    "nameless": "this function",  # what {name} stands for where there is none
    # --- how far one is in the course: progress() --------------------------------------------------------------------
    "progress_column_notebook": "notebook",
    "progress_column_done": "exercises done",
    "progress_column_next": "next",
    "progress_done": "{done} of {all}",
    "progress_complete": "all done",
    "progress_no_notebook": "there is no notebook in this folder",
    "progress_next_here": "Next: {name}, in this notebook.",
    "progress_next": "Next: {name}, in {notebook}.",
    "progress_finished": "All exercises are done.",
    "progress_look": "Some notebooks could not be read.",
    "progress_live": "Of this notebook this is what the checks say now; of the others, what the last cards in the "
    "saved files say.",
    "progress_saved": "This is what the last cards in the saved notebooks say.",
    "progress_none": "No notebooks of the course were found in {folder}. Go to the folder that "
    "`autograder start` made, or name it: `autograder progress FOLDER`.",
    # --- an exercise as it was given out: reset ----------------------------------------------------------------------
    "reset_shown": "{name} as it was given out stands in a new cell below. Your own cell is as it was: a function "
    "cannot change the cells of an open notebook. To begin anew, copy the text of the new cell over that of your own, "
    "and delete the new cell.",
    "reset_kept": "What you ran last of {name} is kept in {kept}, too.",
    "reset_whole_in_browser": "To have the whole notebook as it was given out, download your work, open All files from "
    "the first page, and delete the notebook in its folder there: the original takes its place.",
    "reset_no_original": "The original of {name} is not on this machine: get the notebook once more where you got this "
    "one.",
    "reset_done": "{name} in {notebook} is as it was given out. Your text is kept in {kept}.",
    "reset_open": "Is {notebook} open in JupyterLab? Then choose File > Reload Notebook from Disk before you go on.",
    "reset_nothing": "{name} in {notebook} is as it was given out: nothing was changed.",
    "reset_others": (
        "Code cell {cells} of {notebook} defines {name}, too; what stands last counts.",
        "Code cells {cells} of {notebook} define {name}, too; what stands last counts.",
    ),
    "reset_no_cell": "No cell of {notebook} is that of {name}, so nothing was changed. In the notebook, "
    'reset("{name}") shows the original.',
    "reset_not_kept": "{folder} cannot be written ({reason}), and your text would not be kept: nothing was changed.",
    "reset_not_written": "{notebook} cannot be written ({reason}): nothing was changed.",
    "reset_saved_meanwhile": "{notebook} was saved by another program just now: nothing was changed. Close it there, "
    "and try again.",
    "site_title": "Neural networks from NumPy",
    "site_python_starting": "Python is being started in this tab. The first time it has to be fetched, which may take "
    "a minute. Cells that you run meanwhile wait for it.",
    "site_python_late": "Python is still not there. Over a slow network the first start takes some minutes; if the "
    "network is gone, load this page again when it is back.",
    "site_python_unreachable": "Python could not be fetched: is this machine without a network? Load this page again "
    "when it is back.",
    "site_python_impossible": "This browser cannot run Python, as it has no WebAssembly or it is switched off: open "
    "this page in a current Firefox, Chrome, Edge or Safari.",
    "site_home": "All notebooks",
    "reset_of_the_course": "{notebook} is the course's own, as it is given out: `autograder start` makes a copy to "
    "work in.",
    # --- before handing in -------------------------------------------------------------------------------------------
    "hand_in_title": "{notebook}, as it was saved at {time}",
    "hand_in_same": "Every cell above was run once, from top to bottom, and the saved file reads the same.",
    "hand_in_differs": "What was run is not the saved file from top to bottom: they differ first at the cell "
    "that begins `{line}`. Save the notebook, choose Kernel > Restart Kernel and Run All Cells, and look here again.",
    "hand_in_right": (
        "{done} of {count} exercise in the file passes its checks.",
        "{done} of {count} exercises in the file pass their checks.",
    ),
    "hand_in_wrong": "Not right yet: {names}.",
    "hand_in_not_started": "Not begun: {names}.",
    "hand_in_not_judged": "The file could not be judged. In a terminal, `autograder check` and its name say why.",
    "hand_in_no_file": "Which file this notebook is, is not known here. In a terminal, `autograder check` and the name "
    "of the file say what its checks say.",
    "hand_in_right_in_browser": (
        "{done} of {count} exercise passes its checks, as it was run in this tab.",
        "{done} of {count} exercises pass their checks, as they were run in this tab.",
    ),
    "hand_in_no_exercises": "No assignment of the course is called {folder}, as the folder of this notebook is, so "
    "nothing was checked.",
    "hand_in_download": "To hand in, choose File > Download, or take {name}: it holds {names}, each as it was saved. "
    "The link works as long as this notebook stays open and is not restarted.",
    "hand_in_download_nothing": "There is nothing to download yet: the saved notebooks are as they were given out.",
    "no_files_in_browser": "This browser does not show the saved notebooks to Python, as in a private window, so "
    "nothing can be said of them. `check` works all the same, and File > Download saves this notebook.",
    "hand_in_nothing_changed": "Nothing was handed in, and nothing was changed. The grading uses other numbers.",
    # --- the page on which one begins --------------------------------------------------------------------------------
    "start_page": """# Start here

| notebook | exercises | points | time |
| --- | --- | --- | --- |
{rows}

Take them in this order, and read each from the top. The time counts 150 words of text a minute and ten minutes for each
exercise. Take longer if you like, and stop where you like: what is saved is there when you come back.

**How far are you?** Click on the cell below and press Shift+Enter.""",
    "start_page_row": "| [{title}]({link}) | {exercises} | {points} | {time} |",
    "start_page_time": ("about {count:g} hour", "about {count:g} hours"),
    "start_page_where": """## What is where

* Each folder holds one notebook, and `checks.json`, which `check(...)` reads: leave it beside the notebook.
* **To begin an exercise anew**, write `from autograder import reset` into a new cell of its notebook, and below it
  `reset({name})`. The exercise comes in a new cell, as it was given out, and what you have written stays. Or in a
  terminal (File → New → Terminal): `autograder reset {name} {notebook}` changes the file, and keeps your text in the
  folder `kept` beside it.
* `autograder progress`, in a terminal too, says the same as the cell above.
* **Before you hand in**, look at the end of the notebook: its last cell has the saved file judged by the checks.
* What you hand in is the notebook itself, the file that ends in `.ipynb`.""",
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
    "start_begin": "{path}: begin here",
    # --- what a grader says of a whole notebook, or of one exercise --------------------------------------------------
    "hidden_only": "The checks in the notebook pass; with the other numbers of the grading, {name} does not.",
    "hidden_failed": "A check that uses other numbers than the notebook's did not pass.",
    "not_reached": (
        "{name} was not reached: the rest of the notebook has used up the {count:g} second that it has. A person will "
        "look at it.",
        "{name} was not reached: the rest of the notebook has used up the {count:g} seconds that it has. A person will "
        "look at it.",
    ),
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
    "nb_how_it_works": """## How this notebook works

1. Read from the top. Each exercise is one function. The code between
   `### START CODE HERE ###` and `### END CODE HERE ###` is yours; the rest of the cell stays as it is.
2. Run your cell, then the cell below it: `check(...)`. The card says what was seen.
   **✓ right** · **✗ not right yet**, with the smallest example that shows it, yours and expected side by side ·
   **○ not started**, or waiting for another function.
3. Stuck? `hint(...)` with the name of the function asks a question. `hint(..., 2)` says more, and `hint(..., 3)` says
   nearly all. `replay(...)` makes the call of a red card once more: its numbers become variables of the notebook, and
   you see what your function prints.

The number of lines that a region mentions is what was needed. Yours may be shorter or longer; what counts is the
result. The grading uses other numbers than the checks, made in the same way: what is green here is right there.""",
    # --- why a file could not be graded ------------------------------------------------------------------------------
    "nb_no_notebook": "No notebook was handed in: there is no file {name}; {holds}.",
    "nb_folder_holds": "the folder holds {files}",
    "nb_folder_empty": "the folder is empty",
    "nb_untouched_beside": "{name} is as it was given out, and beside it lies a notebook that is not: {files}.",
    "nb_untouched_beside_closed": "{name} is as it was given out, and beside it lies what may hold another: {files}.",
    "nb_another": "This is {other}, and it was handed in for {assignment}.",
    "nb_several_notebooks": "No file is called {name} and several could be meant: {files}.",
    "nb_link": "{name} is a link to another file; hand in the notebook itself.",
    "nb_closed": "{name} or the folder that it is in may not be opened: let whoever grades read both.",
    "nb_linked_folder": "The folder {name} is a link; hand in the folder itself.",
    "nb_anothers_file": "{name} is one file with a notebook in another submission, and belongs there; hand in a file "
    "of your own.",
    "nb_special": "{name} is not an ordinary file.",
    "nb_unreadable": "This was not graded, so it earned nothing yet; a person will look at it. {reason}",
    "nb_fault": "This notebook could not be graded because of a fault on our side ({error}); a person will look at it.",
    # of one that cannot be read, also on the command line
    "file_no_match": "{pattern} stands for no notebook (*.ipynb): check the folder or the pattern",
    "file_missing": "there is no file {path}: check the path",
    "file_special": "{path} is not a file: give the path of a notebook (.ipynb)",
    "file_link": "{path} is a link to another file: give the path of the notebook itself",
    "file_too_large": "{path} is larger than 30 MB: clear its outputs and save it again",
    "file_unreadable": "{path} cannot be read ({reason}): check its permissions",
    "file_empty": "{name} is empty: save the notebook again and hand in that file",
    "file_nothing": "{name} is a notebook in which nothing stands: hand in the one with your work",
    "file_too_many_parts": "{name} holds millions of pieces of data: clear its outputs and save it again",
    "file_too_deep": "{name} is nested too deeply to be a notebook: save it again from Jupyter",
    "file_broken": "{name} is not a notebook or was cut off (its JSON breaks): save it again from Jupyter",
    "file_broken_at": "{name} is not a notebook or was cut off (its JSON breaks at line {line}): save it again from "
    "Jupyter",
    "file_no_notebook": "{name} is JSON but not a notebook: save it again from Jupyter",
    "file_without_cells": "{name} has no list of cells: save it again from Jupyter",
    # of one in a zip archive
    "zip_member": "{member} in {name}",
    "zip_broken": "{name} cannot be unpacked: hand in the notebook itself",
    "zip_locked": "{name} is locked with a password: hand in the notebook itself",
    "zip_method": "{name} is packed in an unusual way: hand in the notebook itself",
    "zip_too_many": "{name} is a zip archive of more than {most} files: hand in the notebook itself",
    "zip_several": "{name} is a zip archive with several notebooks ({files}): hand in the one with your work itself",
    "zip_without": "{name} is a zip archive without a notebook (it holds {files}): hand in the notebook itself",
    "zip_empty": "{name} is a zip archive with nothing in it: hand in the notebook itself",
    # --- in the notebook that comes back -----------------------------------------------------------------------------
    # what was mended
    "nb_before_grading": "Before grading",
    "nb_renamed": "{found} was taken for {name}.",
    "nb_zipped": "{name} is a zip archive; the only notebook in it, {member}, was graded.",
    "nb_zipped_several": "{name} is a zip archive with several notebooks; {member}, which has the name of this "
    "assignment's, was graded.",
    "nb_shared_file": "{name} is one file with a notebook in another submission; each of them was graded.",
    "nb_foreign": "No cell of this notebook has its mark: they were recognised by their function or text, and what was "
    "missing is back.",
    "nb_recognised": "Cells without their mark, recognised by their function or text: {names}.",
    "nb_retyped": "Cells that had become text and are code again: {names}.",
    "nb_restored": "Locked cells that were changed (the original is back, the change is below it): {names}.",
    "nb_missing": "Cells that were missing and are back: {names}.",
    "nb_repeated": "Cells that are there more than once (the last definition counts): {names}.",
    "nb_unfilled": "As they were given out beside the student's own text (which counts): {names}.",
    # in and about its cells
    "nb_not_an_exercise": "This cell belongs to no exercise of the answer key, so a person grades it.",
    "nb_large_cell": "# This cell is larger than 1 MB and was left out.",
    "nb_cut": "… the rest was left out …",
    "nb_figure": "Figure",
    "nb_figure_elsewhere": "Figure: see the notebook that was handed in.",
    # what the page has no room for
    "nb_no_room_for_cells": (
        "This page has no room for one cell that belongs to no exercise. It was graded with the rest.",
        "This page has no room for {count} cells that belong to no exercise. They were graded with the rest.",
    ),
    "nb_no_room_for_code": (
        "This page has no room for all the code of cell {cell}. It was graded whole.",
        "This page has no room for all the code of {count} cells, the first of which is cell {cell}. They were graded "
        "whole.",
    ),
    "nb_no_room_for_outputs": "This page has no room for the outputs from cell {cell} on. That costs no points.",
    # the page
    "page_title": "{notebook}: feedback",
    "page_exercise": "Exercise",
    "page_points_column": "Points",
    "page_points": ("{score} of {points} point", "{score} of {points} points"),
    "page_late": "Handed in late",
    "page_by_hand": "A person has set these points.",
    "page_checks_found": "What the checks had found",
    "page_top": "top",
}


def say(message_id: str, /, **values: object) -> str:
    """The sentence ``message_id`` with its blanks filled in; of a pair the one that ``count`` asks for."""
    sentence = ENGLISH[message_id]
    if isinstance(sentence, tuple):
        one, many = sentence
        sentence = one if values["count"] == 1 else many
    return sentence.format(**values)
