"""A form against other workbooks: the plan, last month, the annual plan."""
