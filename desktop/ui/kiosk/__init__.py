"""The kiosk: the same visit on a touch screen in a hall, alone with the public all day."""
