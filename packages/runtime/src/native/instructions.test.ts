import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { chosenOf, flagsIn, instructionSet } from './instructions.js';

const wide = ['avx512f', 'avx512dq', 'avx512bw', 'avx512vl'];

it.each([
  [['sse2'], 'none'],
  [['avx', 'avx2'], 'none'],
  [['avx2', 'fma'], 'avx2'],
  [['avx2', 'fma', 'avx512f'], 'avx2'],
  [['avx2', 'fma', ...wide], 'avx512'],
])('of a processor with %j are %s', (flags, chosen) => {
  expect(chosenOf(new Set(flags))).toBe(chosen);
});

it('are chosen as the C++ loops are', () => {
  const source = readFileSync(
    path.join(path.dirname(fileURLToPath(import.meta.url)), '../../kernels/loops.cc'),
    'utf8',
  );
  const rule = /const Loops& chosen\(\) \{([\s\S]*?)\n\}/.exec(source)?.[1] ?? '';
  const steps = [...rule.matchAll(/if \(([\s\S]*?)\)\s*return (\w+)::loops/g)].map(([, asked, set]) => ({
    flags: [...asked!.matchAll(/"(\w+)"/g)].map(([, flag]) => flag!),
    set,
  }));
  expect(steps).toHaveLength(2);
  const all = new Set(steps.flatMap(({ flags }) => flags));
  expect(chosenOf(all)).toBe(steps[0]!.set);
  for (const { flags, set } of steps) {
    expect(chosenOf(new Set(set === 'avx512' ? all : flags))).toBe(set);
    for (const lacking of flags) {
      const rest = flags.filter((flag) => flag !== lacking);
      expect(chosenOf(new Set(rest))).not.toBe(set);
    }
  }
});

it('are read of the first processor of Linux’s list', () => {
  const text = 'processor\t: 0\nmodel name\t: x\nflags\t\t: fpu avx2  fma\nbugs\t:\n\nflags\t\t: other\n';
  expect([...(flagsIn(text) ?? [])]).toEqual(['fpu', 'avx2', 'fma']);
  expect(flagsIn('Features\t: fp asimd\n')).toBeUndefined();
});

it('are none on another architecture, where the loops are those for everywhere', () => {
  expect(instructionSet('arm64')).toBe('none');
});
