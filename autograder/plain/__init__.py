"""Plain data: values, calls, outcomes, statuses, and how they cross a socket.

Everybody may know it; it knows no other room.
"""
