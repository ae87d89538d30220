"""What the notebooks of *Neural networks from NumPy* show: data sets and figures."""

__all__ = ["datasets", "plots"]  # imported when a notebook asks for them
