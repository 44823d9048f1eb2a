"""Which cells are wrong: the smallest sets whose change makes every relation hold, and the slips that explain it."""
