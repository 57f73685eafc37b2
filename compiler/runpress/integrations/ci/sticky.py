"""One comment of a request, kept up to date: found by a mark that readers do not see, then changed in place."""

from __future__ import annotations

from runpress.integrations.ci.host import Comments

_REST = "\n\nThe rest of the plan is in the log of the job."


def keep_comment(comments: Comments, plan: str, *, target: str, foot: str, has_news: bool) -> None:
    """Write the plan into the one comment of its target.

    Where publishing would change nothing, a comment is brought up to date, and none is written.
    """
    mark = f"<!-- runpress plan {target.replace('--', '')} -->"
    body = f"{mark}\n{_cut(plan.strip(), comments.limit - len(mark) - len(foot) - 3)}\n\n{foot}"
    present = next((one for one in comments.all() if one.is_ours and one.body.startswith(mark)), None)
    if present is None:
        if has_news:
            comments.add(body)
    elif present.body != body:
        comments.change(present, body)


def _cut(text: str, room: int) -> str:
    """`plan` keeps to the limit itself; this is for what stands around it."""
    return text if len(text) <= room else text[: room - len(_REST)].rpartition("\n")[0] + _REST
