"""The log as people read it: history, undo, acts thought out before they happen."""
