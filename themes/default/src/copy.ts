// A button at each block of code, which copies it.
import { announce, h, icon } from "./dom";

const COPY = "M7.5 7.5h9v9h-9zM12.5 4.5v-1h-9v9h1";
const DONE = "M4 10.5l4 4 8-9";
const SHOWN_MS = 1500;

export function dressCode(root: ParentNode): void {
  if (!navigator.clipboard) return;
  for (const code of root.querySelectorAll<HTMLElement>("pre.code:not(:has(> .copy)) > code")) {
    const button = h("button", { type: "button", class: "icon-button copy", "aria-label": "Copy code", onclick: () => void copy(code, button) }, icon(COPY));
    code.before(button);
  }
}

async function copy(code: HTMLElement, button: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(code.textContent ?? "");
  } catch {
    announce("The browser does not let this page copy");
    return;
  }
  announce("Copied");
  button.replaceChildren(icon(DONE));
  setTimeout(() => button.replaceChildren(icon(COPY)), SHOWN_MS);
}
