import { expect, test } from 'vitest';
import { tinyModel } from '../checks/backbone/tiny-model.js';
import { bytesSource } from '../protobuf/source.js';
import { codeActions } from './code-actions.js';
import { accepted, labelsAt } from './completion/testing.js';
import type { EditorFiles } from './files.js';
import { noFiles } from './files.js';
import { hover } from './hover.js';
import { sceneOf } from './testing.js';

/** A folder with a model of two convolutions. */
const filesWith = (model: string): EditorFiles => ({
  ...noFiles,
  complete: true,
  open: (uri) => (uri.endsWith('/model.json') ? bytesSource(new TextEncoder().encode(model)) : undefined),
  stamp: (uri) => (uri.endsWith('/model.json') ? model : undefined),
  list: () => [{ name: 'model.json', folder: false }],
});
const files = filesWith(tinyModel);

const pipeline = (backbone: string, freeze = 'all') =>
  `pipeline a {\n  backbone ${backbone}\n  schedule {\n    phase b {\n      freeze: ${freeze}\n    }\n  }\n}\n`;
const model = 'tfjs("model.json") {\n    preprocessing: tf\n  }';

test('the blocks of an imported network are offered, and known', () => {
  expect(labelsAt(pipeline(model, '..$0'), { files })).toEqual(['conv1', 'conv2']);
  const codes = (freeze: string) =>
    sceneOf(pipeline(model, freeze), { files }).snapshot.analysis.diagnostics.map(({ code }) => code);
  expect(codes('..conv1')).not.toContain('TLP210');
  expect(codes('..conv3')).not.toEqual(codes('..conv1'));
});

test('a format is offered where a backbone is named, and its files where a path is', () => {
  expect(labelsAt(pipeline('$0'))).toEqual(expect.arrayContaining(['onnx', 'tfjs', 'resnet18']));
  expect(labelsAt(pipeline('tfjs("$0")'), { files })).toEqual(['model.json']);
  expect(accepted(pipeline('tf$0'), 'tfjs')).toContain('backbone tfjs(');
});

test('hover tells what the network is and where its classifier was cut off', () => {
  const scene = sceneOf(pipeline(`$0${model}`), { files });
  const { contents } = hover.answer(scene, scene.params)!;
  const text = JSON.stringify(contents);
  expect(text).toContain('The model has no classifier.');
  expect(text).toContain('2: `conv1` `conv2`');
});

test('a block that is named leads to where it is declared', () => {
  const { snapshot } = sceneOf(pipeline(model, '..conv1'), { files });
  const phase = snapshot.document.parseResult.value.pipelines[0]!.schedules[0]!.phases[0]!;
  const [freeze] = phase.properties;
  const item = freeze?.$type === 'FreezeProperty' ? freeze.value.items[0] : undefined;
  const block = item?.$type === 'BlockRange' ? item.to?.ref : undefined;
  expect([block?.name, block?.$container.blocks.length]).toEqual(['conv1', 2]);
});

test('a network without its preprocessing is offered the usual ones', () => {
  const scene = sceneOf(pipeline('$0tfjs("model.json")'), { files });
  const [missing] = scene.snapshot.analysis.diagnostics.filter(({ code }) => code === 'TLP211');
  expect(missing?.message).toContain('model.json');
  const range = { start: scene.position, end: scene.position };
  const actions = codeActions.answer(scene, { ...scene.params, range, context: { diagnostics: [] } });
  expect(JSON.stringify(actions)).toContain('preprocessing: torch');
});

test('a model that is changed on disk is read anew', () => {
  let current = tinyModel;
  const changing: EditorFiles = {
    ...filesWith(''),
    open: () => bytesSource(new TextEncoder().encode(current)),
    stamp: () => current,
  };
  const { workspace } = sceneOf(pipeline(model, '..conv9'), { files: changing });
  const uri = 'file:///work/test.tlp';
  const broken = () =>
    workspace.snapshot(uri)!.analysis.diagnostics.some(({ message }) => message.includes('conv9'));
  expect(broken()).toBe(true);
  current = tinyModel.replaceAll('conv2', 'conv9');
  workspace.changed(['file:///work/model.json']);
  expect(broken()).toBe(false);
});
