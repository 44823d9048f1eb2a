"""Two project libraries on the plan's projects that differ in 200 known places: ``python -m examples.pair``."""
