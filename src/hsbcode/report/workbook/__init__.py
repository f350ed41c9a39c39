"""A document as a workbook, one table a sheet."""
