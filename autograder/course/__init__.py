"""Where an instructor's course is, its gradebook and its secret.

For the judge's side alone, but for ``locate``, where files are, which everybody may know.
"""
