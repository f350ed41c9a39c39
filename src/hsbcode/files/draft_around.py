"""Which headings begin what stands around an article, and not in it."""

import re

_AROUND = re.compile(
    r"(?:related(?:\s(?:articles?|stories|content|news|links|items|posts|topics))?"
    r"|(?:more|other|latest|recent|top|further)\s(?:news|stories|articles|headlines|posts"
    r"|jobs|on\sthis\s(?:story|topic)|from\s.{1,40})"
    r"|(?:the\s)?most\s(?:read|popular|viewed|shared|commented)"
    r"|you\s(?:may|might)\s(?:also\s)?(?:like|be\sinterested\sin).{0,20}"
    r"|(?:read|see)\s(?:more|next|also)|also\s(?:on|in)\s.{1,40}|in\sother\snews|elsewhere"
    r"|recommended(?:\s(?:for\syou|reading|articles|stories))?|trending(?:\snow)?"
    r"|leave\sa\s(?:comment|reply)|join\sthe\s(?:conversation|discussion)"
    r"|share\sthis.{0,30}|sign\sup.{0,40}|subscribe.{0,40}|newsletter|advertisement"
    r"|follow\sus.{0,30}|sponsored.{0,20}|latest\sjobs|what\sto\sread\snext|up\snext)"
    r"\s?[:…!>»]*",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"(?:(?:\d+|one|two|three|reader|readers['’]?|your)\s)?comments?(?:\s?\(\d+\))?\s?:?"
    r"|\d+\s(?:responses?|replies)(?:\sto\s.{1,80})?",
    re.IGNORECASE,
)


def begins_around(heading: str, *, page: bool) -> bool:
    """Whether a heading begins related items, comments or the like.

    Args:
        heading: the heading, without marks.
        page: whether the text came from a web page, where *Comments* is what readers
            wrote; a report may have a chapter of that name.
    """
    plain = " ".join(heading.split())
    if len(plain) > 90:
        return False
    if _AROUND.fullmatch(plain):
        return True
    return page and _COMMENTS.fullmatch(plain) is not None
