"""How good a build is: its claims and entities, scored against what careful readers found in the same articles."""
