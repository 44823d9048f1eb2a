"""Smallest sets of prints that can be wrong while all else holds, proven in exact arithmetic, whatever form they are from.

``system`` states the question, ``search`` answers it: conflicts by tightened ``bounds``, ``candidates`` that hit them
(``network`` where each print is in two relations), ``repairs`` proven in a ``region`` (``program``, ``simplex``).
"""
