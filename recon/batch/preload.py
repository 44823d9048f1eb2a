"""What the server of worker processes loads once, for all workers that fork from it."""

from recon import lean

lean.leave_out()

from recon import engine  # noqa: E402, F401  # after the packages it shall not load
from recon.reports import annotate, excel  # noqa: E402, F401
