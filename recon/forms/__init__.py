"""Forms read as they are declared: cover, tables, rows, totals; what their structure must be; the report on a file."""
