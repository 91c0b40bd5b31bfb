"""Changes that take more than one edit, or that leave nothing empty behind them."""

from __future__ import annotations

from desktop.library.package import SIGNOFFS
from desktop.workspace.document import At
from desktop.workspace.draft import Draft
from desktop.workspace.signoffs import HEAD, SignOff
from desktop.workspace.spans import MapNode, Path, word


def take_away(draft: Draft, at: At, path: Path) -> Draft:
    """The draft without what stands at `path`, nor the group that it would leave empty.

    Nothing there is nothing to do.
    """
    if draft.node(at, path) is None:
        return draft
    while len(path) > 1:
        parent = draft.node(at, path[:-1])
        if not isinstance(parent, MapNode) or len(parent.fields) > 1:
            break
        if isinstance(path[-2], int):
            break  # an item of a list is taken away as such, not by its last field
        path = path[:-1]
    return draft.remove(at, path)


def sign(draft: Draft, sign_off: SignOff) -> Draft:
    """The draft with a sign-off, in place of the member's earlier one."""
    if SIGNOFFS not in draft.documents:
        draft = draft.with_file(SIGNOFFS, HEAD)
    for at, node in draft.items(SIGNOFFS, "signoffs"):
        if word(node, "member") == sign_off.member:
            for key, value in sign_off.to_item().items():
                draft = draft.set(at, (key,), value)
            return draft
    return draft.add_item(SIGNOFFS, "signoffs", sign_off.to_item())[0]
