// The table of contents follows the reader.
let links = new Map<Element, HTMLAnchorElement>();
let isScheduled = false;
let isListening = false;

export function startScrollSpy(): void {
  links = new Map();
  for (const link of document.querySelectorAll<HTMLAnchorElement>("#rp-toc a[href^='#']")) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) links.set(target, link);
  }
  if (!isListening) window.addEventListener("scroll", schedule, { passive: true });
  isListening = true;
  mark();
}

function schedule(): void {
  if (isScheduled || !links.size) return;
  isScheduled = true;
  requestAnimationFrame(() => {
    isScheduled = false;
    mark();
  });
}

/** The current heading is the last one that stands in the upper third or above. */
function mark(): void {
  let current: Element | null = null;
  for (const target of links.keys()) {
    if (target.getBoundingClientRect().top > innerHeight / 3) break;
    current = target;
  }
  for (const [target, link] of links) {
    if (target === current) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}
