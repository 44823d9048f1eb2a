"""Slips that people make, each a function that plants one and tells what must be found."""
