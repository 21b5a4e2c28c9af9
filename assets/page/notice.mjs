// One line over the page: what is going on, or went wrong, and how to go on.

import { $ } from "./state.mjs";
import { renew } from "./view.mjs";

export function notice(text, stays = false) {
  const line = $("offline");
  line.textContent = text;
  line.hidden = !text;
  line.classList.toggle("stays", stays);
  if (stays) line.onclick = () => (line.hidden = true);
}

let asking = null;
export const waiting = () => asking !== null;

// An unreachable server is said, and the page goes on when it is back.
export function away() {
  if (asking) return;
  notice("The server does not answer; your view stays, and goes on when it is back.");
  asking = setInterval(() => fetch("/healthz").then((answer) => answer.ok && back(true), () => {}), 1500);
}

export function back(again = false) {
  clearInterval(asking);
  asking = null;
  $("offline").hidden = true;
  if (again) renew();
}
