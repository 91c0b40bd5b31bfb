"""The proof of a guide over its whole answer space: no sample, an exact count, witnesses."""
