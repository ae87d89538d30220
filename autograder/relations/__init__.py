"""Facts about a wrong answer that no catalogued mistake names: how its numbers stand to those that are expected."""
