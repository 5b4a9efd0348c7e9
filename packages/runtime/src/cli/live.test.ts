import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { writeMadeUpWeights } from '../testing/made-up-weights.js';
import { useOwnCache } from '../testing/own-cache.js';
import { type Invocation, tlp } from './testing.fixture.js';
import { tinyText, twoColours } from './tiny.fixture.js';

/** What a command waits for before it trains, so that no test depends on how soon a browser looks. */
const before = vi.hoisted(() => ({ training: async (): Promise<void> => undefined }));
vi.mock('./prepare-native.js', async (original) => {
  const { prepareNative } = await original<typeof import('./prepare-native.js')>();
  const prepared: typeof prepareNative = async (...given) => {
    await before.training();
    return prepareNative(...given);
  };
  return { prepareNative: prepared };
});
beforeEach(() => {
  before.training = async () => undefined;
});

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-live-run-'));
  await useOwnCache(cwd);
  await writeMadeUpWeights(join(cwd, 'weights.safetensors'), findBackbone('mobilenet_v1_025')!);
  await twoColours(join(cwd, 'data'), ['red', 'blue']);
  await writeFile(
    join(cwd, 'tiny.tlp'),
    tinyText('phase head { freeze: all epochs: 3 learning_rate: 1e-3 }'),
  );
});
afterAll(() => rm(cwd, { recursive: true }));

const run = (argv: readonly string[], invocation: Invocation = {}) =>
  tlp(['run', 'tiny.tlp', '--engine', 'portable', ...argv], { cwd, ...invocation });

/** Hears of the address, and then of all that its page is told. It looks before anything is trained. */
function browser() {
  const heard: string[] = [];
  let told = '';
  let all: Promise<void> | undefined;
  let seen = (): void => undefined;
  const looking = new Promise<void>((resolve) => {
    seen = resolve;
  });
  before.training = () => looking;
  const look = async (address: string): Promise<void> => {
    try {
      const response = await fetch(`${address}events`);
      for await (const chunk of response.body!) {
        told += Buffer.from(chunk).toString();
        seen();
      }
    } finally {
      seen();
    }
    heard.push(...[...told.matchAll(/^event: (\w+)$/gm)].map(([, name]) => name!));
  };
  const onErr = (text: string): void => {
    const address = /Live +(http:\/\/127\.0\.0\.1:\d+\/)/.exec(text)?.[1];
    if (address) all ??= look(address);
  };
  return { onErr, heard, text: () => told, done: () => all };
}

describe('tlp run --live', () => {
  test('shows each epoch as it ends, and the report at last', async () => {
    const { onErr, heard, text, done } = browser();
    const { status, err } = await run(['--out', 'shown', '--live'], { onErr });
    await done();
    expect([status, err]).toEqual([0, expect.stringMatching(/Live +http:\/\/127\.0\.0\.1:\d+\//)]);
    expect(heard.at(-1)).toBe('report');
    expect(text()).toContain('<td>3 of 3</td>');
    expect(text()).toContain('<h2>Training</h2>');
  });

  test('stops with the run, and is in the command that goes on with it', async () => {
    const { onErr, heard, done } = browser();
    const stop = new AbortController();
    const { status, err } = await run(['--out', 'stopped', '--live'], {
      signal: stop.signal,
      onErr(text) {
        onErr(text);
        if (text.includes('epoch  1')) stop.abort();
      },
    });
    await done();
    expect([status, err]).toEqual([130, expect.stringMatching(/Resume with: .*--live/)]);
    expect(heard.at(-1)).toBe('ended');
  });

  test.each([
    [
      'folds',
      'run',
      'split: stratified(train: 60%, validation: 20%, test: 20%)',
      'split: folds(2)',
      '<th scope="row">fold-1</th>',
    ],
    [
      'trials',
      'sweep',
      'learning_rate: 1e-3 }\n  }',
      'learning_rate: 1e-3 }\n  }\n  sweep { schedule.head.learning_rate: 1e-3, 1e-2 }',
      '<th scope="row">trial-001</th>',
    ],
  ])('shows %s as they come out, and their page at last', async (name, command, was, is, row) => {
    const tiny = tinyText('phase head { freeze: all epochs: 2 learning_rate: 1e-3 }');
    await writeFile(join(cwd, `${name}.tlp`), tiny.replace(was, is));
    const { onErr, heard, text, done } = browser();
    const argv = [command, `${name}.tlp`, '--engine', 'portable', '--out', name, '--live'];
    const { status, err } = await tlp(argv, { cwd, onErr });
    await done();
    expect([status, err]).toEqual([0, expect.stringContaining('Live ')]);
    const curves = text().slice(0, text().indexOf('event: report'));
    expect(curves.includes(JSON.stringify(row).slice(1, -1))).toBe(true);
    expect(heard.at(-1)).toBe('report');
    expect(text()).toContain(`<title>tiny — TLP ${command === 'run' ? 'folds' : 'sweep'}</title>`);
  });

  test('is gone where a sweep has nothing to go on with', async () => {
    const tiny = tinyText('phase head { freeze: all epochs: 2 learning_rate: 1e-3 }');
    const knob = 'learning_rate: 1e-3 }\n  }\n  sweep { schedule.head.learning_rate: 1e-3, 1e-2 }';
    await writeFile(
      join(cwd, 'none.tlp'),
      tiny.replace('learning_rate: 1e-3 }\n  }', knob).replace('tiny', 'none'),
    );
    const { err } = await tlp(['sweep', 'none.tlp', '--resume', '--live'], { cwd });
    expect(err).toContain('TLP874');
    const [address] = /http:\/\/127\.0\.0\.1:\d+\//.exec(err)!;
    await expect(fetch(address)).rejects.toThrow('fetch failed');
  });

  test('a port that is taken is told before anything is done', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    const { status, err } = await run(['--out', 'never', '--live', port]);
    other.close();
    expect([status, err]).toEqual([2, expect.stringContaining('TLP917')]);
    expect(await readdir(cwd)).not.toContain('never');
  });

  test.each([
    ['run', '80800', '--live takes a port from 1 to 65535, not "80800".'],
    ['run', 'tiny.tlp', 'Alone, it stands behind the file: tlp run FILE --live'],
    ['sweep', 'tiny.tlp', 'Alone, it stands behind the file: tlp sweep FILE --live'],
  ])('tlp %s --live %s', async (command, port, told) => {
    const { status, err } = await tlp([command, 'tiny.tlp', '--live', port], { cwd });
    expect([status, err.replaceAll(/\s+/g, ' ')]).toEqual([2, expect.stringContaining(told)]);
  });
});
