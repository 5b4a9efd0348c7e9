/**
 * `measure NAME`, with `TLP_GOLDENS`: how far a backbone of ours lies from its reference, as one line of JSON. The reference's
 * numbers are a golden of `tools/goldens/backbones.py`; both networks have the weights that a formula gives them.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { preprocessingFor } from '@tlp/language/backbones/preprocessing.js';
import { isPretrained } from '@tlp/language/graph/parameters.js';
import { elementCount, ofExample, showShape } from '@tlp/language/graph/shape.js';
import { nodesByName, typeOf } from '@tlp/language/graph/walk.js';
import type { ImageBackbone } from '@tlp/language/modalities/images/preprocessing.js';
import { createInferenceEngine } from '@tlp/runtime/engines/create-inference-engine.js';
import { norm, relativeError } from '@tlp/runtime/testing/compare.js';
import { sample } from '@tlp/runtime/testing/formula.js';
import type { BatchNormMode, Steps } from '@tlp/runtime/testing/goldens.js';
import {
  type ReferenceNetwork,
  referencedBackbone,
  referenceNetwork,
} from '@tlp/runtime/testing/reference-network.js';
import { gradientsOf, threeSteps } from '@tlp/runtime/testing/training-numbers.js';
import { publishedScaling, scalingError, scalingOf } from '../catalogue/preprocessing.js';
import { published } from '../catalogue/published.js';
import type { ParityRow } from './row.js';

/** The largest relative error of a block's values, and the features' shape in both. */
async function features({ golden, graph, weights, feeds }: ReferenceNetwork) {
  const blocks = graph.blocks.filter(({ name }) => name in golden.blocks);
  const outputs = blocks.map(({ output }) => output);
  const engine = await createInferenceEngine({ ...graph, outputs }, weights, { engine: 'onnx' });
  const values = await engine.run({ image: feeds.image! });
  await engine.dispose();
  const errors = blocks.map(({ name }, i) => {
    const { sample: expected } = golden.blocks[name]!;
    return relativeError(sample(values[i]!, expected.length), expected);
  });
  const shape = showShape(ofExample(typeOf(nodesByName(graph), outputs.at(-1)!).shape));
  const expectedShape = showShape(Object.values(golden.blocks).at(-1)!.shape);
  return { features: Math.max(...errors), shape, expectedShape };
}

/** The relative errors of the loss and of the gradients' norms, each beside the norm of all. */
async function gradients(network: ReferenceNetwork, mode: BatchNormMode) {
  const expected = network.golden.gradients[mode];
  if (!expected) return { loss: null, gradients: null };
  const found = await gradientsOf(network, mode);
  const all = norm(Object.values(expected.norms));
  const gaps = [...found.gradients].map(
    ([parameter, gradient]) => norm(gradient) - expected.norms[network.tensorOf(parameter)]!,
  );
  return { loss: Math.abs(found.loss / expected.loss - 1), gradients: norm(gaps) / all };
}

/** The error of the weights after the steps, relative to what the steps changed. */
async function steps(network: ReferenceNetwork, wanted: Steps | undefined): Promise<number | null> {
  if (!wanted) return null;
  const { after } = await threeSteps(network, wanted);
  const parameterOf = new Map(network.graph.parameters.map((p) => [network.tensorOf(p.name), p.name]));
  const [gap, change] = [[], []] as [number[], number[]];
  for (const [tensor, values] of Object.entries(wanted.after)) {
    const parameter = parameterOf.get(tensor)!;
    const [before, now] = [network.weights, after].map((of) => sample(of.get(parameter)!, values.length));
    values.forEach((value, i) => {
      gap.push(now![i]! - value);
      change.push(value - before![i]!);
    });
  }
  return norm(gap) / norm(change);
}

/** The largest difference of a value that the network is fed with, over the sources that a package says something of. */
function preprocessing(backbone: ImageBackbone): number | null {
  const errors = backbone.sources.flatMap((source) => {
    const urls = source.origins.flatMap((origin) => (origin.kind === 'url' ? [origin.url] : []));
    const stated = published.find(({ url }) => urls.includes(url));
    const scaling = stated && publishedScaling(stated);
    return scaling ? [scalingError(scalingOf(preprocessingFor(backbone, { source })), scaling)] : [];
  });
  return errors.length === 0 ? null : Math.max(...errors);
}

/** What trains in the reference, without the classifier: by the names and shapes of its tensors. */
function referenceParameters(file: string, backbone: ImageBackbone, { graph }: ReferenceNetwork): number {
  const { layouts, classifier, unread } = backbone;
  const shapes: Readonly<Record<string, readonly number[]>> = JSON.parse(
    readFileSync(path.join(process.env.TLP_GOLDENS ?? '', 'layouts', `${file}.json`), 'utf8'),
  );
  const last = classifier ? [classifier.kernel, classifier.bias] : [];
  const others = new Set(last.map((parameter) => layouts[0]!.locate(parameter).tensor));
  // Of the top, what the backbone keeps counts.
  const kept = new Set(
    graph.parameters.filter(isPretrained).map(({ name }) => layouts[0]!.locate(name).tensor),
  );
  const counted = Object.entries(shapes).filter(
    ([tensor]) =>
      !others.has(tensor) &&
      (kept.has(tensor) || !unread?.(tensor)) &&
      !/(running|moving)_(mean|var|variance)$/.test(tensor),
  );
  return counted.reduce((sum, [, shape]) => sum + elementCount(shape), 0);
}

const [name = ''] = process.argv.slice(2);
const backbone = referencedBackbone(name) as ImageBackbone | undefined;
if (!backbone) throw new Error(`There is no backbone ${name}.`);
const network = referenceNetwork(name);
const { golden } = network;
const descent = golden.steps.find(
  ({ batchNorm, optimizer }) => batchNorm === 'frozen' && optimizer.kind === 'sgd',
);
const row: ParityRow = {
  name,
  family: backbone.family,
  reference: backbone.reference,
  parameters: backbone.parameters,
  expectedParameters: referenceParameters(name, backbone, network) - (golden.constants ?? 0),
  size: golden.size,
  ...(await features(network)),
  preprocessing: preprocessing(backbone),
  ...(await gradients(network, 'frozen')),
  steps: await steps(network, descent),
};
process.stdout.write(`${JSON.stringify(row)}\n`);
