"""What an event says: who did what to whom, how many, where, and whether it is only said, or was not done."""
