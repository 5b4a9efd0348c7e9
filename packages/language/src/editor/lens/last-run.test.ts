import { expect, test } from 'vitest';
import { exampleText } from '../../checks/example.js';
import { epochEnd, metricsText, recordText } from '../../run/testing.js';
import { codeLens } from '../code-lens.js';
import type { EditorFiles } from '../files.js';
import { sceneOf, type TestOptions } from '../testing.js';

/** Files by their paths in the workspace. @param held the lock files that a process holds; null for a browser */
function filesOf(texts: Readonly<Record<string, string>>, held: readonly string[] | null): EditorFiles {
  const path = (uri: string) => decodeURIComponent(uri).replace(/^file:\/\/\//, '');
  return {
    complete: held !== null,
    read: (uri) => texts[path(uri)],
    head: () => undefined,
    list(uri) {
      const inside = Object.keys(texts).filter((name) => name.startsWith(`${path(uri)}/`));
      const names = inside.map((name) => name.slice(path(uri).length + 1).split('/'));
      const entries = names.map(([name, ...rest]) => [name!, rest.length > 0] as const);
      return [...new Map(entries)].map(([name, folder]) => ({ name, folder }));
    },
    ...(held === null ? {} : { isHeld: (uri: string) => held.includes(path(uri)) }),
  };
}

const noon = Date.parse('2026-11-26T13:00:00.000Z');
const abilities = ['tlp.showCurves', 'tlp.openReport', 'tlp.resume'];

function lenses(
  texts: Readonly<Record<string, string>>,
  held: readonly string[] | null = [],
  options: TestOptions = {},
): readonly string[] {
  const files = filesOf(texts, held);
  const scene = sceneOf(exampleText({}), { files, now: noon, client: { commands: abilities }, ...options });
  return codeLens.answer(scene, scene.params).map(({ command }) => command!.title);
}

const run = 'work/runs/flowers-20261126-100000';
const epochs = metricsText([epochEnd('head', 1, 0.5), epochEnd('head', 2, 0.714)]);

test.each<[string, Readonly<Record<string, string>>, readonly string[] | null, readonly string[]]>([
  [
    'finished',
    { [`${run}/run.json`]: recordText({ status: 'finished' }), [`${run}/report.html`]: '' },
    [],
    ['Last run: test accuracy 95.0%, 2 hours ago', 'Open report'],
  ],
  [
    'finished without its report',
    { [`${run}/run.json`]: recordText({ status: 'finished' }) },
    [],
    ['Last run: test accuracy 95.0%, 2 hours ago'],
  ],
  [
    'finished without validation and test',
    {
      [`${run}/run.json`]: recordText({ status: 'finished', metrics: { validation: null, test: null } }),
    },
    [],
    ['Last run: finished, 2 hours ago'],
  ],
  [
    'running',
    { [`${run}/run.json`]: recordText({}), [`${run}/metrics.jsonl`]: epochs },
    [`${run}/.lock`],
    ['Running: head 2/2, accuracy 71.4%'],
  ],
  [
    'interrupted',
    { [`${run}/run.json`]: recordText({}), [`${run}/metrics.jsonl`]: epochs },
    [],
    ['Last run: stopped (head 2/2, accuracy 71.4%), started 3 hours ago', 'Resume'],
  ],
  [
    'interrupted before the first epoch',
    { [`${run}/run.json`]: recordText({}) },
    [],
    ['Last run: stopped (no epoch yet), started 3 hours ago', 'Resume'],
  ],
  [
    'not finished, seen from a browser',
    { [`${run}/run.json`]: recordText({}), [`${run}/metrics.jsonl`]: epochs },
    null,
    ['Last run: not finished (head 2/2, accuracy 71.4%), started 3 hours ago'],
  ],
  ['without a record', { [`${run}/metrics.jsonl`]: epochs }, [], []],
])('a run that is %s', (_, texts, held, titles) => {
  expect(lenses(texts, held)).toEqual(titles);
});

test('a damaged record is told', () => {
  expect(lenses({ [`${run}/run.json`]: '{"format": 1, "st' })[0]).toMatch(/^Last run: run.json is damaged, /);
});

const finished = (accuracy: string, more: Parameters<typeof recordText>[0] = {}) =>
  recordText({ status: 'finished', ...more }).replaceAll('0.95', accuracy);

test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
  [
    'the newest counts',
    {
      'work/runs/flowers-20261126-100000/run.json': finished('0.1'),
      'work/runs/flowers-20261126-110000/run.json': finished('0.2', { started: '2026-11-26T11:00:00.000Z' }),
    },
    '20.0%',
  ],
  [
    'one with a name of its own counts too',
    {
      'work/runs/flowers-20261126-100000/run.json': finished('0.1'),
      'work/runs/my try/run.json': finished('0.3', { started: '2026-11-26T12:00:00.000Z' }),
    },
    '30.0%',
  ],
  ['two of one second', { 'work/runs/flowers-20261126-100000-2/run.json': finished('0.4') }, '40.0%'],
  [
    'one in a folder above, which was somewhere else when it ran',
    { 'runs/flowers-20261126-100000/run.json': finished('0.5', { file: '/home/me/work/test.tlp' }) },
    '50.0%',
  ],
  ['of another pipeline', { [`${run}/run.json`]: finished('0.6', { name: 'other' }) }, undefined],
  ['of another file', { [`${run}/run.json`]: finished('0.7', { file: '/work/other.tlp' }) }, undefined],
  [
    'of a file of that name elsewhere',
    { 'runs/a/run.json': finished('0.8', { file: '/test.tlp' }) },
    undefined,
  ],
])('which run is meant: %s', (_, texts, accuracy) => {
  const [title] = lenses(texts);
  if (accuracy === undefined) expect(title).toBeUndefined();
  else expect(title).toContain(`test accuracy ${accuracy}`);
});

test('a record that is longer than any pipeline is read all the same', () => {
  const text = recordText({ status: 'finished' }).padEnd(1_500_000);
  const files = filesOf({ [`${run}/run.json`]: text }, []);
  const long: EditorFiles = {
    ...files,
    read: () => undefined,
    size: (uri) => (uri.endsWith('run.json') ? text.length : undefined),
    head: (_, bytes) => new TextEncoder().encode(text).subarray(0, bytes),
  };
  expect(lenses({}, [], { files: long })).toEqual(['Last run: test accuracy 95.0%, 2 hours ago']);
});

test('commands that the client has not are not offered, and the setting switches all off', () => {
  const texts = { [`${run}/run.json`]: recordText({ status: 'finished' }), [`${run}/report.html`]: '' };
  expect(lenses(texts, [], { client: { commands: ['tlp.openReport'] } })).toEqual(['Open report']);
  const settings = { codeLens: { run: true, lastRun: false, references: true } };
  expect(lenses(texts, [], { settings })).toEqual([]);
});
