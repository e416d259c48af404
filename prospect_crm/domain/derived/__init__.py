"""Columns that follow from other records: one pure function each, for controllers and bulk writes alike.

They are never journaled, never change ``modified``, and nobody types into them.
"""
