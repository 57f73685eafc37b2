// A legend: click an entry to hide its curve, double-click to see it alone, again to see all. With the keyboard it is
// one stop; arrows lead from entry to entry.
import { h, setColor } from "../dom";
import type { Dash } from "../figure";
import { count } from "../format";

export interface LegendEntry { id: string; label: string; color: string; dash?: Dash }

const MOST = 120;
/** Names longer than that are cut in their middle. */
const LONG = 36;
const TAIL = 14;
const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export class Legend {
  readonly element: HTMLElement;
  private readonly buttons = new Map<string, HTMLButtonElement>();

  constructor(
    private readonly entries: LegendEntry[],
    private readonly hidden: () => string[],
    private readonly set: (hidden: string[]) => void,
    private readonly hover: (id: string | null) => void,
  ) {
    this.element = h("div", { class: "legend", role: "toolbar", "aria-label": "Legend" });
    for (const entry of entries.slice(0, MOST)) this.element.append(this.button(entry));
    if (entries.length > MOST) this.element.append(h("span", {}, `and ${count(entries.length - MOST, "more curve")}`));
    this.stopAt(this.element.querySelector("button"));
    this.listen();
    this.update();
  }

  update(): void {
    const hidden = new Set(this.hidden());
    for (const [id, button] of this.buttons) button.setAttribute("aria-pressed", String(!hidden.has(id)));
  }

  private button(entry: LegendEntry): HTMLButtonElement {
    // One element an entry: a page may have a thousand. Its swatch is drawn by the style sheet.
    const button = h("button", { type: "button", title: entry.label, "data-curve": entry.id, "data-dash": entry.dash ?? "solid", dir: "auto", tabindex: "-1" }, ...parts(entry.label));
    button.classList.toggle("is-long", button.childElementCount > 0);
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
    this.element.addEventListener("keydown", (event) => this.walk(event));
    this.element.addEventListener("focusin", (event) => this.stopAt(event.target));
    for (const name of ["pointerover", "focusin"]) this.element.addEventListener(name, (event) => act(event, this.hover));
    for (const name of ["pointerout", "focusout"]) this.element.addEventListener(name, () => this.hover(null));
  }

  /** The entry at which the keyboard stops when it comes to the legend: the one that it left. */
  private stopAt(target: EventTarget | null): void {
    if (!(target instanceof HTMLButtonElement)) return;
    for (const button of this.element.querySelectorAll("[tabindex='0']")) button.setAttribute("tabindex", "-1");
    target.setAttribute("tabindex", "0");
  }

  private walk(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const all = [...this.buttons.values()];
    const at = all.indexOf(event.target as HTMLButtonElement);
    const step = STEPS[event.key];
    const next = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : step === undefined ? -1 : (at + step + all.length) % all.length;
    if (next < 0 || at < 0) return;
    event.preventDefault();
    all[next]?.focus();
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

/** A long name in two pieces, of which the last stays in sight. */
function parts(label: string): (Node | string)[] {
  const signs = [...label];
  if (signs.length <= LONG) return [label];
  return [signs.slice(0, -TAIL), signs.slice(-TAIL)].map((piece) => h("span", {}, piece.join("")));
}
