/** Commands on a pipeline that extends one of another file. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkUnchanged } from '../train/fingerprint.js';
import { tlp } from './testing.fixture.js';

const base = `let size = 96px

abstract pipeline base "Which flower is it?" {
  backbone resnet18 {
    input: size
  }
  head {
    pool
    dense(classes)
  }
  schedule {
    phase head {
      freeze: all
      epochs: 5
    }
  }
}
`;

const fast = `import "shared/base.tlp"

pipeline fast extends base {
  data images("photos")

  schedule {
    phase head {
      epochs: 2
    }
  }
}
`;

let cwd: string;
const write = async (name: string, text: string) => {
  await mkdir(join(cwd, 'shared'), { recursive: true });
  await writeFile(join(cwd, name), text);
};

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tlp-compose-'));
  await write('fast.tlp', fast);
  await write('shared/base.tlp', base);
  for (const name of ['rose', 'tulip']) {
    await mkdir(join(cwd, 'photos', name), { recursive: true });
    for (let i = 0; i < 30; i++) await writeFile(join(cwd, 'photos', name, `${i}.jpg`), '');
  }
});
afterAll(() => rm(cwd, { recursive: true }));

const pipelineOf = async (...args: string[]): Promise<Pipeline> => {
  const { out, err, status } = await tlp(['explain', 'fast.tlp', '--format', 'json', ...args], { cwd });
  expect([status, err]).toEqual([0, '']);
  return JSON.parse(out) as Pipeline;
};

describe('a pipeline that extends one of another file', () => {
  it('passes the check, and so does the other file', async () => {
    const { status, out } = await tlp(['check', 'fast.tlp', 'shared/base.tlp'], { cwd });
    expect([status, out]).toEqual([0, '2 files checked: 0 errors, 0 warnings.\n']);
  });

  it('is explained by file and line', async () => {
    const { out } = await tlp(['explain', 'fast.tlp', '--set', 'let.size=64px'], { cwd });
    const line = (path: string) => out.split('\n').find((text) => text.startsWith(`${path} `));
    expect(line('backbone.name')).toMatch(/resnet18 +shared\/base\.tlp, line 4$/);
    expect(line('backbone.input')).toMatch(/64px +--set let\.size=64px$/);
    expect(line('schedule.head.epochs')).toMatch(/2 +line 8$/);
    expect(line('schedule.head.freeze')).toMatch(/all +shared\/base\.tlp, line 13$/);
  });

  it('is laid out without the other file', async () => {
    await write('untidy.tlp', fast.replace('  data', '      data'));
    expect(await tlp(['format', 'untidy.tlp'], { cwd })).toMatchObject({ status: 0 });
    expect(await readFile(join(cwd, 'untidy.tlp'), 'utf8')).toBe(fast);
  });

  it('is told of mistakes at its own `extends`', async () => {
    await write('shared/wrong.tlp', base.replace('epochs: 5', 'freeze: none').replace('dense', 'dens'));
    await write('wrong.tlp', fast.replace('base.tlp', 'wrong.tlp'));
    const { status, out } = await tlp(['check', 'wrong.tlp'], { cwd });
    expect(status).toBe(1);
    expect(out).toContain('In shared/wrong.tlp, line 9: Unknown head layer `dens`.');
    expect(out).toContain('wrong.tlp:3:23');
    expect(out).toContain('3 | pipeline fast extends base {');
    const json = await tlp(['check', 'wrong.tlp', '--format', 'json'], { cwd });
    expect(JSON.parse(json.out).diagnostics).toContainEqual(
      expect.objectContaining({
        file: join(cwd, 'wrong.tlp'),
        line: 3,
        inherited: expect.objectContaining({ file: join(cwd, 'shared/wrong.tlp'), line: 9 }),
      }),
    );
  });
});

describe('a run that is continued', () => {
  const unchanged = (before: Pipeline, now: Pipeline) => {
    const rest = { seed: 0, hashes: { data: '', weights: '' } };
    const record = { ...rest, pipeline: before } as Parameters<typeof checkUnchanged>[0];
    return () => checkUnchanged(record, { ...rest, pipeline: now }, 'runs/fast');
  };

  it('notices a value that changed in an imported file, and no other change', async () => {
    const before = await pipelineOf();
    await write('shared/base.tlp', `// Now with a comment.\n${base}`);
    expect(unchanged(before, await pipelineOf())).not.toThrow();
    await write('shared/base.tlp', base.replace('96px', '128px'));
    expect(unchanged(before, await pipelineOf())).toThrow('backbone.inputSize is 128, was 96');
  });
});
