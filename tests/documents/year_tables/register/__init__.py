"""Registers of households as documents."""
