"""What the kiosk stands on, without a window: PIN, hours, counts, faults, paper and voice."""
