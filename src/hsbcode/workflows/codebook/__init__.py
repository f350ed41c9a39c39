"""The code frame at work: versions, edits, files, queues, talk."""
