// The marks that the crosshair leaves on curves. Few elements, used again; too many curves have none.
import { h, setColor } from "../../dom";

const MOST = 60;

export class CrosshairDots {
  readonly element = h("div", { class: "crosshair-dots", "aria-hidden": "true" });
  private readonly pool: HTMLElement[] = [];

  show(places: { left: number; top: number; color: string }[], over: HTMLElement): void {
    const [width, height] = [over.clientWidth, over.clientHeight];
    const inside = places.filter(({ left, top }) => left >= -1 && left <= width + 1 && top >= -1 && top <= height + 1);
    const shown = inside.length > MOST ? [] : inside;
    for (const [at, place] of shown.entries()) {
      const dot = (this.pool[at] ??= this.element.appendChild(h("i", { class: "crosshair-dot" })));
      dot.hidden = false;
      setColor(dot, place.color);
      dot.style.transform = `translate(${place.left}px, ${place.top}px)`;
    }
    for (const dot of this.pool.slice(shown.length)) dot.hidden = true;
  }
}
