import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellCommand, shellQuote } from './shell-quote.js';

describe('for POSIX shells', () => {
  it.each([
    ['runs/a-1.tlp', 'runs/a-1.tlp'],
    ['schedule.tune.epochs=3', 'schedule.tune.epochs=3'],
    ['', "''"],
    ["it's here", `'it'\\''s here'`],
    ['$HOME `x` "y" \\', `'$HOME \`x\` "y" \\'`],
    ['a\nb\u001b', "$'a\\u000ab\\u001b'"],
  ])('writes %j as %s', (word, quoted) => expect(shellQuote(word, 'linux')).toBe(quoted));

  it.skipIf(process.platform === 'win32')('comes back from a shell as it was', () => {
    const words = fc.array(
      fc.string({ unit: 'grapheme' }).filter((word) => !/\p{Cc}/u.test(word)),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    fc.assert(
      fc.property(words, (given) => {
        const script = `printf '%s\\0' ${shellCommand(given, 'linux')}`;
        expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)).toEqual(
          given,
        );
      }),
      { numRuns: 20, seed: 3 },
    );
  });
});

it.each([
  ['C:\\runs\\a', 'C:\\runs\\a'],
  ['my run', '"my run"'],
  ["it's", `"it's"`],
])('for Windows writes %j as %s', (word, quoted) => expect(shellQuote(word, 'win32')).toBe(quoted));
