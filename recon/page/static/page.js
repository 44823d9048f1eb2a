// What HTML alone cannot do: raw uploads, progress, and word that the window is open. Text is only ever set as text.
const base = document.body.dataset.base;
const notice = document.getElementById("notice");

function say(text) {
  notice.textContent = text;
  notice.hidden = !text;
  if (text) notice.scrollIntoView({ block: "nearest" });
}

/** One request to this server; what it refuses is said and thrown. */
async function ask(method, path, body) {
  let answer;
  try {
    answer = await fetch(path, { method, body, headers: { "X-Recon": "1" } });
  } catch {
    throw new Error(document.body.dataset.gone);
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error((told.said || [])[document.documentElement.lang === "en" ? 1 : 0] || document.body.dataset.gone);
  return told;
}

/** The files of a drop, those inside folders too. */
async function filesOf(transfer) {
  const entries = [...transfer.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
  if (!entries.every(Boolean)) return [...transfer.files];
  const found = [];
  async function walk(entry) {
    if (entry.isFile) {
      found.push(await new Promise((good, bad) => entry.file(good, bad)));
    } else {
      const reader = entry.createReader();
      for (;;) {
        const some = await new Promise((good, bad) => reader.readEntries(good, bad));
        if (!some.length) break;
        for (const one of some) await walk(one);
      }
    }
  }
  for (const entry of entries) await walk(entry);
  return found;
}

const chosen = { report: [], previous: [], targets: [] };
const form = document.getElementById("drop");
const again = document.getElementById("again");

function show(zone, count) {
  const line = zone.querySelector(".chosen");
  line.textContent = count ? line.dataset.text.replace("#", count) : "";
  zone.querySelector(".clear").hidden = !count;
}

async function send(at, role, files) {
  const waiting = [...files];
  async function next() {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const words = new URLSearchParams({ name: file.name, modified: Math.floor(file.lastModified / 1000) });
      await ask("PUT", `${at}/${role}?${words}`, file);
    }
  }
  await Promise.all([next(), next(), next()]);
}

/** Send what was chosen to where the form says, to a drop that is there already, or to one of its own, and start. */
async function begin(sender) {
  const { largest, tooLarge, most, tooMany, at: there } = sender.dataset;
  const files = Object.values(chosen).flat();
  const large = files.find((file) => file.size > Number(largest));
  if (large) return say(`${large.name}：${tooLarge}`);
  if (files.length > Number(most)) return say(tooMany);
  say("");
  let at = there;
  try {
    if (!at) ({ at } = await ask("POST", `${base}/drops`));
    for (const role of Object.keys(chosen)) await send(at, role, chosen[role]);
    await ask("POST", `${at}/start`, document.getElementById("plan").checked ? "plan" : "");
    if (form && there) location.reload();
    else location.assign(at);
  } catch (error) {
    say(error.message);
    if (at && !there) ask("DELETE", at).catch(() => {});
  }
}

function take(zone, files) {
  const role = zone.dataset.role;
  if (!files.length) return;
  chosen[role] = files;
  show(zone, files.length);
  if (role === "report") begin(form);
}

for (const zone of document.querySelectorAll(".zone")) {
  for (const input of zone.querySelectorAll("input[type=file]")) input.addEventListener("change", () => {
    const files = [...input.files];
    input.value = ""; // the same file may be chosen again
    take(zone, files);
  });
  zone.querySelector(".clear").addEventListener("click", () => {
    chosen[zone.dataset.role] = [];
    show(zone, 0);
  });
  zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    zone.classList.remove("over");
    take(zone, await filesOf(event.dataTransfer));
  });
}
if (again) again.addEventListener("submit", (event) => { event.preventDefault(); begin(again); });
if (form) {
  // a file dropped beside the zones is meant to be checked, never to be opened by the browser
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    take(document.querySelector(".zone.main"), await filesOf(event.dataTransfer));
  });
}

const progress = document.getElementById("progress");
if (progress) {
  const bar = progress.querySelector("progress");
  const words = progress.dataset;
  const source = new EventSource(words.events);
  source.onmessage = (event) => {
    const told = JSON.parse(event.data);
    if (!(told.state in words)) {
      source.close();
      return location.reload();
    }
    const phase = told.phase && words[`phase${told.phase[0].toUpperCase()}${told.phase.slice(1)}`];
    progress.querySelector(".state").textContent = (told.state === "working" && phase) || words[told.state];
    if (told.count) {
      bar.max = told.count;
      bar.value = told.done;
      progress.querySelector(".count").textContent = `${told.done} / ${told.count}`;
    }
  };
  source.onerror = () => { if (source.readyState === EventSource.CLOSED) say(document.body.dataset.gone); };
}

/** What was written on this page for findings, all of it at once; the page is shown again as it was judged. */
async function explain(button) {
  const list = document.getElementById("findings");
  const boxes = [...list.querySelectorAll("textarea[data-number]")].filter((box) => box.value !== box.defaultValue);
  const texts = Object.fromEntries(boxes.map((box) => [box.dataset.number, box.value]));
  button.disabled = true;
  button.textContent = list.dataset.saving;
  await ask("POST", list.dataset.at, JSON.stringify({ texts, author: document.getElementById("author").value }));
  history.replaceState(null, "", `#${button.closest("article").id}`);
  location.reload();
}

async function copy(button) {
  const box = document.getElementById(button.dataset.copy);
  box.select();
  if (navigator.clipboard) await navigator.clipboard.writeText(box.value);
  else document.execCommand("copy"); // without TLS beyond this machine there is no other way
  button.textContent = button.dataset.copied;
}

document.addEventListener("click", async (event) => {
  const { stop, post, copy: copied, delete: gone, explain: written } = event.target.dataset || {};
  try {
    if (stop) await ask("POST", stop);
    if (post) { await ask("POST", post, document.getElementById("plan")?.checked ? "plan" : ""); location.reload(); }
    if (copied) await copy(event.target);
    if (written !== undefined) await explain(event.target);
    if (gone) { await ask("DELETE", gone); location.reload(); }
  } catch (error) {
    say(error.message);
  }
});

async function alive() {
  try {
    await ask("GET", `${base}/alive`);
    if (notice.textContent === document.body.dataset.gone) say(""); // it is there again
  } catch (error) {
    say(error.message);
  }
}
alive();
setInterval(alive, 20000);
