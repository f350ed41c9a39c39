"""Commands: read arguments, call a workflow, print."""
