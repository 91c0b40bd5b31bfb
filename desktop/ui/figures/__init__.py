"""The desk's page of pictures, each with its table."""
