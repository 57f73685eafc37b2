"""How quickly a page of curves is drawn: ours beside a bare uPlot page, in one run, turn by turn.

30 panels of 20 curves of 1 000 points, from navigation until everything is painted; then 200 panels
scrolled through, with the longest task and how many canvases stay. Run it with the project's Python:
`python tests/bench/bench_charts.py [rounds]`.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "compiler"), str(ROOT / "tests"), str(ROOT / "tests/bench")]


from markupsafe import Markup  # noqa: E402 - after the path
from playwright.sync_api import Browser, sync_playwright  # noqa: E402 - after the path
from timing import report  # noqa: E402 - after the path

from runpress.backends.html.figures import figure_data  # noqa: E402 - after the path
from runpress.figures.figure import Axis, Figure, Legend, LineContent  # noqa: E402 - after the path
from support import browser as chromium  # noqa: E402 - after the path
from support import figures  # noqa: E402 - after the path
from support.figures import grid, load_theme, write_page  # noqa: E402 - after the path

PANELS, CURVES, POINTS = 30, 20, 1000
UPLOT = ROOT / "themes/node_modules/uplot/dist"
MUST = 1.3
LONGEST_TASK_MS = 100
_PATIENCE_S = 20
WIDTH, HEIGHT = 1500, 9000
DRAWN = """
  const wait = () => document.querySelectorAll('.uplot canvas').length >= %d
    ? requestAnimationFrame(() => requestAnimationFrame(() => { window.drawn = performance.now(); }))
    : requestAnimationFrame(wait);
  requestAnimationFrame(wait);
"""
BARE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="uPlot.min.css">
<style>body{display:grid;grid-template-columns:repeat(3,1fr);gap:12px;margin:0}</style>
<body>%s<script src="uPlot.iife.min.js"></script><script>
for (const script of document.querySelectorAll('script[type="application/json"]')) {
  const {xs, curves} = JSON.parse(script.textContent).content;
  const host = document.body.appendChild(document.createElement('div'));
  new uPlot({width: 450, height: 200, legend: {show: false}, scales: {x: {time: false}},
    series: [{}, ...curves.map(c => ({stroke: c.color, width: 1.5, points: {show: false}}))]}, [xs[0], ...curves.map(c => c.y)], host);
}
</script>"""


def figure(number: int, points: int = POINTS, curves: int = CURVES) -> Figure:
    """A figure whose curves all differ."""
    drawn = tuple(
        figures.curve(
            at, id=f"c{at}", y=[value + 0.01 * number for value in figures.wave(at, points)], runs=(f"p/q/{at}",)
        )
        for at in range(curves)
    )
    content = LineContent(
        x=Axis("Step"), y=Axis("loss"), xs=(list(range(points)),), curves=drawn, legend=Legend(), x_key="_step"
    )
    return Figure(content, title=f"Panel {number}", alt="Curves.")


def painted(browser: Browser, url: str) -> dict[str, float]:
    """Milliseconds from navigation until all charts are painted, and how long script ran until then."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    page.add_init_script(DRAWN % PANELS)
    page.goto(url)
    end = time.monotonic() + _PATIENCE_S
    while not (drawn := page.evaluate("window.drawn")):
        if time.monotonic() > end:
            raise TimeoutError(f"{url}: only {page.locator('.uplot').count()} of {PANELS} charts were drawn")
        page.wait_for_timeout(20)
    spent = {metric["name"]: metric["value"] * 1000 for metric in session.send("Performance.getMetrics")["metrics"]}
    context.close()
    return {
        "painted": float(drawn),
        "script": spent["ScriptDuration"],
        "layout": spent["LayoutDuration"],
        "style": spent["RecalcStyleDuration"],
        "main_thread": spent["TaskDuration"],
    }


def scroll(browser: Browser, url: str) -> dict[str, float]:
    """Scroll through a long page; the longest task, the 95th percentile of frames, canvases at the end."""
    context = browser.new_context(viewport={"width": WIDTH, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(url)
    page.wait_for_timeout(1500)
    found = page.evaluate("""async () => {
      const tasks = [], frames = [];
      const watch = new PerformanceObserver(list => tasks.push(...list.getEntries().map(e => e.duration)));
      watch.observe({type: 'longtask'});
      let before = performance.now();
      for (let y = 0; y < document.body.scrollHeight; y += 150) {
        scrollTo(0, y);
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        frames.push(now - before);
        before = now;
      }
      frames.sort((a, b) => a - b);
      return {longest_task: Math.max(0, ...tasks), tasks_over_100: tasks.filter(t => t > 100).length, frame_p95: frames[Math.floor(frames.length * 0.95)], canvases: document.querySelectorAll('.uplot canvas').length};
    }""")
    context.close()
    return dict(found)


def main(rounds: int) -> int:
    """Measure, print, and say by the exit code whether the goal is met."""
    with tempfile.TemporaryDirectory() as folder_name, sync_playwright() as playwright:
        folder = Path(folder_name)
        theme = load_theme()
        shown = [figure(number) for number in range(PANELS)]
        ours = write_page(folder, grid(theme, shown), theme=theme, page={"width": "fluid"}, nav=[], toc=[]).url
        data = Markup("").join(
            Markup('<script type="application/json">{}</script>').format(figure_data(one)) for one in shown
        )
        (folder / "bare.html").write_text(BARE % data, encoding="utf-8")
        for name in ("uPlot.iife.min.js", "uPlot.min.css"):
            (folder / name).write_bytes((UPLOT / name).read_bytes())
        bare = (folder / "bare.html").as_uri()
        browser = playwright.chromium.launch(executable_path=chromium.chromium_path(), args=list(chromium.ARGUMENTS))
        painted(browser, bare)
        painted(browser, ours)
        times: dict[str, list[dict[str, float]]] = {"bare uPlot": [], "runpress": []}
        for _ in range(rounds):
            times["bare uPlot"].append(painted(browser, bare))
            times["runpress"].append(painted(browser, ours))
        medians = {
            name: {what: statistics.median(one[what] for one in found) for what in found[0]}
            for name, found in times.items()
        }
        ratios = {
            what: round(medians["runpress"][what] / medians["bare uPlot"][what], 2) for what in medians["runpress"]
        }
        long_page = write_page(
            folder, grid(theme, [figure(n, 400, 10) for n in range(200)]), name="long.html", theme=theme
        )
        scrolled = scroll(browser, long_page.url)
        browser.close()
    rounded = {name: {what: round(value) for what, value in found.items()} for name, found in medians.items()}
    scrolling = {name: round(value, 1) for name, value in scrolled.items()}
    print(json.dumps({"ms": rounded, "ratios": ratios, "scroll_200": scrolling}))
    good = report("30 panels painted, to bare uPlot", ratios["painted"], MUST)
    good &= report("200 panels scrolled, longest task in ms", scrolled["longest_task"], LONGEST_TASK_MS)
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
