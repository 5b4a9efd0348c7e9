/** Options that take a number. */

interface Bounds {
  readonly from: number;
  readonly to?: number;
}

/**
 * An option's declaration for yargs. The text is read here: yargs itself takes an empty one for 0.
 * @param name as written, without the dashes
 * @param kind of number, as a phrase
 * @param read NaN of a text that is none of them
 */
function numberOption(name: string, describe: string, kind: string, read: (text: string) => number) {
  return {
    type: 'string',
    nargs: 1,
    describe,
    coerce(text: unknown): number {
      // A default comes through here too.
      if (typeof text === 'number') return text;
      if (typeof text !== 'string') throw new Error(`--${name} is given more than once.`);
      const number = read(text);
      if (!Number.isNaN(number)) return number;
      throw new Error(`--${name} takes ${kind}, not "${text}".`);
    },
  } as const;
}

/** @param name as written, without the dashes */
export function wholeNumber(name: string, { from, to = Number.MAX_SAFE_INTEGER }: Bounds, describe: string) {
  const upTo = to === Number.MAX_SAFE_INTEGER ? `of at least ${from}` : `from ${from} to ${to}`;
  return numberOption(name, describe, `a whole number ${upTo}`, (text) => {
    const number = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
    return number >= from && number <= to ? number : Number.NaN;
  });
}

/** An option for a number above 0, such as `1e-7`. @param name as written, without the dashes */
export const positiveNumber = (name: string, to: number, describe: string) =>
  numberOption(name, describe, `a number greater than 0, at most ${to}`, (text) => {
    const number = /^\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
    return number > 0 && number <= to ? number : Number.NaN;
  });
