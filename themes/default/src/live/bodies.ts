// Bodies of panels, fetched a few at a time, those asked for last first: they are the ones in view.
import { h } from "../dom";
import { headers } from "./settings";

const AT_ONCE = 4;
const waiting: (() => Promise<void>)[] = [];
let running = 0;

/** The body at an address; with the reader's eyes, where the figure depends on them. None for a panel that went. */
export function fetchBody(address: string, eyes = ""): Promise<Node | null> {
  return new Promise((resolve) => {
    waiting.push(async () => resolve(await load(address, eyes)));
    next();
  });
}

function next(): void {
  while (running < AT_ONCE && waiting.length) {
    const job = waiting.pop();
    running++;
    void job?.().finally(() => {
      running--;
      next();
    });
  }
}

async function load(address: string, eyes: string): Promise<Node | null> {
  try {
    const asked = eyes ? { method: "POST", body: eyes } : {};
    const answer = await fetch(address, { headers: headers(), cache: "no-cache", ...asked });
    if (answer.status === 204) return null;
    const text = await answer.text();
    return answer.ok ? fragment(text) : failed(`The panel could not be drawn (${answer.status}).`);
  } catch {
    return failed("The preview does not answer; the panel is drawn when it is back.");
  }
}

/** The body at an address, before anything else happens: paper does not wait. None if the preview does not answer. */
export function fetchBodyNow(address: string, eyes = ""): Node | null {
  const request = new XMLHttpRequest();
  try {
    request.open(eyes ? "POST" : "GET", address, false);
    for (const [name, value] of Object.entries(headers())) request.setRequestHeader(name, value);
    request.send(eyes || null);
  } catch {
    return null;
  }
  return request.status === 200 ? fragment(request.responseText) : null;
}

function failed(text: string): Node {
  return h("p", { class: "panel-failed", "data-figure": "failed" }, text);
}

/** HTML made by our own server, as nodes; scripts in it stay data. */
export function fragment(html: string): DocumentFragment {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}
