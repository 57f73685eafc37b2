// A legend: click an entry to hide its curve, double-click to see it alone, again to see all.
import { h, setColor } from "../dom";
import type { Dash } from "../figure";
import { count } from "../format";

export interface LegendEntry { id: string; label: string; color: string; dash?: Dash }

const MOST = 120;

export class Legend {
  readonly element: HTMLElement;
  private readonly buttons = new Map<string, HTMLButtonElement>();

  constructor(
    private readonly entries: LegendEntry[],
    private readonly hidden: () => string[],
    private readonly set: (hidden: string[]) => void,
    private readonly hover: (id: string | null) => void,
  ) {
    this.element = h("div", { class: "legend", role: "group", "aria-label": "Legend" });
    for (const entry of entries.slice(0, MOST)) this.element.append(this.button(entry));
    if (entries.length > MOST) this.element.append(h("span", {}, `and ${count(entries.length - MOST, "more curve")}`));
    this.listen();
    this.update();
  }

  update(): void {
    const hidden = new Set(this.hidden());
    for (const [id, button] of this.buttons) button.setAttribute("aria-pressed", String(!hidden.has(id)));
  }

  private button(entry: LegendEntry): HTMLButtonElement {
    // One element an entry: a page may have a thousand. Its swatch is drawn by the style sheet.
    const button = h("button", { type: "button", title: entry.label, "data-curve": entry.id, "data-dash": entry.dash ?? "solid" }, entry.label);
    setColor(button, entry.color);
    this.buttons.set(entry.id, button);
    return button;
  }

  /** One set of listeners for all entries. */
  private listen(): void {
    const act = (event: Event, what: (id: string) => void): void => {
      const id = (event.target as Element).closest<HTMLElement>("[data-curve]")?.dataset.curve;
      if (id !== undefined) what(id);
    };
    this.element.addEventListener("click", (event) => act(event, (id) => (event.shiftKey || event.altKey ? this.isolate(id) : this.toggle(id))));
    // Both clicks of a double-click have toggled by now, so the state is the one before them.
    this.element.addEventListener("dblclick", (event) => act(event, (id) => this.isolate(id)));
    for (const name of ["pointerover", "focusin"]) this.element.addEventListener(name, (event) => act(event, this.hover));
    for (const name of ["pointerout", "focusout"]) this.element.addEventListener(name, () => this.hover(null));
  }

  private toggle(id: string): void {
    const hidden = new Set(this.hidden());
    if (!hidden.delete(id)) hidden.add(id);
    this.set([...hidden]);
    this.update();
  }

  private isolate(id: string): void {
    const hidden = new Set(this.hidden());
    const others = this.entries.filter((entry) => entry.id !== id).map((entry) => entry.id);
    const isAlone = !hidden.has(id) && others.every((other) => hidden.has(other));
    this.set(isAlone ? [] : others);
    this.update();
  }
}
