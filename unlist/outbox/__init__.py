"""Workflow: plan what to ask of whom, queue it, let it leave."""
