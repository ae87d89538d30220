"""The answer key of k_means: a page for each exercise, in the order of the notebook."""

assignment = "k_means"
exercises = ("nearest_centres", "move_centres", "k_means")
