"""Workflow: the digest that tells a person what is theirs to do, what is late, and what changed."""
