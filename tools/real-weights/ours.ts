/**
 * `ours CASE FILE FOLDER`, the case as JSON: what we answer to the photos of a folder. Writes `inputs.npy` and `ours.npy` into the
 * working folder; the answers are logits where the case names a dense layer of the file, else the pooled features.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildBackbone } from '@tlp/language/backbones/build.js';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { reduceMean } from '@tlp/language/graph/ops/tensor.js';
import type { Preprocessing } from '@tlp/language/modalities/images/preprocessing.js';
import { npyHeader, npyRow } from '@tlp/runtime/cli/npy.js';
import { createInferenceEngine } from '@tlp/runtime/engines/create-inference-engine.js';
import { createNormalize } from '@tlp/runtime/modalities/images/normalize.js';
import { decodeImage } from '@tlp/runtime/modalities/images/read-image.js';
import { loadBackboneWeights } from '@tlp/runtime/weights/load.js';
import { openWeightFile } from '@tlp/runtime/weights/open.js';

interface Case {
  readonly backbone: string;
  /** The backbone's native size where it is left out. */
  readonly size?: number;
  readonly head?: { readonly kernel: string; readonly bias: string; readonly transposed: boolean };
}

const most = 24;

const writeNpy = (file: string, values: Float32Array, shape: readonly number[]): void =>
  writeFileSync(file, Buffer.concat([npyHeader(shape), npyRow(values)]));

const [text = '', file = '', folder = ''] = process.argv.slice(2);
const { backbone: name, size: wanted, head }: Case = JSON.parse(text);
const backbone = findBackbone(name);
if (!backbone) throw new Error(`There is no backbone ${name}.`);
const size = wanted ?? backbone.inputSize.native;
const whole = buildBackbone(backbone, size);
const b = GraphBuilder.from(whole);
const graph = b.finish([b.apply(reduceMean, whole.outputs, { axes: [1, 2], keepDims: false })]);
const { weights, preprocessing } = await loadBackboneWeights(backbone, whole, { kind: 'file', path: file });
const { interpolation } = preprocessing as Preprocessing;
const photos = readdirSync(folder)
  .filter((photo) => /\.(jpe?g|png)$/i.test(photo))
  .sort()
  .slice(0, most);
const inputs = new Float32Array(photos.length * size * size * 3);
const normalize = createNormalize(preprocessing as Preprocessing);
for (const [i, photo] of photos.entries()) {
  const pixels = await decodeImage(
    { path: path.join(folder, photo) },
    { size, resize: 'stretch', interpolation },
  );
  normalize(pixels, inputs, i * size * size * 3);
}
const engine = await createInferenceEngine(graph, weights, { engine: 'auto' });
const [features] = await engine.run({ image: { data: inputs, shape: [photos.length, size, size, 3] } });
await engine.dispose();
const width = features!.length / photos.length;

/** `[N,width]` times the dense layer's kernel, plus its bias. */
async function logits({ kernel, bias, transposed }: NonNullable<Case['head']>): Promise<Float32Array> {
  const opened = await openWeightFile(file);
  const [k, add] = [(await opened.read(kernel)).data, (await opened.read(bias)).data];
  await opened.close();
  const classes = add.length;
  return Float32Array.from({ length: photos.length * classes }, (_, at) => {
    const [row, c] = [Math.floor(at / classes), at % classes];
    let sum = add[c]!;
    for (let i = 0; i < width; i++) {
      sum += features![row * width + i]! * k[transposed ? c * width + i : i * classes + c]!;
    }
    return sum;
  });
}

const answers = head ? await logits(head) : features!;
writeNpy('inputs.npy', inputs, [photos.length, size, size, 3]);
writeNpy('ours.npy', answers, [photos.length, answers.length / photos.length]);
