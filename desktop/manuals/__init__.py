"""The help pages as papers for people: the same Markdown, set by typst as tagged PDF."""
