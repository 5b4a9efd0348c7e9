import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeFileAtomic } from '../files/atomic.js';
import { writeMadeUpWeights } from '../testing/made-up-weights.js';
import { useOwnCache } from '../testing/own-cache.js';
import { tlp } from './testing.fixture.js';
import { tinyText, twoColours } from './tiny.fixture.js';

const pipeline = tinyText(`    phase head {
      freeze: all
      epochs: 2
      learning_rate: 1e-3
    }`);

const mobilenet = findBackbone('mobilenet_v1_025')!;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-run-'));
  await useOwnCache(cwd);
  await writeFile(join(cwd, 'tiny.tlp'), pipeline);
  await writeMadeUpWeights(join(cwd, 'weights.safetensors'), mobilenet);
  await twoColours(join(cwd, 'data'), ['red, "warm"', 'blue']);
});
const run = (...argv: string[]) => tlp(argv, { cwd });

describe('tlp run', () => {
  it('prints JSON lines alone with --json, the result last', async () => {
    const { status, out, err } = await run(
      'run',
      'tiny.tlp',
      '--out',
      'first',
      '--engine',
      'portable',
      '--json',
    );
    expect(err).toContain('Report   first/report.html');
    expect(status).toBe(0);
    const events = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.filter((event) => event.type === 'epoch-end')).toHaveLength(2);
    expect(events.at(-1)).toMatchObject({
      type: 'result',
      run: join(cwd, 'first'),
      metrics: { validation: { count: 4 }, test: { count: 4 } },
      phases: [{ name: 'head', epochs: 2, trainable: 130, cut: 'head' }],
    });
  });

  it('goes on to its end where nobody reads its events any more', async () => {
    const argv = ['run', 'tiny.tlp', '--out', 'alone', '--engine', 'portable', '--json'];
    const { status } = await tlp(argv, { cwd, outTakes: { length: 20, loss: 'EPIPE' } });
    expect(status).toBe(0);
    expect(JSON.parse(await readFile(join(cwd, 'alone', 'run.json'), 'utf8')).status).toBe('finished');
    expect(await readdir(join(cwd, 'alone'))).toContain('report.html');
    expect(await readdir(join(cwd, 'alone'))).not.toContain('.lock.d');
  });

  it('writes what TensorBoard reads, beside the run', async () => {
    const argv = ['run', 'tiny.tlp', '--out', 'shown', '--engine', 'portable', '--tensorboard', 'logs'];
    expect((await run(...argv)).status).toBe(0);
    const [name] = await readdir(join(cwd, 'logs', 'shown'));
    expect(name).toMatch(/^events\.out\.tfevents\./);
    const bytes = await readFile(join(cwd, 'logs', 'shown', name!), 'latin1');
    for (const tag of ['brain.Event:2', 'train/loss', 'validation/accuracy', 'learning_rate', 'test/loss'])
      expect(bytes).toContain(tag);
  });

  it('tells what the run has come to, also where the logs cannot be written', async () => {
    const logs = join(cwd, 'logs', 'unlogged');
    const argv = ['run', 'tiny.tlp', '--out', 'unlogged', '--engine', 'portable', '--tensorboard', 'logs'];
    const { status, out, err } = await tlp([...argv, '--json'], {
      cwd,
      onErr(text) {
        if (!text.includes('Phase 1')) return;
        rmSync(logs, { recursive: true });
        writeFileSync(logs, '');
      },
    });
    expect(JSON.parse(out.trimEnd().split('\n').at(-1)!).type).toBe('result');
    expect(err).toMatch(/Report {3}unlogged\/report\.html[\s\S]*error\[TLP851\]/);
    expect(status).toBe(2);
  });

  it('stopped before it has a record, in a folder that was there, says how to go on', async () => {
    await mkdir(join(cwd, 'empty'));
    const interruption = new AbortController();
    const argv = ['run', 'tiny.tlp', '--out', 'empty', '--engine', 'portable', '--tensorboard', 'logs'];
    const { status, err } = await tlp(argv, {
      cwd,
      signal: interruption.signal,
      onErr: (text) => text.includes('Reading the data') && interruption.abort(),
    });
    expect(err).toMatch(
      /Stopped\. Resume with: tlp run tiny\.tlp --out \S+ --resume [\s\S]*--tensorboard logs\n$/,
    );
    expect(status).toBe(130);
  });

  it('leaves a report, the metrics and a model', async () => {
    const files = await readdir(join(cwd, 'first'));
    expect(files).toEqual(expect.arrayContaining(['metrics.jsonl', 'model', 'report.html', 'run.json']));
    const page = await readFile(join(cwd, 'first', 'report.html'), 'utf8');
    expect(page).toContain('red, &quot;warm&quot;');
    expect(page.slice(0, page.indexOf('<script>'))).not.toMatch(/NaN|\bnull\b/);
    // It is made to be mailed.
    expect(page).toContain('<td class="mono">data.path</td><td class="mono">&quot;data&quot;</td>');
    for (const place of [cwd, tmpdir(), homedir()]) expect(page).not.toContain(place);
  });

  it('leaves files that verify finds fine, until one is damaged', async () => {
    const fine = await run('verify', 'first');
    expect(fine).toMatchObject({ status: 0, err: '\nAll files are as the run wrote them.\n' });
    expect(fine.out).toMatch(/^report\.html +[\d.]+ kB +fine$/m);
    await cp(join(cwd, 'first'), join(cwd, 'hurt'), { recursive: true });
    await appendFile(join(cwd, 'hurt', 'report.html'), '<script>');
    await appendFile(join(cwd, 'hurt', 'metrics.jsonl'), 'x');
    const hurt = await run('verify', 'hurt');
    expect(hurt.status).toBe(1);
    expect(hurt.out).toMatch(/^metrics\.jsonl .*damaged$/m);
    expect(hurt.err).toContain('error[TLP891]');
    const json = JSON.parse((await run('verify', 'hurt', '--format', 'json')).out);
    const bad = json.files.filter(({ fine }: { fine: boolean }) => !fine);
    expect(bad.map(({ file }: { file: string }) => file).sort()).toEqual(['metrics.jsonl', 'report.html']);
    expect((await run('run', 'tiny.tlp', '--out', 'hurt', '--engine', 'portable', '--resume')).status).toBe(
      0,
    );
    expect((await run('verify', 'hurt')).status).toBe(0);
    expect((await run('verify', 'nowhere')).status).toBe(2);
  });

  it('does not overwrite a finished run', async () => {
    const { status, out, err } = await run(
      'run',
      'tiny.tlp',
      '--out',
      'first',
      '--engine',
      'portable',
      '--json',
    );
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain('error[TLP861]');
  });

  it('leaves nothing when interrupted before training began', async () => {
    const signal = AbortSignal.abort();
    const argv = ['run', 'tiny.tlp', '--out', 'second', '--engine', 'portable'];
    const { status, err } = await tlp(argv, { cwd, signal });
    expect(status).toBe(130);
    expect(err).toContain('Stopped before training started.');
    expect(await readdir(cwd)).not.toContain('second');
  });

  it('says when interrupted how to go on, and goes on to the weights of an uninterrupted run', async () => {
    const argv = ['run', 'tiny.tlp', '--out', 'third', '--engine', 'portable', '--json'];
    const interruption = new AbortController();
    const stopped = await tlp(argv, {
      cwd,
      signal: interruption.signal,
      onOut: (text) => text.includes('"epoch-end"') && interruption.abort(),
    });
    expect(stopped.status).toBe(130);
    expect(stopped.err).toContain(`--out ${join(cwd, 'third')} --resume`);
    expect(await run(...argv, '--resume')).toMatchObject({ status: 0 });
    expect(stopped.err).not.toContain('--seed');
    const weights = (name: string) => readFile(join(cwd, name, 'model', 'weights.safetensors'));
    expect((await weights('third')).equals(await weights('first'))).toBe(true);
  });

  it('says how to go on with all that was set, in words that a shell takes', async () => {
    await writeFile(join(cwd, "it's two.tlp"), pipeline + pipeline.replace('tiny', 'other'));
    const argv = [
      "it's two.tlp",
      '--pipeline',
      'tiny',
      '--seed',
      '7',
      '--out',
      'my run',
      '--engine',
      'portable',
    ];
    const sets = ['--set', 'schedule.head.epochs=3', '--set', 'data.batch=5'];
    const interruption = new AbortController();
    const stopped = await tlp(['run', ...argv, ...sets, '--json'], {
      cwd,
      signal: interruption.signal,
      onOut: (text) => text.includes('"epoch-end"') && interruption.abort(),
    });
    const command = /Resume with: tlp (.*)/.exec(stopped.err)?.[1];
    const words = execFileSync('sh', ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' });
    const resumed = await run(...words.split('\0').slice(0, -1));
    expect(resumed).toMatchObject({ status: 0, err: expect.stringContaining('Resuming in phase head') });
  });

  it('trains what extends a pipeline of another file, and notices when that file has changed', async () => {
    const base = join(cwd, 'base.tlp');
    await writeFile(base, pipeline);
    await writeFile(
      join(cwd, 'short.tlp'),
      'import "base.tlp"\npipeline short extends tiny { schedule { phase head { epochs: 1 } } }\n',
    );
    const plan = await run('plan', 'short.tlp', '--no-calibrate', '--format', 'json');
    expect(JSON.parse(plan.out)).toMatchObject({ phases: [{ name: 'head', epochs: 1 }] });
    const argv = ['run', 'short.tlp', '--out', 'short', '--engine', 'portable', '--json'];
    const { status, out } = await run(...argv);
    expect([status, out.split('"epoch-end"')]).toEqual([0, expect.objectContaining({ length: 2 })]);
    const { pipeline: stored } = JSON.parse(await readFile(join(cwd, 'short', 'run.json'), 'utf8'));
    expect(stored.origins['data.batch']).toMatchObject({ kind: 'file', file: base });
    await writeFile(base, pipeline.replace('batch: 4', 'batch: 8'));
    const again = await run(...argv, '--resume');
    expect([again.status, again.err]).toEqual([1, expect.stringContaining('data.batch is 8, was 4')]);
  });

  it('ends with 1 where the data is at fault', async () => {
    await writeFile(join(cwd, 'lost.tlp'), pipeline.replace('"data"', '"nowhere"'));
    const { status, err } = await run('run', 'lost.tlp', '--engine', 'portable');
    expect(status).toBe(1);
    expect(err).toMatch(/error\[TLP350\]/);
    expect(await readdir(cwd)).not.toContain('runs');
  });
});

describe('a finished run', () => {
  it('predicts a folder as CSV, a class with a comma and quotes included', async () => {
    const { status, out } = await run('predict', 'first', 'data/blue', '--format', 'csv');
    expect(status).toBe(0);
    const [header, ...rows] = out.trimEnd().split('\r\n');
    expect(header).toBe('path,class,probability,blue,"red, ""warm"""');
    expect(rows).toHaveLength(10);
    expect(rows[0]).toMatch(/^data\/blue\/0\.png,/);
  });

  it('predicts an image on standard input, in every format', async () => {
    const input = await readFile(join(cwd, 'data', 'blue', '3.png'));
    const given = (...argv: string[]) => tlp(['predict', 'first', '-', ...argv], { cwd, input });
    expect((await given()).out).toMatch(/^<stdin>: /);
    expect((await given('--format', 'csv')).out).toMatch(/\r\n<stdin>,/);
    const [here] = JSON.parse((await given('--format', 'json')).out).predictions;
    const file = await run('predict', 'first', 'data/blue/3.png', '--format', 'json');
    const [there] = JSON.parse(file.out).predictions;
    expect(here).toEqual({ ...there, path: '<stdin>' });
  });

  it('says what is wrong with standard input', async () => {
    const { status, err } = await tlp(['predict', 'first', '-'], { cwd, input: 'no image' });
    expect(status).toBe(1);
    expect(err).toMatch(/error\[TLP359\]: <stdin> is not a PNG/);
  });

  describe('with a bad image among many', () => {
    beforeAll(async () => {
      await cp(join(cwd, 'data', 'blue'), join(cwd, 'mixed', 'blue'), { recursive: true });
      await writeFile(join(cwd, 'mixed', 'blue', '4.png'), 'no image');
    });
    const bad = join('mixed', 'blue', '4.png');
    const inputs = ['mixed', 'nowhere.png', join('data', 'blue', '1.png')];

    it.each(['text', 'csv', 'json'])('answers for the others as %s, and names it', async (format) => {
      const { status, out, err } = await run('predict', 'first', ...inputs, '--format', format);
      expect(status).toBe(1);
      expect(err).toContain(`${bad} is named like an image`);
      expect(err).toContain('nowhere.png does not exist.');
      expect(err).toContain('2 inputs were left out.');
      if (format === 'json') {
        const { predictions, errors } = JSON.parse(out);
        expect(predictions).toHaveLength(10);
        expect(errors).toMatchObject([{ code: 'TLP876' }, { code: 'TLP359', file: join(cwd, bad) }]);
      } else {
        const lines = out.trimEnd().split('\n');
        expect(lines).toHaveLength(format === 'csv' ? 11 : 10);
        expect(out).not.toContain('4.png');
      }
    });

    it.each(['text', 'json'])('is evaluated on the others as %s, and names it', async (format) => {
      const { status, out, err } = await run('evaluate', 'first', '--data', 'mixed', '--format', format);
      expect(status).toBe(1);
      expect(err).toContain(`${bad} is named like an image`);
      if (format === 'json') expect(JSON.parse(out)).toMatchObject({ metrics: { count: 9 }, errors: [{}] });
      else expect(out).toContain('on 9 images');
    });

    it('is not evaluated where no image is good', async () => {
      await writeFileAtomic(join(cwd, 'broken', 'blue', '1.png'), '');
      const { status, out, err } = await run('evaluate', 'first', '--data', 'broken');
      expect({ status, out }).toEqual({ status: 1, out: '' });
      expect(err).toContain('is empty');
    });
  });

  it.each([
    ['text', []],
    ['csv', ['--format', 'csv']],
    ['json', ['--format', 'json']],
  ])('stops predicting where nobody reads the %s any more', async (_, format) => {
    const outTakes = { length: 10, loss: 'EPIPE' } as const;
    expect(await tlp(['predict', 'first', 'data', ...format], { cwd, outTakes })).toMatchObject({
      status: 141,
    });
  });

  it('predicts as JSON, probabilities that sum to 1', async () => {
    const { out } = await run('predict', 'first', 'data/blue/3.png', '--format', 'json');
    const { predictions } = JSON.parse(out);
    expect(predictions).toHaveLength(1);
    const sum = Object.values<number>(predictions[0].probabilities).reduce((a, b) => a + b);
    expect(sum).toBeCloseTo(1);
  });

  it('is evaluated on its test split, as the run said', async () => {
    const { out } = await run('evaluate', 'first', '--format', 'json');
    const { metrics } = JSON.parse(await readFile(join(cwd, 'first', 'run.json'), 'utf8'));
    const { split, metrics: again } = JSON.parse(out);
    expect(split).toBe('test');
    expect(again.confusion).toEqual(metrics.test.confusion);
    expect(again.loss).toBeCloseTo(metrics.test.loss, 4);
  });

  it('is evaluated on another folder', async () => {
    const { out } = await run('evaluate', 'first', '--data', 'data');
    expect(out).toContain('on 20 images');
  });
});

describe('tlp new', () => {
  it('writes a pipeline that passes the checker, and overwrites nothing', async () => {
    expect(await run('new', 'data')).toMatchObject({
      status: 0,
      out: 'Wrote data.tlp: 20 images in 2 classes.\n',
    });
    expect(await run('check', '--data', 'data.tlp')).toMatchObject({ status: 0 });
    const again = await run('new', 'data');
    expect(again.status).toBe(2);
    expect(again.err).toContain('error[TLP878]');
  });
});

describe('tlp plan', () => {
  it('gives the plan of each phase as JSON', async () => {
    const { status, out } = await run('plan', 'tiny.tlp', '--no-calibrate', '--format', 'json');
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      images: { train: 12, validation: 4, test: 4 },
      phases: [{ name: 'head', stepsPerEpoch: 3, featureBytes: 20 * 4 * 64 }],
      times: null,
    });
  });

  it('times its phases on this machine', async () => {
    const { status, out } = await run('plan', 'tiny.tlp', '--format', 'json');
    expect(status).toBe(0);
    const [head, ...more] = JSON.parse(out).times;
    expect(more).toEqual([]);
    expect(head.featureSeconds).toBeGreaterThan(0);
    expect(head.trainingSeconds).toBeGreaterThan(0);
  });
});

describe('tlp features', () => {
  /** Few weights to draw: each call draws all of the network. */
  const small = ['--weights', 'random', '--input', '32', '--at', 'stem'];

  it('writes one row an image, and the paths of the rows beside them', async () => {
    const { status, err } = await run(
      'features',
      'squeezenet1_1',
      'data/blue',
      ...small,
      '--to',
      'npy',
      'f.npy',
    );
    expect(status).toBe(0);
    expect(err).toContain('10 × 64 numbers in f.npy, the names of the images in f.paths.csv');
    const npy = await readFile(join(cwd, 'f.npy'));
    expect(npy.toString('latin1', 0, 128)).toContain("'shape': (10, 64)");
    expect(npy.length).toBe(128 + 10 * 64 * 4);
    const paths = (await readFile(join(cwd, 'f.paths.csv'), 'utf8')).split('\r\n');
    expect(paths).toEqual(['path', ...Array.from({ length: 10 }, (_, i) => `data/blue/${i}.png`), '']);
  });

  it('takes the first blocks of a weight file', async () => {
    const at = ['--input', '32', '--at', 'block1', '--weights', 'weights.safetensors'];
    const { status, out } = await run('features', 'mobilenet_v1_025', 'data/blue/1.png', ...at);
    expect(status).toBe(0);
    expect(out.split('\r\n')[1]!.split(',')).toHaveLength(17);
  });

  const mixed = ['features', 'squeezenet1_1', 'data/blue/1.png', 'weights.safetensors', 'data/blue/2.png'];

  it('leaves out what is no image, as NumPy', async () => {
    const { status, err } = await run(...mixed, ...small, '--to', 'npy', 'm.npy');
    expect([status, err]).toEqual([1, expect.stringContaining('weights.safetensors is not a PNG')]);
    const npy = await readFile(join(cwd, 'm.npy'));
    expect(npy.toString('latin1', 0, 128)).toContain("'shape': (2, 64)");
    expect(npy.length).toBe(128 + 2 * 64 * 4);
    const paths = await readFile(join(cwd, 'm.paths.csv'), 'utf8');
    expect(paths).toBe('path\r\ndata/blue/1.png\r\ndata/blue/2.png\r\n');
  });

  it.each([[[]], [['--to', 'csv', '-']], [['--to', 'csv', 'm.csv']]])(
    'leaves it out as CSV, %j',
    async (to) => {
      const { status, out, err } = await run(...mixed, ...small, ...to);
      expect([status, err]).toEqual([1, expect.stringContaining('weights.safetensors is not a PNG')]);
      const csv = to[2] === 'm.csv' ? await readFile(join(cwd, 'm.csv'), 'utf8') : out;
      expect(csv.split('\r\n').map((line) => line.split(',')[0])).toEqual([
        'path',
        'data/blue/1.png',
        'data/blue/2.png',
        '',
      ]);
    },
  );

  it('writes nothing where no input is an image', async () => {
    const argv = ['features', 'squeezenet1_1', 'weights.safetensors', ...small, '--to', 'npy', 'none.npy'];
    expect(await run(...argv)).toMatchObject({ status: 1 });
    expect((await readdir(cwd)).filter((name) => name.startsWith('none'))).toEqual([]);
  });

  it('takes an image from standard input, and stops where nobody reads on', async () => {
    const input = await readFile(join(cwd, 'data', 'blue', '3.png'));
    expect((await tlp(['features', 'squeezenet1_1', '-', ...small], { cwd, input })).out).toMatch(
      /\r\n<stdin>,/,
    );
    const outTakes = { length: 10, loss: 'EPIPE' } as const;
    const left = await tlp(['features', 'squeezenet1_1', 'data/blue', ...small], { cwd, outTakes });
    expect(left.status).toBe(141);
  });
});
