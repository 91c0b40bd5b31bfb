"""What the checks look at: one installation at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from desktop import configuration
from desktop.configuration import Configuration, Loaded


@dataclass(frozen=True)
class Patient:
    """One installation: its data folder, the settings typed on the command line, the clock."""

    data: Path
    now: datetime
    overrides: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def loaded(self) -> Loaded:
        """The settings as a start would read them; raises BadRequest for a wrong override."""
        return configuration.load(self.data, self.overrides)

    @property
    def settings(self) -> Configuration:
        """The settings in force."""
        return self.loaded.configuration

    @property
    def is_kiosk(self) -> bool:
        """Whether this machine is a kiosk."""
        return self.settings.start.mode == "kiosk"
