"""Registers of households: lists of codes, which name nobody."""
