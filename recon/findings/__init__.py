"""Outcomes a person must look at: which of them, under which code, in which order, and what is one slip."""
