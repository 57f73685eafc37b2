"""One comment a target on a pull or merge request, updated in place."""

from collections.abc import Iterator

import pytest

from runpress.integrations.ci import github, gitlab
from runpress.integrations.ci.host import Comments
from runpress.integrations.ci.sticky import keep_comment
from support.comment_server import GITLAB_USER, CommentServer, comment_server

US = {"by": "github-actions[bot]", "user": GITLAB_USER}
ANOTHER = {"by": "mallory", "user": 1}


@pytest.fixture
def service() -> Iterator[CommentServer]:
    with comment_server() as state:
        yield state


@pytest.fixture(params=["github", "gitlab"])
def comments(request: pytest.FixtureRequest, service: CommentServer) -> Comments:
    if request.param == "github":
        environ = {"GITHUB_API_URL": service.url, "GITHUB_REPOSITORY": "acme/reports", "GITHUB_TOKEN": "token"}
        return github.GitHubComments(environ, "12")
    environ = {"CI_API_V4_URL": service.url, "CI_PROJECT_ID": "7", "RUNPRESS_GITLAB_TOKEN": "token"}
    return gitlab.GitLabNotes(environ, "12")


def keep(comments: Comments, plan: str, *, target: str = "", has_news: bool = True) -> None:
    keep_comment(comments, plan, target=target, foot="Foot.", has_news=has_news)


def test_the_first_plan_is_a_new_comment_and_later_ones_change_it(service, comments):
    service.write("A question.", **ANOTHER)
    keep(comments, "One block added.")
    keep(comments, "Two blocks added.")
    assert service.bodies() == ["A question.", "<!-- runpress plan  -->\nTwo blocks added.\n\nFoot."]


def test_a_plan_that_says_the_same_is_not_sent_again(service, comments):
    keep(comments, "One block added.")
    service.asked.clear()
    keep(comments, "One block added.")
    assert {asked.split()[0] for asked in service.asked} == {"GET"}


def test_where_nothing_changes_no_comment_is_written_but_one_is_brought_up_to_date(service, comments):
    keep(comments, "No changes.", has_news=False)
    assert service.bodies() == []
    keep(comments, "One block added.")
    keep(comments, "No changes.", has_news=False)
    assert service.bodies() == ["<!-- runpress plan  -->\nNo changes.\n\nFoot."]


def test_each_target_has_a_comment_of_its_own(service, comments):
    keep(comments, "For prod.", target="prod")
    keep(comments, "For staging.", target="staging")
    keep(comments, "For prod, again.", target="prod")
    assert [body.splitlines()[1] for body in service.bodies()] == ["For prod, again.", "For staging."]


def test_a_comment_that_somebody_else_wrote_with_our_mark_stays(service, comments):
    service.write("<!-- runpress plan  -->\nLooks good.", **ANOTHER)
    keep(comments, "One block added.")
    assert [body.splitlines()[1] for body in service.bodies()] == ["Looks good.", "One block added."]


def test_a_comment_is_found_behind_hundreds_of_others(service, comments):
    for number in range(250):
        service.write(f"Remark {number}.", **ANOTHER)
    service.write("<!-- runpress plan  -->\nOld.", **US)
    keep(comments, "New.")
    assert service.bodies()[-1] == "<!-- runpress plan  -->\nNew.\n\nFoot."
    assert len(service.bodies()) == 251


def test_a_plan_keeps_to_the_limit_of_the_service(service, comments):
    keep(comments, "A line of the plan.\n" * 100_000)
    (body,) = service.bodies()
    assert comments.limit - 100 < len(body) <= comments.limit
    assert body.endswith("A line of the plan.\n\nThe rest of the plan is in the log of the job.\n\nFoot.")


def test_a_target_cannot_end_the_mark(service, comments):
    keep(comments, "Plan.", target="a --> b")
    assert service.bodies()[0].startswith("<!-- runpress plan a > b -->\n")


def test_a_token_of_somebody_else_finds_its_own_comment_again(service):
    service.login = "reports-bot[bot]"
    environ = {"GITHUB_API_URL": service.url, "GITHUB_REPOSITORY": "acme/reports", "GITHUB_TOKEN": "token"}
    for plan in ("One block added.", "Two blocks added."):
        keep(github.GitHubComments({**environ, "GITHUB_GRAPHQL_URL": f"{service.url}/graphql"}, "12"), plan)
    assert [body.splitlines()[1] for body in service.bodies()] == ["Two blocks added."]


def test_where_a_token_does_not_say_whose_it_is_it_is_the_workflows_own(service):
    service.write("<!-- runpress plan  -->\nOld.", **US)
    environ = {"GITHUB_API_URL": service.url, "GITHUB_REPOSITORY": "acme/reports", "GITHUB_TOKEN": "token"}
    service.writes_are_refused = True
    keep(github.GitHubComments({**environ, "GITHUB_GRAPHQL_URL": f"{service.url}/refused"}, "12"), "New.")
    assert [body.splitlines()[1] for body in service.bodies()] == ["New."]
