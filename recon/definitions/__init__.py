"""Form definitions (表样): an office's own forms read from a workbook."""
