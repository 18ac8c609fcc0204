"""Schema changes, oldest first. Views and triggers are dropped before and made anew after each."""
