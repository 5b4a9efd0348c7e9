import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { float32 } from '@tlp/language/graph/shape.js';
import { expect, it } from 'vitest';
import { loadTensorFlow } from '../../native/load.js';
import { TensorFlowEmitter } from './emitter.js';
import { type Signature, tag, writeSavedModel } from './saved-model.js';
import { TensorFlowVariables } from './variables.js';

const newFolder = () => mkdtemp(path.join(tmpdir(), 'tlp-saved-model-'));

/** A variable that `init` sets, `count` raises by a feed, and `read` gives. */
function counter() {
  const emitter = new TensorFlowEmitter();
  const variables = new TensorFlowVariables(emitter);
  variables.add('counter', [2]);
  const step = emitter.placeholder('step', float32('batch'));
  const done = emitter.float('Identity', 'done', [step, `^${variables.assignAdd('counter', step, 'count')}`]);
  const count: Signature = {
    inputs: { step: { tensor: step, dtype: 'float32', shape: ['batch'] } },
    outputs: { done: { tensor: done, dtype: 'float32', shape: [] } },
  };
  const signatures = { init: variables.initSignature(), count, read: variables.readSignature() };
  return { nodes: emitter.nodes, signatures };
}

it('is read by TensorFlow; signatures share their variables', async () => {
  const tf = await loadTensorFlow();
  const folder = await newFolder();
  const { nodes, signatures } = counter();
  await writeSavedModel(folder, nodes, signatures);
  const load = (name: string) => tf.node.loadSavedModel(folder, [tag], name);
  const [init, count, read] = [await load('init'), await load('count'), await load('read')];

  init.predict({ counter: tf.tensor1d([1, 10]) });
  count.predict({ step: tf.tensor1d([1, 2]) });
  count.predict({ step: tf.tensor1d([1, 2]) });
  const { counter: value } = read.predict({}) as Record<string, import('@tensorflow/tfjs').Tensor>;
  expect([...value!.dataSync()]).toEqual([3, 14]);
  for (const model of [init, count, read]) model.dispose();
});

it('is the same bytes for the same graph', async () => {
  const folders = [await newFolder(), await newFolder()];
  for (const folder of folders) {
    const { nodes, signatures } = counter();
    await writeSavedModel(folder, nodes, signatures);
  }
  const [first, second] = await Promise.all(folders.map((f) => readFile(path.join(f, 'saved_model.pb'))));
  expect(first!.equals(second!)).toBe(true);
});

it('gives nodes names that TensorFlow takes, each once, and equal constants one node', () => {
  const emitter = new TensorFlowEmitter();
  expect([1, 2].map(() => emitter.node('NoOp', 'a:b c', []))).toEqual(['a_b_c', 'a_b_c_1']);
  expect(emitter.ints(1, 2)).toBe(emitter.ints(1, 2));
  expect(emitter.ints(1)).not.toBe(emitter.scalar(1, 'int32'));
});
