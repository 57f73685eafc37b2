// A drawn figure as a table that can be read, copied and heard.
import type { Table } from "./charts/chart";
import { h } from "./dom";
import { number } from "./format";

const MOST = 2000;

export function tableElement(table: Table, label: string): HTMLElement {
  const head = h("tr", {}, ...table.head.map((text) => h("th", { scope: "col" }, text)));
  const rows = table.rows.slice(0, MOST).map((row) => h("tr", {}, ...row.map((cell, at) => (at === 0 ? h("th", { scope: "row" }, shown(cell)) : h("td", { class: "number" }, shown(cell))))));
  const more = table.rows.length > MOST ? h("p", { class: "figure-notes" }, `${number(MOST)} of ${number(table.rows.length)} rows; the CSV has all`) : null;
  return h("div", { class: "view-table", tabindex: 0, role: "region", "aria-label": `Table: ${label}` }, h("table", {}, h("thead", {}, head), h("tbody", {}, ...rows)), more);
}

function shown(cell: string): string {
  return /^-?\d*\.?\d+(e[+-]?\d+)?$/i.test(cell) ? number(Number(cell), 6) : cell;
}
