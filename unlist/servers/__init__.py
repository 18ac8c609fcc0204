"""How a mail server is reached: where it is, encrypted or not at all, who logs in. What is done there lies above."""
