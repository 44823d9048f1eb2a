// Both sides of a finding, added up anew as its values are changed: exact fractions of integers, never floating point.
const form = document.getElementById("sides");

/** A decimal or a fraction of two as [numerator, denominator]; null for what is no number. */
function exact(text) {
  const [above, below = "1"] = text.replace(/[,，\s]/g, "").replace("−", "-").split("/");
  const parts = [above, below].map((one) => /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(one));
  if (parts.some((one) => !one || !(one[2] || one[3]))) return null;
  const [[n, d], [m, e]] = parts.map(([, sign, whole, rest = ""]) => [BigInt(whole + rest) * (sign === "-" ? -1n : 1n), 10n ** BigInt(rest.length)]);
  return m ? [n * e, d * m] : null;
}

/** A fraction as a decimal where it has an end, else as a fraction. */
function plain([n, d]) {
  if (d < 0n) [n, d] = [-n, -d];
  let places = 0;
  while (n % d && places < 40) { n *= 10n; places += 1; }
  if (n % d) return `${n}/${d * 10n ** BigInt(places)}`;
  const digits = String(n / d).replace("-", "").padStart(places + 1, "0");
  return (n < 0n ? "-" : "") + (places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits);
}

function sum(name) {
  let [n, d] = [0n, 1n];
  for (const input of form.querySelectorAll(`[data-side="${name}"] input`)) {
    const [value, factor] = [exact(input.value), exact(input.dataset.factor)];
    input.setAttribute("aria-invalid", String(!value));
    if (!value || !factor) return null;
    const [above, below] = [BigInt(input.dataset.sign) * value[0] * factor[0], value[1] * factor[1]];
    [n, d] = [n * below + above * d, d * below];
  }
  form.querySelector(`[data-sum="${name}"]`).textContent = plain([n, d]);
  return [n, d];
}

function add() {
  const [left, right] = [sum("left"), sum("right")];
  const told = left && right ? plain([left[0] * right[1] - right[0] * left[1], left[1] * right[1]]) : "—";
  document.getElementById("difference").textContent = told;
}

if (form) {
  form.addEventListener("input", add);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(add));
  form.addEventListener("click", ({ target }) => {
    if (!target.dataset.try) return;
    form.reset();
    for (const input of form.querySelectorAll(`input[data-cell="${CSS.escape(target.dataset.try)}"]`)) input.value = target.dataset.value;
    setTimeout(add);
  });
}
const link = document.querySelector("[data-link]");
if (link) link.value = location.href;
