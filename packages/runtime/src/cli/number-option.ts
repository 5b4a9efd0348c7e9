/** Options that take a number. */

interface Bounds {
  readonly from: number;
  readonly to?: number;
}

/**
 * An option's declaration for yargs. The text is read here: yargs itself takes an empty one for 0.
 * @param name as written, without the dashes
 */
export function wholeNumber(name: string, { from, to = Number.MAX_SAFE_INTEGER }: Bounds, describe: string) {
  const upTo = to === Number.MAX_SAFE_INTEGER ? `of at least ${from}` : `from ${from} to ${to}`;
  return {
    type: 'string',
    nargs: 1,
    describe,
    coerce(text: unknown): number {
      // A default comes through here too.
      if (typeof text === 'number') return text;
      if (typeof text !== 'string') throw new Error(`--${name} is given more than once.`);
      const number = /^[+-]?\d+$/.test(text) ? Number(text) : Number.NaN;
      if (number >= from && number <= to) return number;
      throw new Error(`--${name} takes a whole number ${upTo}, not "${text}".`);
    },
  } as const;
}

/** An option for a number above 0, such as `1e-7`. @param name as written, without the dashes */
export function positiveNumber(name: string, to: number, describe: string) {
  return {
    type: 'string',
    nargs: 1,
    describe,
    coerce(text: unknown): number {
      if (typeof text === 'number') return text;
      if (typeof text !== 'string') throw new Error(`--${name} is given more than once.`);
      const number = /^\+?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
      if (number > 0 && number <= to) return number;
      throw new Error(`--${name} takes a number greater than 0, at most ${to}, not "${text}".`);
    },
  } as const;
}
