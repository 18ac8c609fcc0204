"""Letters, pure: Claim + Sender + Broker -> Letter. Nothing here reads a clock, a file of the home or a database."""
