import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ParityRow } from './row.js';
import { misfits, parityPage } from './table.mjs';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const rows: readonly ParityRow[] = JSON.parse(read('results.json'));

it('writes the page from what was measured', () => {
  expect(read('../../docs/parity.md')).toBe(parityPage(rows));
});

it('says what differs', () => {
  const [row] = rows;
  expect(misfits({ ...row!, parameters: 1, features: 0.5, loss: Number.NaN })).toEqual([
    'parameters',
    'features',
    'loss',
  ]);
  expect(parityPage([{ ...row!, features: 0.5 }])).toContain('**5e-1**');
});
