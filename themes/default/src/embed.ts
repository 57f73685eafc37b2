// The script of figures inside pages that are not ours (MkDocs): panels and run tables, no page around them.
import { paint } from "./dom";
import { startFullscreen } from "./fullscreen";
import { followHost } from "./host";
import { dressTables, startHtmlFigures } from "./htmlfigures";
import { adopt, updateAll } from "./panels";
import { onRunsChange, refreshEyes, startRuns } from "./runs";
import { THEME_EVENT } from "./theme";

/** Themes that change pages without loading them tell so through this (Material's instant navigation). */
interface Subject {
  subscribe(next: () => void): unknown;
}

function adoptAll(): void {
  for (const root of document.querySelectorAll(".runpress")) {
    paint(root);
    refreshEyes(root);
    adopt(root);
    dressTables(root);
  }
}

function start(): void {
  document.documentElement.classList.add("js");
  followHost();
  startFullscreen();
  startHtmlFigures();
  startRuns();
  onRunsChange(updateAll);
  document.addEventListener(THEME_EVENT, updateAll);
  adoptAll();
  (window as { document$?: Subject }).document$?.subscribe(adoptAll);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
