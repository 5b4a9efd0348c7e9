import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useOwnCache } from '../testing/own-cache.js';
import { mixed, pipeline, strangers, writeRooms } from './rooms.fixture.js';
import { tlp } from './testing.fixture.js';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-reject-'));
  await useOwnCache(cwd);
  await writeRooms(cwd);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const run = (...argv: string[]) => tlp(argv, { cwd });
const train = (...argv: string[]) => run('run', 'rooms.tlp', '--out', 'run', '--engine', 'portable', ...argv);
const json = async (file: string) => JSON.parse(await readFile(join(cwd, file), 'utf8'));

describe('a run that rejects', () => {
  it('keeps the threshold with its model, and tells what it rejects of the test split', async () => {
    const asked = 'calibrate: temperature reject: unknown(95%)';
    await writeFile(join(cwd, 'rooms.tlp'), pipeline(asked, 'expect { test.rejected <= 10% }'));
    const { status, err } = await train();
    expect([status, err]).toEqual([0, expect.stringMatching(/met +test\.rejected <= 10%/)]);
    const { metrics } = await json('run/run.json');
    const { rejection } = await json('run/model/model.json');
    expect(rejection).toEqual({ name: 'unknown', keep: 0.95, threshold: expect.any(Number) });
    expect(metrics.validation.details.rejection).toEqual(rejection);
    expect(metrics.test.details.rejection).toEqual(rejection);
    // Two of forty.
    expect(metrics.validation.scores.rejected).toBeCloseTo(0.05, 12);
    expect(metrics.test.scores.kept_accuracy).toBe(1);
    expect(err).toContain(
      'is answered by "unknown", so that 95.0% of the validation examples keep their class.',
    );
    expect(err).toMatch(/test .*rejected \d+\.\d%, accuracy of what is kept 100\.0%/);
  });

  it('says it of most examples of a class that it has never seen, and of few that it knows', async () => {
    const predicted = async (file: string) => {
      const { out } = await run('predict', 'run', file, '--format', 'csv');
      const [head, ...lines] = out.trimEnd().split('\r\n');
      expect(head).toBe('path,class,probability,score,garden,kitchen');
      return lines.map((line) => line.split(',')[1]!);
    };
    const shareOfUnknown = (said: readonly string[]) =>
      said.filter((name) => name === 'unknown').length / said.length;
    expect(shareOfUnknown(await predicted('ships.csv'))).toBeGreaterThan(0.9);
    expect(shareOfUnknown(await predicted('rooms.csv'))).toBeLessThan(0.1);
    const { out } = await run('predict', 'run', strangers[0]!);
    expect(out).toMatch(/: unknown {2}\(score -?\d\.\d+ below \d\.\d+, (garden|kitchen) \d/);
  });

  it('is evaluated with it', async () => {
    const { metrics } = await json('run/run.json');
    const evaluated = JSON.parse((await run('evaluate', 'run', '--format', 'json')).out);
    expect(evaluated.metrics.scores.rejected).toBeCloseTo(metrics.test.scores.rejected, 9);
    expect((await run('evaluate', 'run')).out).toMatch(/rejected \d+\.\d%, accuracy of what is kept 100\.0%/);
  });

  it('is evaluated on examples of no known class too, where a table or a folder calls them so', async () => {
    await writeFile(join(cwd, 'mixed.csv'), `body,topic\n${mixed.join('\n')}\n`);
    const { metrics } = await json('run/run.json');
    const evaluated = JSON.parse(
      (await run('evaluate', 'run', '--data', 'mixed.csv', '--format', 'json')).out,
    );
    // The others count as if these were not there.
    expect(evaluated.metrics.count).toBe(40);
    expect(evaluated.metrics.scores.accuracy).toBe(metrics.test.scores.accuracy);
    expect(evaluated.strangers).toMatchObject({ count: 20 });
    expect(evaluated.strangers.rejected).toBeGreaterThan(0.9);
    expect(evaluated.strangers.auroc).toBeGreaterThan(0.95);

    await writeFile(
      join(cwd, 'alone.csv'),
      `body,topic\n${strangers.map((text) => `${text},unknown`).join('\n')}\n`,
    );
    const alone = await run('evaluate', 'run', '--data', 'alone.csv');
    expect([alone.status, alone.out]).toEqual([
      0,
      expect.stringMatching(/^data: \d+\.\d% of 20 texts of no known class are rejected by energy\n$/),
    ]);
  });

  it('shows it in its report, and in what it explains of itself', async () => {
    const page = await readFile(join(cwd, 'run', 'report.html'), 'utf8');
    expect(page).toContain('is answered by &quot;unknown&quot;');
    expect((await run('explain', 'rooms.tlp')).out).toMatch(
      /reject +unknown\(95%, name: "unknown", by: energy\) +line/,
    );
  });

  it('has the same threshold where its model is written again', async () => {
    const card = await readFile(join(cwd, 'run/model/model.json'), 'utf8');
    await rm(join(cwd, 'run/model/model.json'));
    expect((await train('--resume')).status).toBe(0);
    expect(await readFile(join(cwd, 'run/model/model.json'), 'utf8')).toBe(card);
  });
});

it('is refused before it trains where a class has the name', async () => {
  await writeFile(join(cwd, 'rooms.tlp'), pipeline('reject: unknown(95%, name: "garden")'));
  const { status, err } = await run('run', 'rooms.tlp', '--out', 'refused', '--engine', 'portable');
  expect([status, err]).toEqual([1, expect.stringContaining('TLP220')]);
});
