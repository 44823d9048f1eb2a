"""Tests: real files, real processes, no mocks of our own code."""
