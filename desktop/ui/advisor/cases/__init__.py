"""The cases of the register: found, read, followed up."""
