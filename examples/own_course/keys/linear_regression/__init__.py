"""The answer key of linear_regression: a page for each exercise, in the order of the notebook."""

assignment = "linear_regression"
exercises = ("predict", "cost", "gradient", "fit")
