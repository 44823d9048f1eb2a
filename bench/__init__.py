"""Measurements, printed with the machine's figures; nothing here passes or fails."""
