// Keeps the page up to date: asks for it again every second, and puts in what is new. What has not changed stays untouched, so that
// what a reader has opened, marked or focused stays so.
"use strict";

const SECOND = 1000;
const LONGEST_PAUSE = 8 * SECOND;
const FOCUSABLE = "a, summary, button";

let shown = document.cloneNode(true);
let tag = "";
let pause = SECOND;

/** Makes the children of `live` those of `fresh`, where `before` is what the server sent last: both in their order, each known by its id. */
function renew(live, before, fresh) {
  const known = new Map([...live.children].map((child) => [child.id, child]));
  let place = live.firstElementChild;
  for (const next of fresh.children) {
    const old = known.get(next.id);
    known.delete(next.id);
    const isInPlace = old !== undefined && old === place;
    const now = old ? update(old, before && byId(before, next.id), next) : arrived(next);
    if (isInPlace) {
      place = now.nextElementSibling;
    } else if (old && live.moveBefore) {
      live.moveBefore(now, place);
    } else {
      live.insertBefore(now, place);
    }
  }
  known.forEach((gone) => gone.remove());
}

function byId(parent, id) {
  return [...parent.children].find((child) => child.id === id);
}

function update(old, before, next) {
  if (before && before.isEqualNode(next)) {
    return old;
  }
  const grows = next.children.length > 0 && [...next.children].every((child) => child.id);
  if (grows) {
    renew(old, before, next);
    return old;
  }
  const now = document.importNode(next, true);
  const details = now.querySelectorAll("details");
  old.querySelectorAll("details").forEach((one, index) => {
    if (details[index]) details[index].open = one.open;
  });
  if (old.matches(".note")) now.classList.add("changed");
  const focused = [...old.querySelectorAll(FOCUSABLE)].indexOf(document.activeElement);
  old.replaceWith(now);
  now.querySelectorAll(FOCUSABLE)[focused]?.focus({ preventScroll: true });
  return now;
}

function arrived(next) {
  const now = document.importNode(next, true);
  now.classList.add("new");
  return now;
}

function show(text) {
  const fresh = new DOMParser().parseFromString(text, "text/html");
  for (const id of ["bar", "main"]) {
    const live = document.getElementById(id);
    const next = fresh.getElementById(id);
    if (live && next) renew(live, shown.getElementById(id), next);
  }
  document.title = fresh.title;
  shown = fresh;
}

async function look() {
  try {
    const answer = await fetch(location.pathname, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store", redirect: "error" });
    if (answer.status === 401) {
      location.reload();
      return;
    }
    if (answer.status === 200) {
      tag = answer.headers.get("ETag") ?? "";
      show(await answer.text());
    }
    pause = SECOND;
    lost(answer.status !== 200 && answer.status !== 304);
  } catch (unreachable) {
    pause = Math.min(2 * pause, LONGEST_PAUSE);
    lost(true);
  }
  setTimeout(next, pause);
}

function lost(isLost) {
  document.getElementById("lost").hidden = !isLost;
}

/** Nobody asks for what nobody sees. */
function next() {
  if (document.hidden) {
    document.addEventListener("visibilitychange", look, { once: true });
  } else {
    look();
  }
}

next();
