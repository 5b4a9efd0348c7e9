import { appendFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeMadeUpWeights } from '../testing/made-up-weights.js';
import { useOwnCache } from '../testing/own-cache.js';
import { openSafetensors } from '../weights/safetensors.js';
import { tlp } from './testing.fixture.js';
import { tinyText, twoColours } from './tiny.fixture.js';

const head = `    phase head {
      freeze: all
      epochs: 4
      learning_rate: cosine(1e-3, warmup: 10%) // of the paper
    }`;

const withSweep = (sweep: string, schedule = head) =>
  tinyText(schedule).replace(/\}\n$/, `  sweep {\n${sweep.replaceAll(/^/gm, '    ')}\n  }\n}\n`);

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-sweep-'));
  await useOwnCache(cwd);
  await writeMadeUpWeights(join(cwd, 'weights.safetensors'), findBackbone('mobilenet_v1_025')!);
  await twoColours(join(cwd, 'data'), ['red', 'blue']);
});

const write = (sweep: string, schedule?: string) =>
  writeFile(join(cwd, 'tiny.tlp'), withSweep(sweep, schedule));
const sweep = (...options: string[]) =>
  tlp(['sweep', 'tiny.tlp', '--engine', 'portable', ...options], { cwd });
const weightsOf = (...names: string[]) => readFile(join(cwd, ...names, 'model', 'weights.safetensors'));

const rates = 'schedule.head.learning_rate: log(1e-4..1e-1)\ndata.batch: 4, 6';

describe('tlp sweep', () => {
  it('trains every combination of what is listed, and names the best', async () => {
    await write('data.batch: 4, 6\nschedule.head.epochs: 1, 2');
    const { status, out, err } = await sweep('--out', 'grid');
    expect({ status, err }).toMatchObject({ status: 0 });
    expect(err).toContain('4 trials of data.batch, schedule.head.epochs; into grid');
    expect(out).toMatch(/^trial +data\.batch +schedule\.head\.epochs +epochs +validation loss/m);
    const combinations = [...out.matchAll(/^trial-00\d +(\d) +(\d) +\2 /gm)].map(([, a, b]) => `${a}${b}`);
    expect(combinations.sort()).toEqual(['41', '42', '61', '62']);
    const [, best] = /^Best +grid\/(trial-00\d)$/m.exec(out)!;
    const [, flags] = /^Again +tlp run tiny\.tlp --engine portable (.*)$/m.exec(out)!;
    expect(flags).toMatch(/^--set data\.batch=\d --set schedule\.head\.epochs=\d$/);
    // What is named is what a plain run trains, bit for bit.
    const argv = ['run', 'tiny.tlp', '--engine', 'portable', '--out', 'again', ...flags!.split(' ')];
    expect((await tlp(argv, { cwd })).status).toBe(0);
    expect((await weightsOf('again')).equals(await weightsOf('grid', best!))).toBe(true);
    // Each is a run like any other.
    expect(await readdir(join(cwd, 'grid', best!))).toEqual(
      expect.arrayContaining(['metrics.jsonl', 'model', 'report.html', 'run.json']),
    );
    expect((await tlp(['verify', `grid/${best}`], { cwd })).status).toBe(0);
  });

  it('chooses by the validation split, and keeps the schedule around a rate', async () => {
    await write(`${rates}\ntrials: 3`);
    const { out } = await sweep('--out', 'drawn', '--format', 'json');
    const { trials, best, sets, command, monitor } = JSON.parse(out);
    expect(monitor).toBe('loss');
    const losses = trials.map(({ validation }: { validation: { loss: number } }) => validation.loss);
    expect(trials.find(({ name }: { name: string }) => name === best).validation.loss).toBe(
      Math.min(...losses),
    );
    expect(sets[0]).toMatch(/^schedule\.head\.learning_rate=cosine\(\S+, warmup: 10%\)$/);
    expect(command).toContain(`'${sets[0]}'`);
    const drawn = trials.map(({ values }: { values: string[] }) =>
      Number(/[\d.e-]+/.exec(values[0]!.slice(6))),
    );
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(1e-4);
    expect(Math.max(...drawn)).toBeLessThanOrEqual(1e-1);
    expect(new Set(drawn).size).toBe(3);
    // Another number of trials begins with the same ones.
    await write(`${rates}\ntrials: 1`);
    const fewer = JSON.parse((await sweep('--out', 'fewer', '--format', 'json')).out);
    expect(fewer.trials[0].values).toEqual(trials[0].values);
  });

  it('gives up the worse half again and again, and what goes on ends as if it had never stopped', async () => {
    await write(`${rates}\ntrials: 4\nstop: halving`);
    const { status, out, err } = await sweep('--out', 'halved', '--format', 'json');
    expect({ status, err }).toMatchObject({ status: 0 });
    const { trials, best, sets } = JSON.parse(out);
    const epochs = trials.map((trial: { epochs: number }) => trial.epochs).sort();
    expect(epochs).toEqual([1, 1, 2, 4]);
    expect(err).toMatch(/round 3 of 3/);
    const states = trials.filter(({ state }: { state: string }) => state === 'stopped');
    expect(states).toHaveLength(3);
    const argv = ['run', 'tiny.tlp', '--engine', 'portable', '--out', 'unhalved'];
    const whole = await tlp([...argv, ...sets.flatMap((set: string) => ['--set', set])], { cwd });
    expect(whole.status).toBe(0);
    expect((await weightsOf('halved', best)).equals(await weightsOf('unhalved'))).toBe(true);
  });

  it('averages the weights of trials into one more run, where that is no worse', async () => {
    // Of four images many weights tell as many right, and what is no worse is taken in.
    const epochs = head.replace('epochs: 4', 'epochs: 1');
    await write('data.batch: 4, 6, 8\naverage: soup(greedy)', `    monitor: accuracy\n${epochs}`);
    const { status, out, err } = await sweep('--out', 'soup');
    expect({ status, err }).toMatchObject({ status: 0 });
    const { soup, best, trials } = JSON.parse(await readFile(join(cwd, 'soup', 'sweep.json'), 'utf8'));
    expect(soup.trials[0]).toBe(best);
    expect(soup.trials.length).toBeGreaterThan(1);
    const alone = trials.find(({ name }: { name: string }) => name === best).validation.scores.accuracy;
    expect(soup.validation.scores.accuracy).toBeGreaterThanOrEqual(alone);
    expect(out).toContain(`Soup     soup/soup, the average of ${best}`);
    const kernelOf = async (...names: string[]) => {
      const file = await openSafetensors(join(cwd, 'soup', ...names, 'model', 'weights.safetensors'));
      const { data } = await file.read('head/dense/kernel');
      await file.close();
      return data;
    };
    const [averaged, ...parts] = await Promise.all([
      kernelOf('soup'),
      ...soup.trials.map((name: string) => kernelOf(name)),
    ]);
    for (const [i, value] of averaged!.entries())
      expect(value).toBeCloseTo(parts.reduce((sum, part) => sum + part[i]!, 0) / parts.length, 6);
    // A run like any other, and the same one where the sweep goes on.
    expect((await tlp(['verify', 'soup/soup'], { cwd })).status).toBe(0);
    const evaluated = await tlp(['evaluate', 'soup/soup', '--format', 'json'], { cwd });
    expect(evaluated.status, evaluated.err).toBe(0);
    const before = await weightsOf('soup', 'soup');
    await rm(join(cwd, 'soup', 'soup'), { recursive: true });
    expect((await sweep('--out', 'soup', '--resume')).status).toBe(0);
    expect((await weightsOf('soup', 'soup')).equals(before)).toBe(true);
    expect((await readdir(join(cwd, 'soup'))).filter((name) => name.startsWith('.soup'))).toEqual([]);
  });

  it('has a report of each trial that is finished, also where it stopped early and was not kept', async () => {
    const stopsEarly = `${head.slice(0, head.lastIndexOf('}'))}  early_stop: early_stop(patience: 1, min_delta: 100)\n    }`;
    await write(`${rates}\ntrials: 4\nstop: halving`, stopsEarly);
    const { out } = await sweep('--out', 'early', '--format', 'json');
    const finished: { name: string; epochs: number; validation: object }[] = JSON.parse(out).trials.filter(
      ({ state }: { state: string }) => state === 'finished',
    );
    expect(finished.map(({ epochs }) => epochs)).toEqual([2, 2]);
    for (const { name, validation } of finished) {
      expect(await readdir(join(cwd, 'early', name))).toContain('report.html');
      const { metrics } = JSON.parse(await readFile(join(cwd, 'early', name, 'run.json'), 'utf8'));
      const { details: _, ...summary } = metrics.validation;
      expect(validation).toEqual(summary);
    }
  });

  it('makes a page that needs nothing else', async () => {
    const page = await readFile(join(cwd, 'halved', 'sweep.html'), 'utf8');
    expect(page).toContain('<title>tiny — TLP sweep</title>');
    expect(page).toMatch(/<a href="trial-00\d\/report\.html">/);
    expect(page.match(/<circle /g)).toHaveLength(4);
    expect(page).not.toMatch(/NaN|undefined|\bnull\b|https?:/);
    expect(page).not.toContain(cwd);
  });

  it('is stopped, says how to go on, and comes to the same bytes', async () => {
    await write(`${rates}\ntrials: 4\nstop: halving`);
    const interruption = new AbortController();
    const stopped = await tlp(
      ['sweep', 'tiny.tlp', '--engine', 'portable', '--out', 'stopped', '--format', 'json'],
      {
        cwd,
        signal: interruption.signal,
        onErr: (text: string) => text.includes('trial-003') && interruption.abort(),
      },
    );
    expect(stopped.status).toBe(130);
    expect(stopped.err).toContain(
      `tlp sweep tiny.tlp --out ${join(cwd, 'stopped')} --resume --engine portable --format json`,
    );
    expect((await sweep('--out', 'stopped')).err).toContain('error[TLP907]');
    expect((await sweep('--out', 'stopped', '--resume')).status).toBe(0);
    for (const name of ['sweep.json', 'sweep.html']) {
      const [now, before] = await Promise.all(
        ['stopped', 'halved'].map((folder) => readFile(join(cwd, folder, name), 'utf8')),
      );
      expect(now).toBe(before);
    }
    await write(`${rates}\ntrials: 5\nstop: halving`);
    const other = await sweep('--out', 'stopped', '--resume');
    expect({ status: other.status, err: other.err }).toMatchObject({
      status: 1,
      err: expect.stringContaining('tries other values than the pipeline now says'),
    });
  });

  it('goes on with the same pipeline and data only, also where every trial is finished', async () => {
    await write(`${rates}\ntrials: 4\nstop: halving`);
    const resume = (...options: string[]) => sweep('--out', 'stopped', '--resume', ...options);
    const changed = async (...options: string[]) => {
      const { status, err } = await resume(...options);
      expect({ status, err }).toMatchObject({ status: 1, err: expect.stringContaining('error[TLP907]') });
      return err;
    };
    expect(await changed('--set', 'schedule.head.epochs=5')).toContain(
      'with different input: schedule.phases.phase head.epochs is 5, was 4.',
    );
    const [first] = await readdir(join(cwd, 'data', 'red'));
    await writeFile(join(cwd, 'left-out.csv'), `example\nred/${first}\n`);
    expect(await changed('--set', 'data.exclude="left-out.csv"')).toContain('there are other examples');
    expect((await resume()).status).toBe(0);
  });

  it('resumes only a sweep that is there, with the same budget', async () => {
    const none = await sweep('--out', 'typo', '--resume');
    expect(none).toMatchObject({ status: 2, err: expect.stringContaining('There is no sweep in') });
    expect(await readdir(cwd)).not.toContain('typo');
    const { err } = await sweep('--out', 'stopped', '--resume', '--set', 'sweep.budget=1h');
    expect(err).toContain('began with another `stop` or `budget`');
    await mkdir(join(cwd, 'unreadable', 'sweep.json'), { recursive: true });
    const unreadable = await sweep('--out', 'unreadable', '--resume');
    expect(unreadable).toMatchObject({
      status: 2,
      err: expect.stringContaining('it is a folder, not a file'),
    });
  });

  it('writes the best values into the file, and leaves the rest', async () => {
    await write('schedule.head.learning_rate: log(1e-3..1e-1)\ndata.batch: 4, 6\ntrials: 3');
    const before = await readFile(join(cwd, 'tiny.tlp'), 'utf8');
    const { status, out } = await sweep('--out', 'written', '--write');
    expect(status).toBe(0);
    expect(out).toContain('Written  2 values into tiny.tlp');
    const [, rate, batch] = /^trial-00\d +(cosine\(.*?\)) +(\d) .*best$/m.exec(out)!;
    expect(await readFile(join(cwd, 'tiny.tlp'), 'utf8')).toBe(
      before.replace('cosine(1e-3, warmup: 10%)', rate!).replace('batch: 4\n', `batch: ${batch}\n`),
    );
    await write('schedule.head.epochs: 1, 2', '    recipe: fine_tune(epochs: 1)');
    const refused = await sweep('--out', 'unwritten', '--write');
    expect(refused).toMatchObject({ status: 2, err: expect.stringContaining('error[TLP909]') });
    expect(await readdir(cwd)).not.toContain('unwritten');
  });

  it('tells what was found also where it cannot be written', async () => {
    await write('data.batch: 4, 6', head.replace('epochs: 4', 'epochs: 1'));
    const options = ['--out', 'unwritten', '--write', '--format', 'json'];
    const { status, out, err } = await tlp(['sweep', 'tiny.tlp', '--engine', 'portable', ...options], {
      cwd,
      onErr: (text) => text.includes('trial-002') && appendFileSync(join(cwd, 'tiny.tlp'), '// changed\n'),
    });
    expect(JSON.parse(out)).toMatchObject({ best: expect.stringContaining('trial-'), written: null });
    expect({ status, err }).toMatchObject({ status: 2, err: expect.stringContaining('error[TLP909]') });
  });

  it('tries seeds, each a training of its own', async () => {
    await write('schedule.seed: 1, 2', head.replace('epochs: 4', 'epochs: 1'));
    const { status, err } = await sweep('--out', 'seeds');
    expect({ status, err }).toMatchObject({ status: 0 });
    expect((await weightsOf('seeds', 'trial-001')).equals(await weightsOf('seeds', 'trial-002'))).toBe(false);
    const same = await sweep('--out', 'same-seed', '--seed', '3');
    expect(same).toMatchObject({
      status: 2,
      err: expect.stringContaining('--seed gives all trials the same'),
    });
  });

  it('goes on without a trial that diverges', async () => {
    // Two linear layers, whose product grows without end.
    const text = withSweep(
      'schedule.head.learning_rate: 1e-3, 10\nschedule.head.optimizer: sgd(momentum: 0.9)',
    );
    await writeFile(join(cwd, 'tiny.tlp'), text.replace('pool(average)', 'pool(average)\n    dense(64)'));
    const { status, out } = await sweep('--out', 'diverged', '--set', 'schedule.head.epochs=12');
    expect(status).toBe(0);
    expect(out).toMatch(/^Best +diverged\/trial-001$/m);
    expect(out).toMatch(/^trial-002 .* failed: .*loss/m);
  });

  it.each([
    ['no sweep', tinyText(head), ['TLP907', 'has no sweep']],
    [
      'no validation split',
      withSweep('data.batch: 4, 6').replace('validation: 20%, test: 20%', 'validation: 0%, test: 20%'),
      ['TLP301', 'needs validation images'],
    ],
    ['a value of the file', withSweep('data.batch: 4, 0'), ['TLP109', 'tiny.tlp:23:20']],
    [
      'a value that another makes wrong',
      withSweep(
        'backbone: mobilenet_v2, resnet18\nbackbone.weights: imagenet\nschedule.head.freeze: "..block3"',
      ).replace(/ *until: .*\n/, ''),
      ['In --set schedule.head.freeze=..block3', 'trial-002: ', 'block3'],
    ],
  ])('%s is told before anything is trained', async (_, text, says) => {
    await writeFile(join(cwd, 'tiny.tlp'), text);
    const { status, err } = await sweep('--out', 'nothing');
    expect(status).toBeGreaterThan(0);
    for (const words of says) expect(err).toContain(words);
    expect(await readdir(cwd)).not.toContain('nothing');
  });
});

it('a plain run leaves the sweep aside, and says so', async () => {
  await write('data.batch: 4, 6');
  const { status, err } = await tlp(['run', 'tiny.tlp', '--engine', 'portable', '--out', 'plain'], { cwd });
  expect(status).toBe(0);
  expect(err).toContain('tlp sweep tiny.tlp');
});

it('a budget keeps trials out that do not fit, and says so first', async () => {
  await write('data.batch: 4, 6\nbudget: 1h');
  expect((await sweep('--out', 'ample')).err).toMatch(/^2 trials in about .*, within the budget of /m);
  await write('data.batch: 4, 6\nbudget: 0.001s');
  const { status, err } = await sweep('--out', 'tight');
  expect(status).toBe(1);
  expect(err).toContain('error[TLP908]');
  expect(err).toContain('No trial fits into the budget');
});

it('is stopped while it takes times, before any trial is begun', async () => {
  await write('data.batch: 4, 6\nbudget: 1h');
  const interruption = new AbortController();
  const { status, err } = await tlp(['sweep', 'tiny.tlp', '--engine', 'portable', '--out', 'untimed'], {
    cwd,
    terminal: true,
    signal: interruption.signal,
    onErr: (text) => text.includes('Timing') && interruption.abort(),
  });
  expect({ status, err }).toMatchObject({
    status: 130,
    err: expect.stringContaining('Stopped before any trial was begun.'),
  });
  expect(await readdir(cwd)).not.toContain('untimed');
});
