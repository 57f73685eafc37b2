"""`check --data`: what documents ask of recorded runs that do not have it."""

from __future__ import annotations

import json

import pytest

from runpress.cli.main import main
from support.findings import without_docs

CONFIG = "site_name: x\ndocs_dir: docs\nplugins:\n  - runpress:\n      project: acme/digits\n      data: {acme/digits: runs}\n"
RUNS = [
    {
        "id": "a",
        "name": "brisk-1",
        "state": "finished",
        "tags": ["prod"],
        "config": {"lr": 0.1, "opt": {"name": "adam"}},
        "summary": {"acc": 0.9},
    },
    {
        "id": "b",
        "name": "calm-2",
        "state": "crashed",
        "tags": [],
        "config": {"lr": 0.01, "opt": {"name": "sgd"}},
        "summary": {"acc": 0.8},
    },
]
HISTORY = [{"run": run, "_step": step, "val/loss": 1 / (step + 1), "val/acc": 0.5} for run in "ab" for step in range(3)]


@pytest.fixture
def check(tmp_path, monkeypatch, capsys):
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "runs").mkdir()
    for name, rows in {"runs": RUNS, "history": HISTORY}.items():
        (tmp_path / "runs" / f"{name}.jsonl").write_text(
            "".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8"
        )
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    def run(text: str, *arguments: str) -> tuple[int, str]:
        (tmp_path / "docs" / "a.md").write_text(text, encoding="utf-8")
        code = main(["check", "docs/a.md", *arguments])
        return code, without_docs(capsys.readouterr().out)

    return run


PANEL = "```panel\ny: val/loss\n```\n"


def test_a_document_that_fits_its_data_has_no_findings(check):
    text = f'```runset\nfilters: config.opt.name == "adam"\ngroupby: config.lr\norder: -summary.acc\n```\n\n{PANEL}'
    assert check(text, "--data") == (0, "All good: 1 page, 1 panel, 1 run set.\n")


def test_a_metric_that_no_run_logs(check):
    text = "```runset\nname: main\n```\n\n```panel\ny: [val/acc, val/los]\n```\n"
    code, out = check(text, "--data")
    assert code == 1
    assert out.startswith(
        "docs/a.md:6:14: error[PN201]: metric `val/los` is not logged by any of the 2 runs in run set `main`\n"
        "  |\n"
        "6 | y: [val/acc, val/los]\n"
        "  |              ^^^^^^^ did you mean `val/loss`?  (2 runs log it)\n"
        "\n"
    )


def test_metrics_need_no_data_unless_asked(check):
    assert check("```panel\ny: nothing\n```\n")[0] == 0


def test_a_run_set_without_runs_names_the_condition(check):
    text = f'```runset\nname: none\nfilters: config.lr > 0 and config.opt.name == "adm"\n```\n\n{PANEL}'
    code, out = check(text, "--data")
    assert code == 0
    assert out.startswith(
        'docs/a.md:3:10: warning[RS209]: 0 of 2 runs match run set `none`: none has `config.opt.name == "adm"`\n'
    )
    assert check(text, "--data", "--strict")[0] == 1


def test_a_key_that_no_run_has(check):
    text = f'```runset\nfilters: config.lrr < 1 or state == "finished"\ngroupby: config.opt.nme\n```\n\n{PANEL}'
    _, out = check(text, "--data")
    assert "docs/a.md:2:10: warning[RS210]: 0 of 1 run has `config.lrr`; 1 has `config.lr`\n" in out
    assert "docs/a.md:3:10: warning[RS210]: 0 of 1 run has `config.opt.nme`" in out


def test_asking_whether_a_key_is_there_or_nothing_of_it_is_no_mistake(check):
    text = (
        f'```runset\nfilters: not exists(config.gone) and off(config.no == 1) and state == "finished"\n```\n\n{PANEL}'
    )
    assert check(text, "--data") == (0, "All good: 1 page, 1 panel, 1 run set.\n")


def test_a_pattern_that_no_metric_matches(check):
    code, out = check('```panel\nregex: "^train/"\n```\n', "--data")
    assert code == 1
    assert out.startswith("docs/a.md:2:8: error[PN201]: no metric of this grid matches `^train/`\n")
    assert "= help: logged are `val/acc`, `val/loss`\n" in out


def test_names_in_expressions(check):
    text = """\
```panel
type: line
expressions:
  - ${val/los} - ${val/acc} * config.lrr
  - log(loss) + summary.acc
```
"""
    code, out = check(text, "--data")
    assert code == 1
    assert out.startswith(
        "docs/a.md:4:5: error[PN201]: metric `val/los` is not logged by any of the 2 runs in this grid\n"
        "  |\n"
        "4 |   - ${val/los} - ${val/acc} * config.lrr\n"
        "  |     ^^^^^^^^^^ did you mean `val/loss`?  (2 runs log it)\n"
    )
    assert "docs/a.md:4:31: warning[RS210]: 0 of 2 runs have `config.lrr`; 2 have `config.lr`\n" in out
    assert "docs/a.md:5:9: error[PN201]: metric `loss` is not logged" in out
    assert "summary.acc" not in out.replace("5 |   - log(loss) + summary.acc", "")


def test_x_in_expressions_is_the_axis(check):
    text = "```panel\ntype: line\nexpressions: ${val/loss} * x\nxaxis_expression: x * 2 + ${val/ac}\n```\n"
    code, out = check(text, "--data")
    assert code == 1
    assert out.count("error[PN201]") == 1
    assert "docs/a.md:4:27: error[PN201]: metric `val/ac` is not logged" in out


def test_a_value_of_summaries_is_a_bar_but_no_curve(check):
    assert check("```panel\ntype: bar\nmetrics: acc\nexpressions: acc * 2\n```\n", "--data")[0] == 0
    code, out = check("```panel\ny: acc\n```\n", "--data")
    assert code == 1
    assert "docs/a.md:2:4: error[PN201]: metric `acc` is not logged by any of the 2 runs in this grid" in out
    assert "did you mean `val/acc`?" in out


def test_media_keys(check, tmp_path):
    text = "```panel\ntype: media-browser\nkeys: [examples, exmples, photos]\n```\n"
    code, out = check(text, "--data")
    assert code == 1
    assert out.count("= help: logged are no media\n") == 3
    rows = [{"run": run, "key": "examples", "step": 0, "path": "one.png"} for run in "ab"]
    (tmp_path / "runs/one.png").write_bytes(b"")
    (tmp_path / "runs/media.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    code, out = check(text, "--data")
    assert code == 1
    assert out.startswith(
        "docs/a.md:3:18: error[PN201]: media key `exmples` is not logged by any of the 2 runs in this grid\n"
        "  |\n"
        "3 | keys: [examples, exmples, photos]\n"
        "  |                  ^^^^^^^ did you mean `examples`?  (2 runs log it)\n"
    )
    assert "docs/a.md:3:27: error[PN201]: media key `photos`" in out
    assert out.count("error[PN201]") == 2
    assert "= help: logged are `examples`\n" in out


def test_a_project_without_data(check):
    code, out = check(f"```runset\nproject: acme/digit\n```\n\n{PANEL}", "--data")
    assert code == 0
    assert out.startswith("docs/a.md:2:10: warning[RS209]: no data source is configured for the project `acme/digit`\n")
    assert "^ did you mean `acme/digits`?\n" in out
    assert "= help: in mkdocs.yml, below the `runpress` plugin, say where its runs lie" in out


def test_settings_of_a_run_that_is_not_there_name_the_one_that_was_meant(check):
    text = f"```runset\nfilters: config.lr > 0.05\nruns: {{a: {{color: red}}, b: {{}}, calm-2: {{color: red}}, zz: {{}}}}\n```\n\n{PANEL}"
    code, out = check(text, "--data")
    assert code == 0
    assert out.count("RS216") == 2
    assert "docs/a.md:3:32: warning[RS216]: no run has the id `calm-2`\n" in out
    assert "^^^^^^ did you mean `b`?\n" in out
    assert "docs/a.md:3:54: warning[RS216]: no run has the id `zz`\n" in out
    assert "RS216" not in check(text)[1]


def test_keys_of_legends_that_no_run_has(check):
    text = PANEL.replace("y:", 'type: line\nlegend: "${config:lrr.value} ${config.lr} ${run:sweep} ${summary:ac}"\ny:')
    text += "\n```panel\ntype: bar\nmetrics: summary.acc\nlegend_fields: [name, config.lr, summary.accc]\n```\n"
    _, out = check(text, "--data")
    assert "docs/a.md:3:10: warning[RS210]: 0 of 2 runs have `config.lrr`; 2 have `config.lr`\n" in out
    assert "docs/a.md:3:56: warning[RS210]: 0 of 2 runs have `summary.ac`; 2 have `summary.acc`\n" in out
    assert "docs/a.md:10:34: warning[RS210]: 0 of 2 runs have `summary.accc`; 2 have `summary.acc`\n" in out
    assert out.count("RS210") == 3


def test_a_colour_of_nothing_names_the_group_that_was_meant(check):
    text = (
        "```runset\ngroupby: config.opt.name\ncolors: {adam: red, adan: teal}\n```\n\n"
        "```grid\ncolors: {sdg: red, a: blue}\n```\n\n" + PANEL
    )
    code, out = check(text, "--data")
    assert code == 0
    assert "docs/a.md:3:21: warning[RS217]: no run and no group is called `adan`\n" in out
    assert "^^^^ did you mean `adam`?\n" in out
    assert "docs/a.md:7:10: warning[RS217]: no run and no group is called `sdg`\n" in out
    assert out.count("RS217") == 2
    assert "RS217" not in check(text)[1]


def test_a_colour_may_be_for_a_group_of_one_panel_or_for_an_outer_group(check):
    text = (
        "```runset\ngroupby: [config.opt.name, config.lr]\ncolors: {adam: red, adam / 0.1: teal}\n```\n\n"
        "```panel\ntype: line\ny: loss\n```\n\nText\n\n```panel\ntype: line\ny: loss\ngroupby: config.lr\n```\n"
    )
    assert "RS217" not in check(text, "--data")[1]
    assert "RS217" not in check(text.replace("adam: red", "0.1: red"), "--data")[1]


def test_a_filter_that_selects_none_because_its_key_is_misspelt_names_the_key(check):
    text = f'```runset\nname: none\nfilters: config.opt.nam == "adam" and config.lr > 0\n```\n\n{PANEL}'
    _, out = check(text, "--data")
    assert "docs/a.md:3:10: warning[RS210]: 0 of 2 runs have `config.opt.nam`; 2 have `config.opt.name`\n" in out
    assert "warning[RS209]: 0 of 2 runs match run set `none`" in out


def test_damaged_data_files_are_findings(check, tmp_path):
    (tmp_path / "runs" / "runs.jsonl").write_bytes(b"\xff\xfe\x00{")
    _, out = check(PANEL, "--data")
    assert "[DA50" in out
    assert "Traceback" not in out


def test_a_metric_that_is_named_like_an_attribute_of_runs_is_asked_about(check):
    text = "```panel\ntype: parallel-coordinates\ncolumns: [created_at, summary.acc, config.lrr]\n```\n"
    _, out = check(text, "--data")
    assert "docs/a.md:3:11: warning[RS210]: 0 of 2 runs have `summary.created_at`" in out
    assert "Did you mean `run.created_at`?" in out
    assert "docs/a.md:3:36: warning[RS210]: 0 of 2 runs have `config.lrr`" in out
