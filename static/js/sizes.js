// 1 234 567 → "1,2 MB", as people of the page's language write it.
const UNITS = [
  [1e9, "gigabyte"],
  [1e6, "megabyte"],
  [1e3, "kilobyte"],
  [1, "byte"],
];

export function inBytes(bytes) {
  const [size, unit] = UNITS.find(([least]) => bytes >= least) || UNITS[UNITS.length - 1];
  const style = { style: "unit", unit, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(document.documentElement.lang, style).format(bytes / size);
}
