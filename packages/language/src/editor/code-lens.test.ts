import { expect, test } from 'vitest';
import { codeLens } from './code-lens.js';
import { sceneOf, type TestOptions } from './testing.js';

const commands = ['tlp.run', 'tlp.plan', 'tlp.previewBackbone', 'tlp.findRate', 'tlp.showReferences'];

function lenses(text: string, options: TestOptions = { client: { commands } }): readonly string[] {
  const scene = sceneOf(text, options);
  return codeLens
    .answer(scene, scene.params)
    .map(({ range, command }) => `${range.start.line} ${command?.title}`);
}

const text = `let rate = 1e-3
abstract pipeline base {
  backbone mobilenet_v2
}
pipeline one extends base {
  schedule {
    phase head { freeze: all epochs: 3 learning_rate: rate }
  }
}
pipeline two extends base { }
`;

test('pipelines can be run, planned and seen; names say how often they are read', () => {
  expect(lenses(text)).toMatchInlineSnapshot(`
    [
      "0 1 reference",
      "1 Preview",
      "1 2 references",
      "4 Run",
      "4 Plan",
      "4 Preview",
      "6 Freeze cut",
      "6 Find a learning rate",
      "9 Run",
      "9 Plan",
      "9 Preview",
    ]
  `);
});

test('commands are told the text, the pipeline and the phase', () => {
  const scene = sceneOf(text, { client: { commands } });
  const found = codeLens.answer(scene, scene.params).map(({ command }) => command!);
  for (const asked of ['Freeze cut', 'Find a learning rate']) {
    const { arguments: told } = found.find(({ title }) => title === asked)!;
    expect(told).toEqual([scene.snapshot.uri, 'one', 'head']);
  }
  expect(found.find(({ title }) => title === '1 reference')?.arguments).toEqual([
    scene.snapshot.uri,
    { line: 0, character: 4 },
    [
      {
        uri: scene.snapshot.uri,
        range: { start: { line: 6, character: 54 }, end: { line: 6, character: 58 } },
      },
    ],
  ]);
});

test('a phase that is solved has no learning rate to find', () => {
  const solved = text.replace('epochs: 3 learning_rate: rate', 'solve: logistic');
  expect(lenses(solved)).toContain('6 Freeze cut');
  expect(lenses(solved)).not.toContain('6 Find a learning rate');
});

test('references in files that import the text count', () => {
  const others = { 'file:///work/other.tlp': 'import "test.tlp"\npipeline three extends base { }' };
  expect(lenses(text, { others, client: { commands } })).toContain('1 3 references');
});

test('a client without our commands is shown nothing', () => {
  expect(lenses(text, {})).toEqual([]);
});

test('settings switch them off', () => {
  const settings = { codeLens: { run: false, lastRun: true, references: true } };
  expect(lenses(text, { settings, client: { commands } })).toEqual(['0 1 reference', '1 2 references']);
});

test.each(['pipeline', 'pipeline p {', 'let', 'let x =', 'abstract pipeline {'])(
  '%j is no trouble',
  (broken) => {
    expect(() => lenses(broken)).not.toThrow();
  },
);
