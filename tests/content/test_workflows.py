"""The action, the GitLab template and the workflows of the guide, under the linters of their services."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
ACTION = ROOT / ".github" / "actions" / "publish" / "action.yml"
TEMPLATE = ROOT / ".gitlab" / "runpress.yml"
PAGE = ROOT / "content" / "guide" / "continuous-integration.md"
BLOCK = re.compile(r"^```yaml\n# (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks() -> dict[str, str]:
    """The files that the guide shows, by their path."""
    return dict(BLOCK.findall(PAGE.read_text(encoding="utf-8")))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with what the guide says to put there."""
    for path, text in blocks().items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for source in (ACTION, TEMPLATE):
        copy = tmp_path / source.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(source.read_bytes())
    return tmp_path


def lint(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name(str(arguments[0]))), *map(str, arguments[1:])]
    return subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-actions", ".github/actions/publish/action.yml"),
        ("vendor.github-workflows", ".github/workflows/reports.yml"),
        ("vendor.gitlab-ci", ".gitlab/runpress.yml"),
        ("vendor.gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_files_hold_what_their_service_reads(repository, schema, file):
    done = lint("check-jsonschema", "--builtin-schema", schema, repository / file)
    assert done.returncode == 0, done.stdout


def test_zizmor_finds_no_fault_in_the_action_and_the_guide(repository):
    done = lint("zizmor", "--offline", "--format", "json", "--persona", "pedantic", repository)
    assert json.loads(done.stdout) == []


def test_zizmor_would_find_a_checkout_of_a_fork_with_secrets(repository):
    workflow = repository / ".github" / "workflows" / "reports.yml"
    workflow.write_text(workflow.read_text().replace("  pull_request:\n", "  pull_request_target:\n"))
    found = json.loads(lint("zizmor", "--offline", "--format", "json", repository).stdout)
    assert "dangerous-triggers" in {finding["ident"] for finding in found}


def test_actions_are_pinned_to_commits():
    texts = [ACTION.read_text(encoding="utf-8"), *blocks().values()]
    uses = [name for text in texts for name in re.findall(r"uses: (\S+)", text)]
    assert len(uses) == 4
    assert all(name.startswith("$/") or re.search(r"@[0-9a-f]{40}$", name) for name in uses)


def test_no_text_from_outside_is_part_of_a_command():
    steps = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["runs"]["steps"]
    commands = [step["run"] for step in steps if "run" in step]
    assert len(commands) == 2
    assert not any("${{" in command for command in commands)


def test_the_guide_names_every_input_of_the_action():
    inputs = yaml.safe_load(ACTION.read_text(encoding="utf-8"))["inputs"]
    table = re.findall(r"^\| `([a-z-]+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(table) == sorted(inputs)
