// On paper: folds are open, charts are pictures on white, links say where they lead.
import { h } from "./dom";
import { allPanels, drawAll } from "./panels";
import { applyTheme, showTheme } from "./theme";

let undo: (() => void)[] = [];

export function startPrint(): void {
  window.addEventListener("beforeprint", prepare);
  window.addEventListener("afterprint", restore);
}

function prepare(): void {
  restore();
  showTheme("light");
  openFolds();
  drawAll();
  drawPictures();
  listLinks();
}

function restore(): void {
  for (const act of undo.reverse()) act();
  undo = [];
  applyTheme();
}

function openFolds(): void {
  for (const details of document.querySelectorAll<HTMLDetailsElement>("main details:not([open]):not(.runset)")) {
    details.open = true;
    undo.push(() => { details.open = false; });
  }
}

/** What fits between the margins of a sheet, in pixels of CSS; and how much lower its rows of grids are. */
const PAPER_WIDTH = 690;
const PAPER_ROW = 0.73;

/** Canvases are as sharp as the screen; paper gets the vectors, drawn as large as they will stand there. */
function drawPictures(): void {
  const narrower = Math.min(1, PAPER_WIDTH / (document.querySelector("main")?.clientWidth || PAPER_WIDTH));
  for (const panel of allPanels()) {
    const box = panel.element.querySelector<HTMLElement>(".plot-box");
    if (!panel.chart || !box || box.hidden) continue;
    const width = Math.max(200, box.clientWidth * narrower);
    const height = Math.max(90, box.clientHeight * PAPER_ROW);
    const picture = panel.chart.picture(width, height);
    picture.setAttribute("class", "print-picture");
    picture.removeAttribute("width");
    picture.removeAttribute("height");
    box.hidden = true;
    box.after(picture);
    undo.push(() => {
      picture.remove();
      box.hidden = false;
    });
  }
}

function listLinks(): void {
  const content = document.querySelector("[data-blocks]");
  const seen = new Map<string, number>();
  const list = h("ol");
  for (const link of content?.querySelectorAll<HTMLAnchorElement>("a[href]") ?? []) {
    const address = link.getAttribute("href") ?? "";
    if (!/^https?:/.test(address) || link.textContent?.trim() === address) continue;
    let number = seen.get(address);
    if (number === undefined) {
      number = seen.size + 1;
      seen.set(address, number);
      list.append(h("li", {}, address));
    }
    const mark = h("sup", { class: "print-ref" }, `[${number}]`);
    link.after(mark);
    undo.push(() => mark.remove());
  }
  if (!seen.size) return;
  const notes = h("section", { class: "print-notes", "aria-label": "Links" }, list);
  content?.after(notes);
  undo.push(() => notes.remove());
}
