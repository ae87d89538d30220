"""What grading costs, and what attacks do; each module says how it is run."""

import os

# One thread, as in the judge's workers: read by NumPy when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
