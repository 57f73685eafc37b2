from pathlib import Path

import pytest

from runpress.errors import UsageError
from runpress.project import documents_of, find_project, navigation
from support.sites import write

DOCS = {"docs/index.md": "# Start\n", "docs/a.md": "# Ay\n"}


def project(folder, config, environ=None, **more):
    write(folder, {**DOCS, "mkdocs.yml": config, **more})
    return find_project(folder, environ=environ or {})


def found(one):
    return [(finding.code.id, finding.span.begin.line, finding.span.text) for finding in one.findings]


OWN = "plugins:\n  - search\n  - runpress:\n"


def test_settings_stand_under_plugins_or_extra(tmp_path):
    values = "entity: acme\n      project: digits\n      width: fluid\n      data: {acme/digits: runs}\n      theme: {name: default}\n"
    one = project(tmp_path / "a", OWN + f"      {values}")
    two = project(tmp_path / "b", "extra:\n  runpress:\n      " + values)
    three = project(tmp_path / "c", "plugins:\n  runpress:\n      " + values)
    for each in (one, two, three):
        assert not each.findings
        settings = each.configuration
        assert (settings.entity, settings.project, settings.width) == ("acme", "digits", "fluid")
        assert [(data.project, data.path) for data in settings.data] == [("acme/digits", "runs")]


def test_the_environment_wins(tmp_path):
    one = project(tmp_path, OWN + "      entity: acme\n", {"RUNPRESS_ENTITY": "other", "RUNPRESS_WIDTH": "nonsense"})
    assert one.configuration.entity == "other"
    assert one.configuration.width is None


def test_tags_of_other_tools_are_passed_over_and_run_nothing(tmp_path):
    one = project(
        tmp_path,
        "site_name: !ENV [SITE, x]\nmarkdown_extensions:\n  - x:\n      f: !!python/name:os.system\n"
        "      g: !!python/object/apply:os.system ['touch hit']\n" + OWN + "      entity: acme\n",
    )
    assert not one.findings
    assert one.configuration.entity == "acme"
    assert one.name == "x"
    assert not list(tmp_path.rglob("hit"))


@pytest.mark.parametrize(
    ("said", "name"), [("!ENV SECRET", ""), ("!ENV [SECRET]", ""), ("!ENV [SECRET, OTHER, Lab]", "Lab"), ("Lab", "Lab")]
)
def test_the_environment_is_not_looked_into_only_what_stands_in_for_it(tmp_path, monkeypatch, said, name):
    monkeypatch.setenv("SECRET", "hidden")
    assert project(tmp_path / "folder", f"site_name: {said}\n").name == (name or "folder")


def test_a_file_that_is_inherited_from_is_read(tmp_path):
    write(tmp_path, {"base.yml": "site_name: Base\nextra: {runpress: {entity: acme, project: base}}\n"})
    one = project(tmp_path, "INHERIT: base.yml\nextra: {runpress: {project: own}}\n")
    assert one.name == "Base"
    assert (one.configuration.entity, one.configuration.project) == ("acme", "own")
    assert [path.name for path in one.config_files] == ["mkdocs.yml", "base.yml"]


@pytest.mark.parametrize("target", ["missing.yml", "/etc/passwd", "../../etc/passwd", "mkdocs.yml"])
def test_nothing_else_is_inherited_from(tmp_path, target):
    assert found(project(tmp_path / "p", f"INHERIT: {target}\n")) == [("CF704", 1, target)]


def test_misspelt_settings_are_named(tmp_path):
    one = project(tmp_path, OWN + "      proyect: x\n      witdh: fluid\n      zzzzz: 1\n")
    assert found(one) == [("CF703", 4, "proyect"), ("CF703", 5, "witdh"), ("CF703", 6, "zzzzz")]
    assert one.findings[0].label == "did you mean `project`?"
    assert one.findings[1].label == "did you mean `width`?"
    assert "`entity`" in one.findings[2].help


@pytest.mark.parametrize("key", ["host", "base_url", "token", "api_key", "command", "editor", "engine", "hooks"])
def test_hosts_commands_and_secrets_are_refused(tmp_path, key):
    assert found(project(tmp_path, OWN + f"      {key}: x\n")) == [("CF705", 4, key)]


@pytest.mark.parametrize(
    ("setting", "place"),
    [
        ("entity: [a]", "[a]"),
        ("width: wide", "wide"),
        ("data: runs", "runs"),
        ("data: {digits: runs}", "digits"),
        ("data: {a/b: [x]}", "[x]"),
        ("theme: 3", "3"),
        ("defaults: 3", "3"),
    ],
)
def test_values_of_the_wrong_type_are_named_at_their_place(tmp_path, setting, place):
    assert found(project(tmp_path, OWN + f"      {setting}\n")) == [("CF704", 4, place)]


def test_an_address_is_no_data(tmp_path):
    assert found(project(tmp_path, OWN + "      data: {a/b: 's3://x'}\n"))[0][0] == "CF705"


@pytest.mark.parametrize(
    "text",
    [
        "a: [",
        "a: b: c",
        "\ta: 1",
        "a: *x",
        "x: " + "[" * 30_000,
        "a: &x [*x, *x]",
        "- 1",
        "a: 'x",
        "%YAML 9\n---\na: 1",
        "a: 1\n---\nb: 2",
    ],
)
def test_a_broken_file_is_a_finding_never_an_exception(tmp_path, text):
    one = project(tmp_path, text)
    assert one.findings
    assert {finding.code.id for finding in one.findings} <= {"CF702", "CF704"}
    assert all("yaml" not in finding.message.lower().replace(".yml", "") for finding in one.findings)


@pytest.mark.parametrize(
    ("text", "place", "message", "label"),
    [
        ("site_name: [J\n", (1, "[J"), "the list is not closed", "add `]` where it ends"),
        ('site_name: "J\n', (1, '"J'), "a quote is opened and not closed", 'add " where the value ends'),
        ("a: 1\nb: c: d\n", (2, "c: d"), "the value of `b` holds a second `: `", "put the value in quotes"),
        ("\ta: 1\n", (1, "\t"), "a tab cannot indent a line here", "use spaces"),
        ("a: 1\n---\nb: 2\n", (2, "---"), "`---` begins a second document", "only one can stand here: remove the line"),
    ],
)
def test_a_fault_of_the_file_is_told_in_words_and_at_its_place(tmp_path, text, place, message, label):
    (finding,) = project(tmp_path, text).findings
    assert (finding.span.begin.line, finding.span.text) == place
    assert (finding.message, finding.label) == (f"the file cannot be read: {message}", label)


def test_settings_beside_the_plugin_are_found(tmp_path):
    one = project(tmp_path, "plugins:\n  - runpress:\n    data: {a/b: x}\n    theme: y\n  - theme:\n      x: y\n")
    assert found(one) == [("CF704", 3, "data"), ("CF704", 4, "theme")]
    assert one.findings[0].message == "`data` stands beside `runpress`, not below it, so it is not read"


@pytest.mark.parametrize(
    ("plugins", "is_fault"), [("3", True), ("search", True), ("", False), ("[]", False), ("{}", False)]
)
def test_plugins_are_a_list(tmp_path, plugins, is_fault):
    assert bool(found(project(tmp_path, f"plugins: {plugins}\n"))) == is_fault


def test_the_bomb_of_anchors_ends(tmp_path):
    lines = ["a0: &a0 [x, x]"] + [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 12)]
    assert found(project(tmp_path, "\n".join(lines)))[0][0] == "CF702"


def test_documents_do_not_stand_outside(tmp_path):
    write(tmp_path, {"outside/x.md": "# X\n"})
    one = project(tmp_path / "p", "docs_dir: ../outside\n")
    assert found(one) == [("CF704", 1, "../outside")]
    assert "x.md" not in [file.path for file in one.files()]


def test_templates_do_not_stand_outside(tmp_path):
    one = project(tmp_path / "p", OWN + "      theme: {custom_dir: ../templates}\n")
    assert found(one) == [("CF704", 4, "../templates")]
    assert one.custom_dir is None


def nav(folder, config):
    one = project(folder, config, **{"docs/deep/b.md": "# Bee\n"})
    return navigation(documents_of(one.files()), one.configuration.nav)


def test_the_navigation_is_the_configured_one(tmp_path):
    entries, findings = nav(
        tmp_path, "nav:\n  - index.md\n  - Deep:\n      - B: deep/b.md\n      - Web: https://e.org\n"
    )
    assert not findings
    assert [entry.title for entry in entries] == ["", "Deep"]
    assert [child.title for child in entries[1].children] == ["B", "Web"]


def test_what_the_navigation_names_must_be_there(tmp_path):
    _, findings = nav(tmp_path, "nav:\n  - index.md\n  - B: deep/c.md\n")
    assert [(finding.code.id, finding.span.text) for finding in findings] == [("CF706", "deep/c.md")]
    assert findings[0].label == "did you mean `deep/b.md`?"


def test_without_one_it_is_the_tree_of_folders(tmp_path):
    entries, _ = nav(tmp_path, "site_name: x\n")
    assert [(entry.title, entry.document and entry.document.path) for entry in entries] == [
        ("", "index.md"),
        ("", "a.md"),
        ("Deep", None),
    ]


def test_a_folder_or_a_file_of_the_documents_is_a_part_of_the_project(tmp_path):
    project(tmp_path, "site_name: Whole\n", **{"docs/deep/b.md": "# Bee\n"})
    part = find_project(tmp_path / "docs/deep", environ={})
    assert (part.name, part.only) == ("Whole", "deep")
    single = find_project(tmp_path / "docs/a.md", environ={})
    assert single.covers("a.md")
    assert not single.covers("index.md")


def test_no_configuration_is_needed(tmp_path):
    write(tmp_path / "notes", {"a.md": "# Ay\n"})
    assert [file.path for file in find_project(tmp_path / "notes", environ={}).files()] == ["a.md"]


@pytest.mark.parametrize("name", ["missing", "table.csv"])
def test_what_is_no_document_is_a_usage_error(tmp_path, name):
    write(tmp_path, {"table.csv": "a\n"})
    with pytest.raises(UsageError):
        find_project(tmp_path / name, environ={})


def test_a_link_that_leads_out_of_the_documents_is_none_of_them(tmp_path):
    project(tmp_path, "docs_dir: docs\n", **{"elsewhere/secret.md": "# Secret\n"})
    (tmp_path / "docs/out.md").symlink_to(tmp_path / "elsewhere/secret.md")
    (tmp_path / "docs/in.md").symlink_to(tmp_path / "docs/a.md")
    with pytest.raises(UsageError, match=r"out\.md` is a link that leads out of the folder of documents"):
        find_project(tmp_path / "docs/out.md", environ={})
    assert find_project(tmp_path / "docs/in.md", environ={}).covers("a.md")


def test_a_link_to_a_file_that_is_no_document_is_no_document(tmp_path):
    (tmp_path / "hosts.txt").write_text("127.0.0.1 localhost\n")
    (tmp_path / "a.md").symlink_to(tmp_path / "hosts.txt")
    with pytest.raises(UsageError, match=r"a\.md` is no Markdown file"):
        find_project(tmp_path / "a.md", environ={})


def test_paths_are_named_as_they_were_typed(tmp_path, monkeypatch):
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)
    for path in (Path("docs/nope.md"), tmp_path / "docs/nope.md"):
        with pytest.raises(UsageError, match=r"^`docs/nope\.md` is not there$"):
            find_project(path, environ={})
    monkeypatch.chdir(tmp_path / "docs")
    with pytest.raises(UsageError, match=f"^`{tmp_path}/nope.md` is not there$"):
        find_project(Path("../nope.md"), environ={})
