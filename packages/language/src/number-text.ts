/** `1e-4`, `5e-4`, `0.01`: as people write rates. */
export function numberText(n: number): string {
  const [digits, exponent] = n.toExponential().split('e');
  return n !== 0 && Math.abs(n) < 0.01 ? `${digits}e${Number(exponent)}` : String(n);
}

/** `95%`, `99.5%`: a share as the language writes it. */
export const shareText = (share: number): string => `${numberText(Number((100 * share).toPrecision(12)))}%`;

/** A learning rate that was computed, to three digits: `4.78e-5`. */
export const rateText = (rate: number): string => numberText(Number(rate.toPrecision(3)));
