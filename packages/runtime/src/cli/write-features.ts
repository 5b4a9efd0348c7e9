/** The work of `tlp features`. */
import { relative, resolve } from 'node:path';
import { buildBackbone, imageInput } from '@tlp/language/backbones/build.js';
import type { Backbone } from '@tlp/language/backbones/card.js';
import { fail } from '@tlp/language/diagnostic.js';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { reduceMean } from '@tlp/language/graph/ops/tensor.js';
import type { Graph } from '@tlp/language/graph/types.js';
import { nodesByName, prune, typeOf } from '@tlp/language/graph/walk.js';
import type { BackboneChoice } from '@tlp/language/resolve/pipeline.js';
import { loadBatches } from '../data/loader.js';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import { writeAtomic } from '../files/atomic.js';
import { loadBackboneWeights } from '../weights/load.js';
import { closest } from './closest.js';
import type { Context, Status } from './command.js';
import { csvRow } from './csv.js';
import { backboneNamed, inputSizeOf } from './describe-backbone.js';
import { expandInputs } from './inputs.js';
import { npyHeader, npyRow } from './npy.js';
import { createStatusLine } from './progress.js';

export interface FeatureArguments {
  readonly backbone: string;
  readonly inputs: readonly string[];
  readonly weights?: string | undefined;
  readonly at?: string | undefined;
  readonly input?: number | undefined;
  readonly resize: 'stretch' | 'crop' | 'pad';
  readonly pool: 'average' | 'none';
  readonly to?: readonly string[] | undefined;
}

/** Images computed at once. */
const batch = 32;

interface Row {
  readonly path: string;
  readonly values: Float32Array;
}

export async function writeFeatures(args: FeatureArguments, context: Context): Promise<Status> {
  const backbone = backboneNamed(args.backbone);
  const size = inputSizeOf(backbone, args.input);
  const graph = featureGraph(backbone, size, args.at, args.pool);
  const shape = typeOf(nodesByName(graph), graph.outputs[0]!).shape.slice(1).map(Number);
  const paths = await expandInputs(args.inputs, context.cwd);
  const choice = weightsChoice(backbone, args.weights, context.cwd);
  const line = createStatusLine(context);
  const { weights } = await loadBackboneWeights(backbone, graph, choice, {
    onProgress: ({ message, done, total }) =>
      line.update(done && total ? `${message}: ${Math.round((100 * done) / total)}%` : message),
  });
  const near = (path: string) => {
    const shown = relative(context.cwd, path);
    return shown.startsWith('..') ? path : shown;
  };

  const rows = featureRows(graph, weights, backbone, size, args.resize, paths, (done) =>
    line.update(`${done} of ${paths.length} images`),
  );
  const [format, file] = args.to ?? ['csv', undefined];
  const count = shape.reduce((a, b) => a * b, 1);
  const header = csvRow(['path', ...Array.from({ length: count }, (_, i) => `f${i}`)]);
  const csv = ({ path, values }: Row) => csvRow([near(path), ...values]);
  if (file === undefined) {
    context.out.write(header);
    for await (const row of rows) context.out.write(csv(row));
  } else {
    await writeAtomic(resolve(context.cwd, file), async (handle) => {
      await handle.write(format === 'npy' ? npyHeader([paths.length, ...shape]) : Buffer.from(header));
      for await (const row of rows)
        await handle.write(format === 'npy' ? npyRow(row.values) : Buffer.from(csv(row)));
    });
  }
  line.clear();
  if (file !== undefined) {
    context.err.write(
      `${paths.length} × ${shape.join(' × ')} numbers in ${file}, images in the order given.\n`,
    );
  }
  return 0;
}

/** The backbone up to a block, and the mean over the places of its feature map where asked for. */
function featureGraph(
  backbone: Backbone,
  size: number,
  at: string | undefined,
  pool: 'average' | 'none',
): Graph {
  const whole = buildBackbone(backbone, size);
  const names = whole.blocks.map((block) => block.name);
  const block = at === undefined ? whole.blocks.at(-1) : whole.blocks.find(({ name }) => name === at);
  if (!block) {
    const near = closest(at ?? '', names);
    throw fail(
      'TLP877',
      `${backbone.name} has no block named "${at}".`,
      near ? `Did you mean ${near}?` : `Its blocks are ${names.join(', ')}.`,
      { exitCode: 2 },
    );
  }
  if (pool === 'none') return prune({ ...whole, outputs: [block.output] });
  const b = GraphBuilder.from(whole);
  return prune(b.finish([b.apply(reduceMean, [block.output], { axes: [1, 2], keepDims: false }, 'pooled')]));
}

/** `imagenet`, `random`, or a path: whatever is no name of the card and looks like a file is one. */
function weightsChoice(
  backbone: Backbone,
  written: string | undefined,
  cwd: string,
): BackboneChoice['weights'] {
  if (written === 'random') return { kind: 'random' };
  const name = written ?? backbone.sources[0]?.name ?? 'random';
  const isFile = /[/\\]|\.(pth|pt|safetensors|bin)$/.test(name);
  return isFile ? { kind: 'file', path: resolve(cwd, name) } : { kind: 'source', name };
}

async function* featureRows(
  graph: Graph,
  weights: ReadonlyMap<string, Float32Array>,
  { preprocessing }: Backbone,
  size: number,
  resize: FeatureArguments['resize'],
  paths: readonly string[],
  onProgress: (done: number) => void,
): AsyncGenerator<Row> {
  const examples = paths.map((path) => ({ path }));
  const engine = await createInferenceEngine(graph, weights, { engine: 'auto' });
  let done = 0;
  try {
    for await (const loaded of loadBatches(examples, { size, resize, preprocessing, batch })) {
      const shape = [loaded.examples.length, size, size, 3];
      const [values] = await engine.run({ [imageInput]: { data: loaded.data, shape } });
      const length = values!.length / loaded.examples.length;
      for (const [i, { path }] of loaded.examples.entries()) {
        yield { path, values: values!.subarray(i * length, (i + 1) * length) };
      }
      done += loaded.examples.length;
      onProgress(done);
    }
  } finally {
    await engine.dispose();
  }
}
