"""What goes from the desk to a member's office: a draft e-mail, its card, a reminder.

Imported late: its libraries take a fifth of a second to read. Making an e-mail takes a tenth, for
the sheet: not on the window's thread.
"""

from desktop.handover.email_draft import to_email
from desktop.handover.model import File, HandOver
from desktop.handover.office_card import to_vcard
from desktop.handover.outbox import Outbox
from desktop.handover.reminder import to_reminder

__all__ = ["File", "HandOver", "Outbox", "to_email", "to_reminder", "to_vcard"]
