"""What an advisor does at a desk: the interview, the case, its company; no window, no SQL."""
