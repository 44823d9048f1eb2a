"""Which cells are wrong: the smallest sets whose change makes every relation hold, and the slips that explain it."""

from recon.localise.closed import localise
from recon.localise.faults import Fault, Located

__all__ = ["Fault", "Located", "localise"]
