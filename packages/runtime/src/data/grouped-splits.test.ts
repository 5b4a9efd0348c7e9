import { lookAtFolder } from '@tlp/language/data/look.js';
import { SPLITS } from '@tlp/language/data/split-bounds.js';
import { TlpError } from '@tlp/language/diagnostic.js';
import type { Split } from '@tlp/language/resolve/pipeline.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diskFiles } from '../cli/disk-files.js';
import { openImages } from '../modalities/images/open.js';
import { folderOf, image, imageData } from '../modalities/images/testing.js';
import { assignGrouped } from './grouped-splits.js';
import type { FoundExample } from './types.js';

const usual = { train: 0.6, validation: 0.2, test: 0.2 };
const byParent: Split = { kind: 'fraction', stratified: true, ...usual, group: { kind: 'parent' } };
const byName = (pattern: string): Split => ({ ...byParent, group: { kind: 'name', pattern } });

/** Shots of ten patients in each of two classes; the first five patients have images in both. */
const patients = Object.fromEntries(
  ['mole', 'melanoma']
    .flatMap((label, l) =>
      Array.from({ length: 10 }, (_, p) =>
        [1, 2, 3].map((shot) => `${label}/p${p + 5 * l}/${shot}.png`),
      ).flat(),
    )
    .map((path) => [path, true as const]),
);

const groupOf = (id: string): string => /p\d+/.exec(id)![0];

describe('a run that groups images', () => {
  test.each<[string, Split]>([
    ['their folders', byParent],
    ['their folders, at random', { ...byParent, stratified: false }],
  ])('by %s has no group in two splits', async (_, split) => {
    const data = imageData(await folderOf(patients), split);
    const { dataSet, warnings } = await openImages(data);
    expect(warnings).toEqual([]);
    const groups = SPLITS.map((name) => new Set(dataSet.splits[name].map(({ id }) => groupOf(id))));
    expect(groups.map(({ size }) => size).reduce((a, b) => a + b)).toBe(15);
    expect(new Set(groups.flatMap((names) => [...names])).size).toBe(15);
    // The editor, which sees names alone, counts the same.
    const seen = lookAtFolder(diskFiles(), data, { folders: 100, entries: 1000, table: 0 });
    const counted = [...seen!.groups!.byClass].map(([label, counts]) => [
      label,
      SPLITS.map((name) => counts[name]),
    ]);
    const counts = dataSet.outputs.map((label, index) => [
      label,
      SPLITS.map((name) => dataSet.splits[name].filter((example) => example.target[0] === index).length),
    ]);
    expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(counts));
  });

  test('by their names, with copies of an image in one split', async () => {
    const copy = await image('copy');
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const files = names.flatMap((one) =>
      [1, 2].flatMap((shot) => [`cat/${one}_${shot}.png`, `dog/${one}_${shot}.png`]),
    );
    const root = await folderOf({
      ...Object.fromEntries(files.map((path) => [path, true as const])),
      'cat/a_3.png': copy,
      'cat/f_3.png': copy,
    });
    const { dataSet } = await openImages(imageData(root, byName('{group}_#.png')));
    const splitsOf = (pattern: RegExp) =>
      SPLITS.filter((name) => dataSet.splits[name].some(({ id }) => pattern.test(id)));
    for (const name of names) expect(splitsOf(new RegExp(`/${name}_`))).toHaveLength(1);
    expect(splitsOf(/\/[af]_/)).toHaveLength(1);
    expect(dataSet.splits.train[0]).toHaveProperty('group', 'b');
  });

  test('by their folders, where a part of the training folder validates', async () => {
    const files = ['train', 'test'].flatMap((split) =>
      ['cat', 'dog'].flatMap((label) =>
        Array.from({ length: 24 }, (_, i) => `${split}/${label}/${split}${i % 8}/${i}.png`),
      ),
    );
    const split: Split = {
      ...{ kind: 'folders', train: 'train', validation: null, test: 'test', validationFraction: 0.25 },
      group: { kind: 'parent' },
    };
    const data = imageData(
      await folderOf(Object.fromEntries(files.map((path) => [path, true as const]))),
      split,
    );
    const { dataSet, warnings } = await openImages(data);
    expect(warnings).toEqual([]);
    const groups = SPLITS.map((name) => new Set(dataSet.splits[name].map(({ id }) => id.split('/')[2]!)));
    expect(groups.map(({ size }) => size)).toEqual([6, 2, 8]);
    expect(SPLITS.map((name) => dataSet.splits[name].length)).toEqual([36, 12, 48]);
    const { byClass } = lookAtFolder(diskFiles(), data, { folders: 100, entries: 1000, table: 0 })!.groups!;
    expect([...byClass.values()]).toEqual([0, 1].map(() => ({ train: 18, validation: 6, test: 24 })));
  });

  test.each<[string, Split, string]>([
    ['a pattern that fits no name', byName('{group}-*.png'), 'TLP389'],
    ['too few groups', byName('#{group}.png'), 'TLP389'],
    ['groups for fewer splits', byName('{group}#.png'), 'TLP384'],
  ])('is stopped by %s', async (_, split, code) => {
    const names = ['cat/a1.png', 'cat/a2.png', 'dog/a3.png', 'dog/b1.png', 'dog/b2.png'];
    const root = await folderOf(Object.fromEntries(names.map((name) => [name, true as const])));
    const error = await openImages(imageData(root, split)).catch((cause: unknown) => cause);
    expect((error as TlpError).diagnostics.map((one) => one.code)).toContain(code);
    expect(error).toBeInstanceOf(TlpError);
  });
});

test('whatever is copied, groups and copies are in one split each', () => {
  const example = fc.record({
    group: fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g')),
    hash: fc.integer({ min: 0, max: 40 }).map(String),
    target: fc.tuple(fc.nat(1)),
  });
  const property = fc.property(fc.array(example, { maxLength: 60 }), fc.nat(), (all, seed) => {
    const examples = all.map((one, index): FoundExample => {
      const id = `${index}.png`;
      return { ...one, id, folderSplit: null };
    });
    const classesOf = ({ target }: FoundExample) => target.map(String);
    const splits = assignGrouped(examples, classesOf, { fractions: usual, stratified: true, seed });
    const seen = new Map<string, unknown>();
    for (const [index, { group, hash }] of examples.entries()) {
      for (const shared of [`hash ${hash}`, ...(group === null ? [] : [`group ${group}`])]) {
        if (!seen.has(shared)) seen.set(shared, splits[index]);
        expect(splits[index]).toBe(seen.get(shared));
      }
    }
  });
  fc.assert(property, { numRuns: 300, seed: 1 });
});

test('of several labels, each has its share in every split, though no two groups have the same ones', () => {
  const labels = Array.from({ length: 8 }, (_, label) => label);
  // Four shots of each of 200 things, which have the labels that are the bits of their number; one has none.
  const examples = Array.from({ length: 800 }, (_, index): FoundExample => {
    const thing = Math.floor(index / 4);
    const target = labels.filter((label) => thing & (1 << label));
    return { id: `${index}.png`, hash: `${index}`, target, folderSplit: null, group: `${thing}` };
  });
  const names = ({ target }: FoundExample) => target.map(String);
  const splits = assignGrouped(examples, names, { fractions: usual, stratified: true, seed: 0 });
  for (const label of labels) {
    const own = splits.filter((_, index) => examples[index]!.target.includes(label));
    for (const split of SPLITS) {
      const share = own.filter((name) => name === split).length / own.length;
      expect(Math.abs(share - usual[split])).toBeLessThan(0.05);
    }
  }
});
