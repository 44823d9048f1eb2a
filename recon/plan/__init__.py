"""The plan: its figures read from a targets workbook, and what only a plan can get wrong."""
