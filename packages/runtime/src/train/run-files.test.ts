import { chmod, cp, mkdir, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sealed } from '../files/sealed.js';
import { collectReport } from '../report/collect.js';
import { findTiny, tinyRuns } from '../testing/tiny-runs.js';
import { evaluateRun } from './evaluate-run.js';
import { loadModel } from './model.js';
import { readRun } from './run-directory.js';

const runs = tinyRuns();
let whole: string;
beforeAll(async () => {
  whole = (await runs.run()).out;
});

async function copy(): Promise<string> {
  const out = runs.fresh();
  await cp(whole, out, { recursive: true });
  return out;
}

/** All files of a run by their path, hidden ones too. */
async function contents(run: string): Promise<Record<string, string>> {
  const entries = await readdir(run, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((e) => path.join(e.parentPath, e.name));
  const bytes = await Promise.all(files.map((file) => readFile(file, 'latin1')));
  return Object.fromEntries(files.map((file, i) => [path.relative(run, file), bytes[i]!]).sort());
}

async function flipBit(file: string, at: (length: number) => number): Promise<void> {
  const bytes = await readFile(file);
  bytes[at(bytes.length)]! ^= 0x01;
  await writeFile(file, bytes);
}

const weights = 'model/weights.safetensors';
const lastByte = (length: number) => length - 1;

/** What may happen to a file of a run, and the code of what its reader says. */
const damages: readonly [string, file: string, code: string, damage: (file: string) => Promise<unknown>][] = [
  ['a bit of a weight flips', weights, 'TLP891', (file) => flipBit(file, lastByte)],
  ['a bit of the weights’ header flips', weights, 'TLP891', (file) => flipBit(file, () => 40)],
  [
    'the weights are cut short',
    weights,
    'TLP891',
    async (f) => writeFile(f, (await readFile(f)).subarray(9)),
  ],
  ['the weights are deleted', weights, 'TLP892', (file) => rm(file)],
  ['the weights are a folder', weights, 'TLP892', (f) => rm(f).then(() => mkdir(f))],
  ['the weights are a loop of links', weights, 'TLP892', (f) => rm(f).then(() => symlink(f, f))],
  [
    'a digit of the card changes',
    'model/model.json',
    'TLP891',
    async (file) =>
      writeFile(file, (await readFile(file, 'utf8')).replace('"inputSize": 16', '"inputSize": 17')),
  ],
  ['the card is emptied', 'model/model.json', 'TLP891', (file) => writeFile(file, '')],
  ['the card holds null', 'model/model.json', 'TLP891', (file) => writeFile(file, 'null')],
  ['the card is deleted', 'model/model.json', 'TLP892', (file) => rm(file)],
  ['the predictions are deleted', 'predictions.jsonl', 'TLP892', (file) => rm(file)],
  [
    'the predictions’ last line breaks',
    'predictions.jsonl',
    'TLP891',
    async (file) => writeFile(file, (await readFile(file)).subarray(0, -9)),
  ],
  [
    'garbage is appended to the metrics',
    'metrics.jsonl',
    'TLP891',
    (file) => writeFile(file, 'garbage', { flag: 'a' }),
  ],
  ['the metrics are a folder', 'metrics.jsonl', 'TLP892', (f) => rm(f).then(() => mkdir(f))],
];

const readers = {
  predict: (run: string) => loadModel(run, findTiny),
  evaluate: (run: string) => evaluateRun(run, { findBackbone: findTiny, engine: 'portable' }),
  report: (run: string) => collectReport(run),
};

describe('a finished run of which', () => {
  it.each(damages)('%s is not believed, and rebuilt to the same bytes', async (_, name, code, damage) => {
    const run = await copy();
    const before = await contents(run);
    await damage(path.join(run, name));
    const affected = name.startsWith('model/') ? [readers.predict, readers.evaluate] : [readers.report];
    for (const read of affected) {
      const error = await read(run).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ diagnostics: [{ code, file: path.join(run, name) }] });
      expect(error).toMatchObject({ diagnostics: [{ remedy: expect.stringContaining('--resume') }] });
    }
    const { events } = await runs.run({ out: run, resume: true });
    expect(events).toContainEqual(
      expect.objectContaining({ type: 'warning', code: 'TLP893', message: expect.stringContaining(name) }),
    );
    expect(await contents(run)).toEqual(before);
  });

  it('nothing is wrong is only read: it may lie on a disk that cannot be written', async () => {
    const run = await copy();
    const before = await contents(run);
    const { mtimeMs } = await stat(run);
    const folders = [run, path.join(run, 'model'), path.join(run, 'checkpoint')];
    for (const folder of folders) await chmod(folder, 0o555);
    const { events } = await runs.run({ out: run, resume: true });
    for (const folder of folders) await chmod(folder, 0o755);
    expect(events.some(({ type }) => type === 'warning')).toBe(false);
    // Nor was anything made and removed again, which a superuser may.
    expect((await stat(run)).mtimeMs).toBe(mtimeMs);
    expect(await contents(run)).toEqual(before);
  });

  it.each([
    ['holds a value of another kind', { resize: 'constructor' }, 'resize must be "stretch"'],
    ['divides by nothing', { deviation: [0, 0, 0] }, 'preprocessing.deviation.0 must be a number'],
    ['has a layer that there is none of', { head: [{ kind: 'toString' }] }, 'head.0.kind must be pool'],
    ['lacks a value', { classes: undefined }, 'classes must be a list of at least 1, and is missing'],
    ['has a value too many', { extra: 1 }, 'extra must be absent'],
    ['fits no network', { head: [{ kind: 'dense', units: 'classes', activation: null }] }, 'pool or flatten'],
  ])('the card, written by hand, %s is refused by a name', async (_, change, expected) => {
    const run = await copy();
    const file = path.join(run, 'model', 'model.json');
    const { sha256, preprocessing, ...card } = JSON.parse(await readFile(file, 'utf8'));
    const { deviation = preprocessing.deviation, ...rest } = change as { deviation?: number[] };
    await writeFile(file, sealed({ ...card, preprocessing: { ...preprocessing, deviation }, ...rest }));
    await expect(loadModel(run, findTiny)).rejects.toThrow(/TLP891.*model\.json is damaged/);
    await expect(loadModel(run, findTiny)).rejects.toThrow(expected);
  });

  it('the record is changed is not believed', async () => {
    const run = await copy();
    const file = path.join(run, 'run.json');
    await writeFile(file, (await readFile(file, 'utf8')).replace('"seed": 1', '"seed": 2'));
    await expect(readRun(run)).rejects.toThrow(/TLP891.*run\.json is damaged: its checksum/);
    await writeFile(file, JSON.stringify({ format: 1 }));
    await expect(readRun(run)).rejects.toThrow('TLP854');
  });

  it('one checkpoint cannot be read, and a file is to be rebuilt, says so', async () => {
    const run = await copy();
    const [checkpoint] = await readdir(path.join(run, 'checkpoint'));
    const file = path.join(run, 'checkpoint', checkpoint!);
    await rm(file);
    await symlink(file, file);
    await rm(path.join(run, weights));
    await expect(runs.run({ out: run, resume: true })).rejects.toThrow(/TLP852.*ELOOP/);
  });
});
