"""What a deployment set, read in layers: the package, the machine, the user, the command line."""

from desktop.configuration.layers import Loaded, Origin, files_in_use, load, machine_folder
from desktop.configuration.model import (
    Advisor,
    Configuration,
    Desk,
    Kiosk,
    Privacy,
    Register,
    Start,
)

__all__ = [
    "Advisor",
    "Configuration",
    "Desk",
    "Kiosk",
    "Loaded",
    "Origin",
    "Privacy",
    "Register",
    "Start",
    "files_in_use",
    "load",
    "machine_folder",
]
