"""The version of the program; packaging reads it from here."""

__version__ = "0.3.0"
