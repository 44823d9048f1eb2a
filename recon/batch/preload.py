"""What the server of worker processes loads once, for all workers that fork from it."""

from recon import lean

lean.leave_out()

import pandas as pd  # noqa: E402  # after the packages it shall not load
import pandera.pandas as pa  # noqa: E402

from recon import engine  # noqa: E402, F401
from recon.kinds import monthly  # noqa: E402, F401
from recon.reports import annotate, excel  # noqa: E402, F401

pa.DataFrameSchema().validate(pd.DataFrame())  # loads what pandera loads at its first check
lean.take_back()
