"""Reading what comes in, pure: bytes -> Reply. Never raises on bad mail, decides nothing about a request."""
