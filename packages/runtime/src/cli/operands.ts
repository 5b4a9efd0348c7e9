/**
 * Arguments that are no options whatever they look like: `-`, and all after `--`. The parser of the command line would
 * drop or misread them, so they pass it under a disguise, which is taken off what it found.
 */

/** Before such an argument; of a plane for private use, so that no argument holds it by chance. */
const disguise = '\u{F0001}operand:';

export function disguised(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  const [before, after] = end < 0 ? [argv, []] : [argv.slice(0, end), argv.slice(end + 1)];
  return [
    ...before.map((word) => (word === '-' ? disguise + word : word)),
    ...after.map((word) => disguise + word),
  ];
}

/** The value with every text in it as it was given. */
export function undisguised<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll(disguise, '') as T;
  if (Array.isArray(value)) return value.map(undisguised) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, undisguised(inner)])) as T;
}
