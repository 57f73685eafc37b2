// Runs before the page is painted: the colours that the reader chose, and the mark that script runs.
import { applyTheme } from "./theme";

document.documentElement.classList.add("js");
applyTheme();
