/**
 * Orders names as people do: runs of digits by value, so that `2` stands before `10`, the rest by code unit.
 * Written out rather than taken from `Intl.Collator`, whose order may change with the ICU version: label
 * numbers are stored with trained models and must not.
 */
export function compareNatural(a: string, b: string): number {
  const left = a.match(PARTS) ?? [];
  const right = b.match(PARTS) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = comparePart(left[i]!, right[i]!);
    if (order !== 0) return order;
  }
  return left.length - right.length || compareText(a, b);
}

const PARTS = /\d+|\D+/g;

function comparePart(a: string, b: string): number {
  if (!isDigits(a) || !isDigits(b)) return compareText(a, b);
  const x = a.replace(/^0+/, '');
  const y = b.replace(/^0+/, '');
  // Without leading zeros the longer number is the larger; equal numbers are told apart by the whole names.
  return x.length - y.length || compareText(x, y);
}

function isDigits(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 48 && code <= 57;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
