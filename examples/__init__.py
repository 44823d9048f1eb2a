"""Three months of reports on the plan's projects, sound or with planted faults: ``python -m examples``."""
