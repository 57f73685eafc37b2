"""The same documents give the same bytes, and nothing but them is looked at."""

import os
import re
import subprocess
import sys

from support.built import WITH_DATA, build
from support.sites import PACKAGE, run, tree, write

DETERMINISM = {
    "seed": {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    "other": {"PYTHONHASHSEED": "77", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
}


def test_the_same_input_gives_the_same_bytes(tmp_path):
    folder = write(tmp_path / "p", WITH_DATA)
    trees = []
    for name, env in DETERMINISM.items():
        cwd = folder if name == "seed" else tmp_path
        done = run("build", str(folder), "-o", str(tmp_path / name), "--no-cache", cwd=cwd, env=env)
        assert done.returncode == 0, done.stderr
        trees.append(tree(tmp_path / name))
    assert trees[0].keys() == trees[1].keys()
    assert trees[0] == trees[1]


def test_two_processes_give_the_same_bytes_as_one(tmp_path, monkeypatch):
    folder = write(tmp_path / "p", {f"docs/{at // 10}/page-{at}.md": f"# Page {at}\n\nWords.\n" for at in range(90)})
    build(folder, tmp_path / "two", has_cache=False)
    monkeypatch.setattr("runpress.backends.html.processes._WORTH_A_PROCESS", 1000)
    build(folder, tmp_path / "one", has_cache=False)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


AUDIT = """
import os, sys
opened, connected = [], []
def watch(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.exec", "os.system"):
        connected.append((event, str(args)))
    elif event == "open" and isinstance(args[0], (str, bytes, os.PathLike)):
        opened.append(os.path.realpath(os.fspath(args[0])))
sys.addaudithook(watch)
from runpress.cli.main import main
code = main(sys.argv[1:])
allowed = tuple(os.path.realpath(path) for path in (sys.prefix, sys.base_prefix, os.environ["PACKAGE"], os.environ["THEMES"], os.getcwd(), "/proc", "/usr", "/etc/localtime", "/dev", "/sys"))
outside = sorted({path for path in opened if isinstance(path, str) and not path.startswith(allowed)})
print("CONNECTED", connected)
print("OUTSIDE", outside)
sys.exit(code)
"""
HOSTILE = """# Hostile

![a](https://example.org/x.png) ![b](//example.org/y.png) ![c](../../outside.png) ![d](/etc/passwd)
![e](..%2f..%2foutside.png) ![f](%2e%2e/%2e%2e/outside.png) ![g](file:///etc/passwd) ![h](linked.png)
[i](../outside.md) [j](....//outside.md) [k](C:\\\\outside.md) [l](\\\\\\\\host\\\\share) [m](a%00b.md)

https://www.youtube.com/watch?v=x

```embed
url: https://example.org/v.mp4
```
"""


def test_a_build_opens_no_connection_and_nothing_outside_the_project(tmp_path):
    outside = write(tmp_path, {"outside.png": b"\x89PNG", "outside.md": "# Outside\n"})
    folder = write(tmp_path / "p", {**WITH_DATA, "docs/hostile.md": HOSTILE})
    (folder / "docs/linked.png").symlink_to(outside / "outside.png")
    (folder / "docs/linked.md").symlink_to(outside / "outside.md")
    script = write(tmp_path / "script", {"audit.py": AUDIT}) / "audit.py"
    themes = PACKAGE.parent / "themes"
    env = {**os.environ, "PYTHONPATH": str(PACKAGE), "PACKAGE": str(PACKAGE), "THEMES": str(themes)}
    env.pop("PYTHONPYCACHEPREFIX", None)
    done = subprocess.run(
        [sys.executable, str(script), "build", "-o", "site"],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert "CONNECTED []" in done.stdout, done.stdout + done.stderr
    assert re.search(r"OUTSIDE \[\]", done.stdout), done.stdout
    assert not (folder / "site/linked.html").exists()
    assert not (folder / "site/linked.png").exists()
    page = (folder / "site/hostile.html").read_text()
    assert "<img" not in page
