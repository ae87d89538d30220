"""nbgrader's gradebook: what it holds, and how marks are written into it, of one student or of many at once."""
