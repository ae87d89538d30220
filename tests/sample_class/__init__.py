"""A class of made-up students who hand in assignment 01, and the marks that each of them deserves."""
