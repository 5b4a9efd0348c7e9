/** A weight file of a format that only the runtime reads, for another backbone: told in the editor and by `tlp check`. */
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { resnet18 } from '@tlp/language/backbones/resnet.js';
import { codeActions } from '@tlp/language/editor/code-actions.js';
import { fileDiagnostics } from '@tlp/language/editor/file-diagnostics.js';
import { sceneOf } from '@tlp/language/editor/testing.js';
import { safetensorsText, shapesOf } from '@tlp/language/weights/example.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tlp } from '../cli/testing.fixture.js';
import { nodeFiles } from './node-files.js';

let cwd: string;
const pipeline = (weights: string) => `pipeline p {
  backbone resnet50 {
    weights: ${weights}
  }
  data images("photos")
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

/** A model of ResNet-18 in a folder, its values all zero and not even on the disk. */
beforeAll(async () => {
  cwd = await mkdtemp(path.join(os.tmpdir(), 'tlp-misfit-'));
  const folder = path.join(cwd, 'model');
  await mkdir(folder);
  const shapes = shapesOf(resnet18);
  const header = safetensorsText(shapes);
  const values = Object.values(shapes).reduce((sum, shape) => sum + shape.reduce((n, d) => n * d, 4), 0);
  await writeFile(path.join(folder, 'part.safetensors'), header, 'latin1');
  await truncate(path.join(folder, 'part.safetensors'), header.length + values);
  const weight_map = Object.fromEntries(Object.keys(shapes).map((name) => [name, 'part.safetensors']));
  await writeFile(path.join(folder, 'model.safetensors.index.json'), JSON.stringify({ weight_map }));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

test('the editor underlines it once it is read, with the backbone that it fits', async () => {
  const arrived: string[] = [];
  const files = nodeFiles(Date.now, (uris) => arrived.push(...uris));
  const scene = sceneOf(pipeline('fi$0le("model")'), {
    files,
    uri: pathToFileURL(path.join(cwd, 'p.tlp')).href,
  });
  const codes = () =>
    fileDiagnostics(scene.snapshot, scene)
      .diagnostics.map(({ code }) => code)
      .filter((code) => code.startsWith('TLP2'));
  expect(codes()).toEqual([]);
  await files.arriving?.();
  expect(arrived).toEqual([pathToFileURL(path.join(cwd, 'model')).href]);
  expect(codes()).toEqual(['TLP255']);
  const { textDocument, position } = scene.params;
  const actions = codeActions.answer(scene, {
    textDocument,
    range: { start: position, end: position },
    context: { diagnostics: [], only: ['quickfix'] },
  });
  expect(actions[0]?.title).toBe('Write `backbone resnet18`');
});

test.each(['file("model")', 'file("model/model.safetensors.index.json")'])(
  'tlp check tells it of %s',
  async (weights) => {
    await writeFile(path.join(cwd, 'p.tlp'), pipeline(weights));
    const { status, out } = await tlp(['check', 'p.tlp'], { cwd });
    expect(status).toBe(1);
    expect(out).toContain('TLP255');
    expect(out).toContain('They fit resnet18.');
  },
);

test.each([
  ['damaged.pth', 'PK\u0003\u0004', 'TLP251'],
  ['damaged.h5', '\u0089HDF\r\n\u001a\n', 'TLP251'],
])('tlp check and the editor say of %s what a run would say', async (name, start, code) => {
  await writeFile(path.join(cwd, name), start, 'latin1');
  await writeFile(path.join(cwd, 'p.tlp'), pipeline(`file("${name}")`));
  const { status, out } = await tlp(['check', 'p.tlp'], { cwd });
  expect(status).toBe(1);
  expect(out).toContain(code);
  expect(out).toMatch(new RegExp(`weight file .*${name} is damaged.*p.tlp:3`, 's'));
});
