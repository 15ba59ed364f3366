"""The sheets of a workbook that is written."""
