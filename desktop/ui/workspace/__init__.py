"""The Guide workspace: where the network's coordinator browses, edits and checks a guide."""
