"""The version of the engine, written here and nowhere else."""

VERSION = "0.1.0"
