import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tlp } from './testing.fixture.js';

let cwd: string;

const text = (data: string) => `pipeline flowers {
  backbone resnet18
  data images("photos") {
    ${data}
  }
  head {
    pool(average)
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

beforeAll(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'tlp-check-'));
  for (const [name, count] of [
    ['rose', 100],
    ['tulip', 10],
  ] as const) {
    mkdirSync(path.join(cwd, 'photos', name), { recursive: true });
    for (let i = 0; i < count; i++) writeFileSync(path.join(cwd, 'photos', name, `${i}.jpg`), '');
  }
  writeFileSync(path.join(cwd, 'flowers.tlp'), text('batch: 16'));
  writeFileSync(path.join(cwd, 'quiet.tlp'), text('balance: none // tlp-ignore TLP371: as in the field'));
  writeFileSync(path.join(cwd, 'far.tlp'), text('batch: 16').replace('"photos"', '"photo"'));
  writeFileSync(path.join(cwd, 'misspelt.tlp'), text('bach: 16'));
});

afterAll(() => rmSync(cwd, { recursive: true }));

const check = (...args: string[]) => tlp(['check', ...args], { cwd });

const json = async (file: string) => JSON.parse((await check(file, '--format', 'json')).out);

describe('tlp check FOLDER', () => {
  beforeAll(() => {
    for (const folder of ['set/deep', 'set/.hidden', 'set/node_modules', 'empty']) {
      mkdirSync(path.join(cwd, folder), { recursive: true });
    }
    for (const file of ['deep/b', 'a', '.hidden/c', 'node_modules/d']) {
      writeFileSync(path.join(cwd, 'set', `${file}.tlp`), `${text('bach: 16')}\n\n`);
    }
  });

  it('takes every file below it once, but none that is hidden or of a package', async () => {
    const { out, status } = await check('set', 'set/a.tlp');
    expect(status).toBe(1);
    expect(out.match(/--> .*/g)).toEqual([
      `--> ${path.join('set', 'a.tlp')}:4:5`,
      `--> ${path.join('set', 'deep', 'b.tlp')}:4:5`,
    ]);
    expect(out).toContain('2 files checked');
  });

  it('says that a folder has none', async () => {
    const { err, status } = await check('empty');
    expect(status).toBe(2);
    expect(err).toContain('The folder empty has no .tlp files.');
  });

  it('is what `tlp format` takes too', async () => {
    const { out } = await tlp(['format', '--check', 'set'], { cwd });
    expect(out.trim().split('\n')).toEqual(
      [path.join('set', 'a.tlp'), path.join('set', 'deep', 'b.tlp')].map((file) => `would format ${file}`),
    );
  });
});

describe('tlp check', () => {
  it('looks at the names in the data folder', async () => {
    expect((await json('flowers.tlp')).diagnostics).toMatchObject([
      { code: 'TLP371', message: '`rose` has 10 times as many images as `tulip`.', line: 3 },
    ]);
  });

  it('warns of a folder that is not there, and says which was meant', async () => {
    const { status, out } = await check('far.tlp');
    expect(status).toBe(0);
    expect(out).toContain('Did you mean `photos`?');
  });

  it('tells apart what a comment suppresses', async () => {
    const { diagnostics, suppressed } = await json('quiet.tlp');
    expect(diagnostics).toEqual([]);
    expect(suppressed).toMatchObject([{ code: 'TLP371', reason: 'as in the field', line: 4 }]);
    expect((await check('quiet.tlp')).out).toBe('1 file checked: 0 errors, 0 warnings, 1 suppressed.\n');
    const { runs } = JSON.parse((await check('quiet.tlp', '--format', 'sarif')).out);
    expect(runs[0].results).toMatchObject([
      { ruleId: 'TLP371', suppressions: [{ kind: 'inSource', justification: 'as in the field' }] },
    ]);
  });

  it('gives the quick fix of the editor as a fix of SARIF', async () => {
    const { runs } = JSON.parse((await check('misspelt.tlp', '--format', 'sarif')).out);
    expect(runs[0].results[0].fixes[0]).toMatchObject({
      description: { text: 'Write `batch`' },
      artifactChanges: [
        {
          artifactLocation: { uri: 'misspelt.tlp' },
          replacements: [
            {
              deletedRegion: { startLine: 4, startColumn: 5, endLine: 4, endColumn: 9 },
              insertedContent: { text: 'batch' },
            },
          ],
        },
      ],
    });
  });
});
