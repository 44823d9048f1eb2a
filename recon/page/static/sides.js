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

/** The row of each term with its side, sign, ratio, input and the cells of the ways to mend. */
const rows = form ? [...form.querySelectorAll("input[data-cell]")].map((input) => ({
  side: input.closest("tbody").dataset.side,
  weight: exact(input.dataset.ratio).map((part, place) => (place ? part : part * BigInt(input.dataset.sign))),
  input,
  given: input.value,
  ways: [...input.closest("tr").querySelectorAll("[data-way]")],
})) : [];

/** The sum of a side, and what stands in its last row; `number` tells what a row counts with. */
function sum(side, number, told) {
  let [n, d] = [0n, 1n];
  for (const row of rows.filter((one) => one.side === side)) {
    const value = exact(number(row));
    if (!value) return (told.textContent = "—", null);
    const [above, below] = [row.weight[0] * value[0], row.weight[1] * value[1]];
    [n, d] = [n * below + above * d, d * below];
  }
  told.textContent = plain([n, d]);
  return [n, d];
}

function difference(number, way, told) {
  const [left, right] = ["left", "right"].map((side) => sum(side, number, form.querySelector(`[data-side="${side}"] [data-sum="${way}"]`)));
  told.textContent = left && right ? plain([left[0] * right[1] - right[0] * left[1], left[1] * right[1]]) : "—";
}

/** Everything anew: the inputs, and beside them each way to mend with its own cells in their place. */
function add() {
  for (const { input, ways } of rows) {
    input.setAttribute("aria-invalid", String(!exact(input.value)));
    for (const cell of ways) if (!cell.firstElementChild) cell.textContent = input.value;
  }
  difference((row) => row.input.value, "", document.getElementById("difference"));
  for (const told of form.querySelectorAll("[data-difference]")) {
    difference((row) => row.ways[told.dataset.difference].textContent, told.dataset.difference, told);
  }
}

if (rows.length) {
  form.addEventListener("input", add);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(add));
  form.addEventListener("click", ({ target }) => {
    if (!target.dataset.try) return;
    for (const { input, given, ways } of rows) {
      const cell = ways[target.dataset.try];
      input.value = cell.firstElementChild ? cell.textContent : given;
    }
    add();
  });
  add();
}
const link = document.querySelector("[data-link]");
if (link) link.value = location.href;
