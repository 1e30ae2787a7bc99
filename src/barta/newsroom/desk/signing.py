"""What happens when a story has passed its last check: it is published, signed by whoever checked it."""

from typing import Any

from barta.newsroom.desk.policies import may_sign_off
from barta.newsroom.door import Refused


def publish_signed(workflow_state: Any, user: Any = None) -> None:
    """Publish the newest draft of the story whose workflow has ended well.

    A sub-editor has no right to publish past the workflow, so the right that counts here is to sign.
    Raises Refused for a story that has meanwhile gone to a section of another desk.
    """
    revision = workflow_state.content_object.get_latest_revision()
    if user is not None and not may_sign_off(user, revision.as_object()):
        raise Refused("এই বিভাগের সংবাদে সই করার অনুমতি আপনার নেই।")
    revision.publish(user=user, skip_permission_checks=True)
