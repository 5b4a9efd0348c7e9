/** Forward passes of a frozen backbone by one of our engines, batch-norm folded, on a batch that stays the same. */
import { buildBackbone } from '@tlp/language/backbones/build.js';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { createInferenceEngine } from '@tlp/runtime/engines/create-inference-engine.js';
import { initializeParameters, noise, readOptions, report, throughput } from './ours.js';

const options = readOptions('model', 'size', 'batch', 'steps', 'engine');
const [size, batch, steps] = [options.size, options.batch, options.steps].map(Number) as [
  number,
  number,
  number,
];
const graph = buildBackbone(findBackbone(options.model)!, size);
const engine = await createInferenceEngine(graph, initializeParameters(graph.parameters, 1), {
  engine: options.engine as 'onnx' | 'tensorflow',
});
const image = { data: noise(batch * size * size * 3), shape: [batch, size, size, 3] };
const value = await throughput(batch, steps, () => engine.run({ image }));
await engine.dispose();
report(value);
