"""One document model, many writers.

Writers are imported from their modules, so that printing a table does not load the
page templates.
"""
