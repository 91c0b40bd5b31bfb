"""What the register and the kiosk’s counts show: pictures with their tables, and a report."""
