import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { expect, test } from 'vitest';
import { widthOf } from './columns.js';
import { renderDiagnostics } from './diagnostics-text.js';
import { colorsFor } from './output.js';
import { table } from './table.js';

const colors = colorsFor({ terminal: true }, {});
const plain = colorsFor({ terminal: false }, {});

test.each([
  ['cat', 3],
  ['猫', 2],
  ['ねこ', 4],
  ['고양이', 6],
  ['\u{1f408}', 2],
  ['\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}', 2],
  ['e\u0301', 1],
  [colors.bold('cat'), 3],
  // Written as \u001b.
  ['\u001b', 6],
])('%j takes %i columns', (text, width) => {
  expect(widthOf(text)).toBe(width);
});

test('columns stand under each other, whatever is in them', () => {
  const rows = [
    ['猫', '3'],
    ['\u{1f408}\u{1f408}', '12'],
    ['emu', '7'],
  ];
  const lines = table([{ title: 'CLASS' }, { title: 'IMAGES', align: 'right' }], rows).split('\n');
  expect(lines.map(widthOf)).toEqual(lines.map(() => 'CLASS  IMAGES'.length));
});

test('carets stand under what they point at', async () => {
  const line = '\tpipeline 猫 "ねこ" oops {';
  const start = line.indexOf('oops');
  const range = { line: 1, column: start + 1, endLine: 1, endColumn: start + 5 };
  const found: Diagnostic = {
    code: 'TLP005',
    severity: 'error',
    message: 'M.',
    remedy: 'R.',
    file: '/a.tlp',
    range,
  };
  const texts = new Map([['/a.tlp', line]]);
  const shown = (await renderDiagnostics([found], plain, { cwd: '/', texts })).split('\n');
  const carets = shown.find((one) => one.includes('^'))!;
  const source = shown.find((one) => one.includes('oops'))!;
  expect(widthOf(carets.slice(0, carets.indexOf('^')))).toBe(
    widthOf(source.slice(0, source.indexOf('oops'))),
  );
  expect(carets.trimEnd().endsWith('\t                   ^^^^')).toBe(true);
});
