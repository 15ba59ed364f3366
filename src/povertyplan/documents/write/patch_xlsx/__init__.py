"""Figures replaced in a workbook (.xlsx), and nothing else of it."""
