"""A guide being written: its text, the edits, what they change, who signed it off. No Qt."""
