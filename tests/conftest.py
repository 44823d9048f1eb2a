"""What holds for all tests: a fault in the search for suspects is an error, not a line in a report."""

import os

from recon.localise.faults import FAULTS

os.environ[FAULTS] = "raise"
