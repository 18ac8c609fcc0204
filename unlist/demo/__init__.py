"""The whole journey with invented people, in a temporary home, on loopback alone."""
