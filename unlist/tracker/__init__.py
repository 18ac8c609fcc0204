"""The tracker, pure: events -> status, outcome, next step, due dates."""
