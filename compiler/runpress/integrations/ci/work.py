"""One job: `check`; then the preview and `plan` on a request, or `publish` on the default branch.

Everything comes in through the environment, so no text of a request is ever part of a command of a shell:
`PATHS`, `TARGET`, `ALLOW_TARGET`, `PREVIEW` (a folder), `COMMENT`, `ARTIFACT`, and `WANDB_API_KEY`, which
requests from forks do not have.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from runpress.integrations.ci import github, gitlab
from runpress.integrations.ci.host import Host, environment
from runpress.integrations.ci.sticky import keep_comment

NO_CHANGES, CHANGES = 0, 2
"""Exit codes of `plan --detailed-exitcode`, as Terraform has them."""
_NOT_PERMITTED, _PARTLY = 3, 4
_NO_PLAN = "There is no key, so nothing is planned: requests from forks have none."
_NO_PLAN_NOW = "**There is no plan for the last change**: something must be mended first; the log of the job says what."
_NO_KEY = "there is no key to publish with: set WANDB_API_KEY from a secret of the repository"


def main(environ: Mapping[str, str]) -> int:
    """The exit code of the first command that failed."""
    host = (github if environ.get("GITHUB_ACTIONS") == "true" else gitlab).host(environ)
    job = Job(host, environ)
    code = job.run()
    _append(host.outputs, "".join(f"{name}={value}\n" for name, value in job.outputs.items()))
    return code


@dataclass(slots=True)
class Job:
    """One job, and what later steps are told."""

    host: Host
    environ: Mapping[str, str]
    outputs: dict[str, str] = field(default_factory=dict)

    def run(self) -> int:
        """Check always; what else depends on why the job runs."""
        checked = self._show("check", "--format", self.host.findings, *self._paths())
        if self.host.reason == "request":
            built = self._preview()
            if checked or built:
                self._comment(_NO_PLAN_NOW, has_news=False)
                return checked or built
            return self._plan_request()
        if checked or self.host.reason == "other":
            return checked
        return self._publish()

    def _preview(self) -> int:
        folder = self.environ.get("PREVIEW") or "preview"
        # What `check` found is annotated already.
        code = self._show("build", "--output", folder, hidden=("GITHUB_ACTIONS",))
        if Path(folder).is_dir():  # documents with errors are built, too: the errors stand in the page
            self.outputs["preview"] = folder
        return code

    def _plan_request(self) -> int:
        if not self.environ.get("WANDB_API_KEY"):
            _say(self.host.notice(_NO_PLAN))
            _append(self.host.summary, f"{_NO_PLAN}\n")
            return 0
        code, text = self._plan()
        _append(self.host.summary, text)
        _say(self.host.harmless(text))
        if code not in (NO_CHANGES, CHANGES):
            self._comment(f"{_NO_PLAN_NOW}\n\n{text}", has_news=False)
            return code
        self.outputs["changes"] = "true" if code == CHANGES else "false"
        self._comment(text, has_news=code == CHANGES)
        return 0

    def _comment(self, text: str, *, has_news: bool) -> None:
        """A comment that cannot be written is no fault of the request: the plan is in the log, too."""
        import httpx

        if self.host.comments is None or self.environ.get("COMMENT", "true") != "true":
            return
        artifact = self.environ.get("ARTIFACT") or "runpress-preview"
        foot = f"The preview is the artifact `{artifact}` of [this job]({self.host.run_url})."
        try:
            comments = self.host.comments()
            keep_comment(comments, text, target=self.environ.get("TARGET", ""), foot=foot, has_news=has_news)
        except httpx.HTTPStatusError as fault:
            _say(self.host.notice(f"the plan is not in a comment: HTTP {fault.response.status_code}"))
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError, AttributeError) as fault:
            _say(self.host.notice(f"the plan is not in a comment: {type(fault).__name__}"))

    def _publish(self) -> int:
        if not self.environ.get("WANDB_API_KEY"):
            sys.stderr.write(f"error: {_NO_KEY}\n")
            return _NOT_PERMITTED
        before, _ = self._plan()
        if before == NO_CHANGES:
            _say("Nothing to publish.\n")
            self.outputs["changes"] = "false"
            return 0
        code = self._show("publish", "--yes", *self._where(), *self._paths(), is_harmless=False)
        self.outputs["changes"] = "true" if code in (0, _PARTLY) else "false"
        return code

    def _plan(self) -> tuple[int, str]:
        command = self._command("plan", "--format", "markdown", "--detailed-exitcode", *self._where(), *self._paths())
        done = subprocess.run(command, env=self._environ(), stdout=subprocess.PIPE, check=False)  # noqa: S603 - our own
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def _show(self, *arguments: str, hidden: tuple[str, ...] = (), is_harmless: bool = True) -> int:
        """Run a command whose output goes to the log; unless that `is_harmless`, line by line as it comes."""
        sys.stdout.flush()
        command, environ = self._command(*arguments), self._environ(*hidden)
        if is_harmless:
            return subprocess.run(command, env=environ, check=False).returncode  # noqa: S603 - our own
        with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE) as running:  # noqa: S603 - as above
            for line in running.stdout or ():
                _say(self.host.harmless(line.decode("utf-8", "replace")))
        return running.returncode

    def _command(self, *arguments: str) -> list[str]:
        # -I: nothing that lies in the repository is imported.
        return [sys.executable, "-I", "-m", "runpress", *arguments]

    def _environ(self, *hidden: str) -> dict[str, str]:
        return environment(self.environ, without=(github.TOKEN, gitlab.TOKEN, *hidden))

    def _paths(self) -> list[str]:
        paths = self.environ.get("PATHS", "").split()
        return ["--", *paths] if paths else []

    def _where(self) -> list[str]:
        target = self.environ.get("TARGET", "")
        allowed = self.environ.get("ALLOW_TARGET", "").split()
        return [*([f"--target={target}"] if target else []), *(f"--allow-target={one}" for one in allowed)]


def _append(path: str, text: str) -> None:
    if path and text:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
