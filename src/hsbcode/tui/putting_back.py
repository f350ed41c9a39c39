"""Putting a copy that is coded in back in its place, while one goes on coding."""

from textual.screen import Screen

from hsbcode.workflows.opening import Project
from hsbcode.workflows.publishing import (
    begin_publishing,
    finish_publishing,
    send_parcel,
)


def put_back(screen: Screen[None], project: Project) -> None:
    """Put the copy back if it is time; a slow folder does not stop the typing."""
    parcel = begin_publishing(project)
    if parcel is None:
        return

    def send() -> None:
        sent = send_parcel(project, parcel)
        screen.app.call_from_thread(finish_publishing, project, sent)

    screen.run_worker(send, thread=True, exit_on_error=False, group="putting back")
