import { readFileSync } from 'node:fs';
import { backbones } from '@tlp/language/backbones/catalogue.js';
import { referencedBackbone } from '@tlp/runtime/testing/reference-network.js';
import { expect, it } from 'vitest';
import type { ParityRow } from './row.js';
import { misfits, parityPage } from './table.mjs';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const rows: readonly ParityRow[] = JSON.parse(read('results.json'));
// Those for texts are compared where they are tested.
const names = backbones.filter(({ modality }) => modality === 'images').map(({ name }) => name);

it('writes the page from what was measured', () => {
  expect(read('../../docs/parity.md')).toBe(parityPage(rows, names));
});

it('agrees in everything measured, of networks that are still the same', () => {
  expect(rows.filter((row) => misfits(row).length > 0).map(({ name }) => name)).toEqual([]);
  for (const { name, parameters } of rows)
    expect([name, parameters]).toEqual([name, referencedBackbone(name)?.parameters]);
});

it('has a row for every backbone', () => {
  const measured = new Set(rows.map(({ name }) => name));
  expect(names.filter((name) => !measured.has(name))).toEqual([]);
});

it('says what differs', () => {
  const [row] = rows;
  expect(misfits({ ...row!, parameters: 1, features: 0.5, loss: Number.NaN })).toEqual([
    'parameters',
    'features',
    'loss',
  ]);
  expect(parityPage([{ ...row!, features: 0.5 }], [row!.name])).toContain('**5e-1**');
});
