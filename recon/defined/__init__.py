"""Forms that an office defines in a workbook (表样): what a filled-in one holds, and what must hold in it."""
