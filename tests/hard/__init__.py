"""One exercise of each hard kind, as a key would describe it: they prove the engine, not a lesson."""

assignment = "hard"
exercises = (
    "initialize_parameters",
    "random_mini_batches",
    "nn_model",
    "scores_rows",
    "mean_score",
    "slope",
)
