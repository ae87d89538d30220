"""Numbers of other libraries, frozen: what they were asked is here, and test_oracles.py asks the course the same."""
