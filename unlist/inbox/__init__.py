"""Workflow: what comes in is matched, stored byte for byte, read, and recorded or proposed."""
