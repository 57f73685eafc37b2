// What is drawn, as a file: SVG, PNG of the same picture, CSV of the numbers.
import type { Table } from "./charts/chart";
import { h } from "./dom";
import type { Panel } from "./panel";

const PNG_SCALE = 2;

export function saveSvg(panel: Panel): void {
  const text = svgText(panel);
  if (text) save(new Blob([text], { type: "image/svg+xml" }), `${nameOf(panel)}.svg`);
}

export async function savePng(panel: Panel): Promise<void> {
  const text = svgText(panel);
  if (!text) return;
  // A data address: content policies that allow no blob images allow this one.
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = h("canvas", { width: image.width * PNG_SCALE, height: image.height * PNG_SCALE });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => blob && save(blob, `${nameOf(panel)}.png`));
}

export function saveCsv(panel: Panel): void {
  const table = panel.table() ?? readTable(panel.element.querySelector("table"));
  save(new Blob(["\ufeff", csv(table)], { type: "text/csv;charset=utf-8" }), `${nameOf(panel)}.csv`);
}

function csv(table: Table): string {
  return [table.head, ...table.rows].map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";
}

/** A cell as RFC 4180 has it; one that a spreadsheet would run as a formula stays text. */
function quoted(cell: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.])/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function readTable(table: HTMLTableElement | null): Table {
  const read = (row: HTMLTableRowElement): string[] => [...row.cells].map((cell) => cell.textContent?.trim() ?? "");
  const shown = [...(table?.rows ?? [])].filter((row) => row.offsetParent !== null || !table?.isConnected);
  const [head = [], ...rows] = shown.map(read);
  return { head, rows };
}

function svgText(panel: Panel): string | null {
  const box = panel.element.querySelector<HTMLElement>(".plot-box");
  if (!panel.chart) return null;
  const picture = panel.chart.picture(Math.max(320, box?.clientWidth || 640), Math.max(200, box?.clientHeight || 400));
  const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
  title.textContent = panel.figure?.title || panel.figure?.alt || "";
  picture.prepend(title);
  return new XMLSerializer().serializeToString(picture);
}

function nameOf(panel: Panel): string {
  const title = panel.element.querySelector(".panel-title")?.textContent || panel.figure?.title || "panel";
  return title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 80) || "panel";
}

function save(blob: Blob, name: string): void {
  const href = URL.createObjectURL(blob);
  const link = h("a", { href, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}
