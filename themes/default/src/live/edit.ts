// Open a source line in the author's editor.
import { announce, h } from "../dom";
import { headers, isLive, live } from "./settings";

export function canEdit(): boolean {
  return isLive() && live.edit !== "";
}

export async function openInEditor(line: number): Promise<void> {
  const address = new URL(live.edit, location.href);
  address.searchParams.set("line", String(line));
  try {
    const answer = await fetch(address, { method: "POST", headers: headers() });
    announce(answer.ok ? `Opened line ${line} in the editor` : `The editor could not be opened: ${await answer.text()}`);
  } catch {
    announce("The editor could not be opened: the preview does not answer");
  }
}

/** Places of findings become buttons. */
export function linkPlaces(root: ParentNode): void {
  if (!canEdit()) return;
  for (const place of root.querySelectorAll<HTMLElement>("span[data-edit-line]")) {
    const line = Number(place.dataset.editLine);
    const button = h("button", { type: "button", "aria-label": `${place.textContent}, open in the editor` }, place.textContent ?? "");
    button.addEventListener("click", () => void openInEditor(line));
    place.replaceWith(button);
  }
}

export function startEdit(): void {
  if (!canEdit()) return;
  linkPlaces(document);
  // Alt and a click open the source of any block.
  document.addEventListener("click", (event) => {
    if (!event.altKey) return;
    const line = Number((event.target as Element).closest<HTMLElement>("[data-line]")?.dataset.line ?? 0);
    if (line <= 0 || (event.target as Element).closest("button, a, input, select, summary")) return;
    event.preventDefault();
    void openInEditor(line);
  });
}
