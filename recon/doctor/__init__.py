"""What was read of a file, and what this computer has: lines of values, worded by :mod:`recon.messages.doctor`."""

from recon.doctor.file import about
from recon.doctor.line import Line
from recon.doctor.machine import machine

__all__ = ["Line", "about", "machine"]
