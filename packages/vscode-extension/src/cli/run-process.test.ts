/** A run's process, played by scripts that write what `tlp run --json` writes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TrainEvent } from '@tlp/language/run/events.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { after, nothingYet, statusText } from './progress.js';
import { runProcess } from './run-process.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tlp-run-'));
});

afterAll(() => rm(folder, { recursive: true }));

interface Told {
  readonly events: TrainEvent[];
  text: string;
  missing: boolean;
  readonly ends: number[];
}

/** @param seen is called with each event and can stop the run */
async function play(
  script: string,
  seen: (stop: () => void, event: TrainEvent) => void = () => {},
): Promise<Told> {
  const file = path.join(folder, 'tlp.mjs');
  await writeFile(file, script);
  return follow({ command: process.execPath, args: [file], shell: false }, seen);
}

function follow(
  cli: Parameters<typeof runProcess>[0],
  seen: (stop: () => void, event: TrainEvent) => void = () => {},
): Promise<Told> {
  const told: Told = { events: [], text: '', missing: false, ends: [] };
  return new Promise((resolve) => {
    const run = runProcess(cli, ['my flowers.tlp', '--resume'], folder, {
      event(event) {
        told.events.push(event);
        seen(run.stop, event);
      },
      text: (text) => {
        told.text += text;
      },
      missing: () => {
        told.missing = true;
      },
      end(code) {
        told.ends.push(code);
        resolve(told);
      },
    });
  });
}

describe('a run', () => {
  test('tells its events and its prose apart, and ends with its status', async () => {
    const told = await play(`
      console.error(process.argv.slice(2).join('|'));
      console.log('{"type":"run-start","run":"/r","pipeline":"flowers"}');
      process.stdout.write('{"type":"phase-start","phase":"head",');
      setTimeout(() => console.log('"index":1,"phases":1,"epochs":3}'), 20);
      process.exitCode = 1;
    `);
    expect(told.text).toBe('run|my flowers.tlp|--resume|--json\n');
    expect(statusText(told.events.reduce(after, nothingYet('?')))).toBe('$(sync~spin) head 0/3');
    expect(told.ends).toEqual([1]);
  });

  test.skipIf(process.platform === 'win32')(
    'is stopped as by Ctrl-C, so that it can go on later',
    async () => {
      const told = await play(
        `
      process.on('SIGINT', () => { console.error('Stopped. Resume with: tlp run --resume'); process.exit(130); });
      console.log('{"type":"run-start","run":"/r","pipeline":"flowers"}');
      setInterval(() => {}, 1000);
    `,
        (stop) => stop(),
      );
      expect(told.text).toContain('Resume with');
      expect(told.ends).toEqual([130]);
    },
  );

  test('says where there is no tlp, and ends all the same', async () => {
    const told = await follow({ command: path.join(folder, 'nothing'), args: [], shell: false });
    expect(told).toMatchObject({ missing: true, ends: [2] });
  });
});
