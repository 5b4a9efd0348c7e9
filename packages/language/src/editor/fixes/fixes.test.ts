import { expect, test } from 'vitest';
import { exampleText } from '../../checks/example.js';
import { rules } from '../../checks/index.js';
import type { Example } from '../../checks/rule.js';
import { commandLineBudget } from '../../data/look.js';
import { createTlpServices } from '../../grammar/create-services.js';
import { textExample } from '../../modalities/text/checks/example.js';
import { analyse } from '../../resolve/analyse.js';
import { withFileChecks } from '../../resolve/file-checks.js';
import { exampleFiles } from '../../testing/example-files.js';
import { createSnapshot, type Imports, type Snapshot } from '../snapshot.js';
import { applyEdits } from './edit.js';
import { fixes, fixesOf } from './index.js';

const services = createTlpServices().tlp;

/** The text in the place of the example's, with the same files beside it. */
function snapshotOf(text: string, example: Example): Snapshot {
  const files = exampleFiles(example, '/work/test.tlp');
  const imports: Imports = {
    open(path) {
      const other = files.read(`/work/${path}`);
      return other === undefined ? 'missing' : open(path, other).source;
    },
    list: () => files.list('/work')?.map(({ name }) => name) ?? [],
    files,
  };
  const open = (name: string, content: string): Snapshot =>
    createSnapshot({ uri: `file:///work/${name}`, version: 1, text: content, services, imports });
  return open('test.tlp', text);
}

/** What the command line says of it: more than the editor, which does not know the environment. */
function diagnosticsOf({ source }: Snapshot, example: Example) {
  const looking = { services, files: exampleFiles(example, source.file), budget: commandLineBudget };
  const analysis = analyse(source, services, { env: {} });
  const looks = example.folders !== undefined || example.others !== undefined;
  return (looks ? withFileChecks(analysis, source, looking) : analysis).diagnostics;
}

const errorsOf = (snapshot: Snapshot, example: Example): readonly string[] =>
  diagnosticsOf(snapshot, example)
    .filter((d) => d.severity === 'error')
    .map((d) => `${d.code} ${d.message}`);

const fixable = fixes.map(({ code }) => {
  const rule = rules.find((one) => one.code === code);
  if (!rule) throw new Error(`No rule has the code ${code}.`);
  return [code, rule.title, rule.bad] as const;
});

test('at least 25 kinds of mistakes have a fix, each listed once', () => {
  const codes = fixes.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.length).toBeGreaterThanOrEqual(25);
});

test.each(fixable)('%s: the first fix takes the mistake away and makes no other (%s)', (code, _, bad) => {
  const before = snapshotOf(exampleText(bad), bad);
  const found = diagnosticsOf(before, bad).find((d) => d.code === code)!;
  const [best] = fixesOf(found, before);
  expect(best).toBeDefined();
  const after = before.edited(applyEdits(before.text.getText(), best!.edits));
  expect([after.text.getText(), diagnosticsOf(after, bad).filter((d) => d.code === code)]).toEqual([
    expect.anything(),
    [],
  ]);
  const known = new Set(errorsOf(before, bad));
  expect([after.text.getText(), errorsOf(after, bad).filter((error) => !known.has(error))]).toEqual([
    expect.anything(),
    [],
  ]);
});

test.each(fixable)('%s: no fix overlaps itself, and only the first is preferred (%s)', (code, _, bad) => {
  const snapshot = snapshotOf(exampleText(bad), bad);
  for (const found of diagnosticsOf(snapshot, bad).filter((d) => d.code === code)) {
    const proposed = fixesOf(found, snapshot);
    expect(proposed.slice(1).some((fix) => fix.preferred)).toBe(false);
    for (const { edits, title } of proposed) {
      expect(title).toMatch(/^[A-Z]/);
      const ordered = edits.toSorted((a, b) => a.start - b.start);
      ordered.slice(1).forEach((edit, index) => {
        expect(edit.start).toBeGreaterThanOrEqual(ordered[index]!.end);
      });
    }
  }
});

test.each([
  ['text: Body\nlabel: stars', 'text: body\n    label: stars'],
  ['text: body, sho\nlabel: stars', 'text: body, shop\n    label: stars'],
  ['text: body\nlabel: star', 'text: body\n    label: stars'],
  ['text: body\nlabel: stars\nslices: size, column(shpo)', 'slices: size, column(shop)'],
])('a column of data that are a table gets its nearest name: %j', (data, fixed) => {
  const example = textExample({ data });
  const snapshot = snapshotOf(exampleText(example), example);
  const found = diagnosticsOf(snapshot, example).find(({ code }) => code === 'TLP325')!;
  const [best] = fixesOf(found, snapshot);
  expect(applyEdits(snapshot.text.getText(), best!.edits)).toContain(fixed);
});
