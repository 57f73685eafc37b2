// The page's script: everything that happens after the page has been read.
import { dressCode } from "./copy";
import { paint } from "./dom";
import { startDrawers } from "./drawers";
import { startFolds } from "./folds";
import { startFullscreen } from "./fullscreen";
import { dressTables, startHtmlFigures } from "./htmlfigures";
import { startEdit } from "./live/edit";
import { receive, startLive } from "./live/events";
import { adopt, updateAll } from "./panels";
import { startPanelSearch } from "./panelsearch";
import { startPrint } from "./print";
import { onRunsChange, startRuns } from "./runs";
import { startSearch } from "./search";
import { smooth } from "./smoothing";
import { startTheme, THEME_EVENT } from "./theme";
import { startScrollSpy } from "./toc";

function start(): void {
  startTheme();
  startDrawers();
  startFolds();
  startFullscreen();
  startHtmlFigures();
  startPrint();
  paint(document);
  startRuns();
  onRunsChange(updateAll);
  document.addEventListener(THEME_EVENT, updateAll);
  adopt(document);
  dressTables(document);
  dressCode(document);
  startPanelSearch();
  startScrollSpy();
  startSearch();
  startEdit();
  startLive();
}

// For tests and for pages that put fragments in by themselves (the MkDocs plugin).
Object.assign(window, { runpress: { adopt, receive, smooth } });

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
