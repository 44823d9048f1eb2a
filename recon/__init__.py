"""Reconcile the figures of budgets and investment plans kept in workbooks."""

__version__ = "0.1.0"
