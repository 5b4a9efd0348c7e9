/** `lstm` and `gru` of a head compute and train as PyTorch's packed sequences and Keras's masks do. */
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { cutNetwork } from '@tlp/language/graph/cut.js';
import { buildHead } from '@tlp/language/graph/network.js';
import { float32, int32 } from '@tlp/language/graph/shape.js';
import type { HeadLayer, RecurrentLayer } from '@tlp/language/resolve/pipeline.js';
import { describe, it } from 'vitest';
import { createInferenceEngine } from '../engines/create-inference-engine.js';
import { crossEntropyLoss } from '../tasks/classification/loss.js';
import { closeTo } from '../testing/close-to.js';
import { formulaLabels, signed } from '../testing/formula.js';
import { readGolden } from '../testing/goldens.js';
import { targetFeeds } from '../testing/reference-network.js';
import { descent } from '../testing/training-numbers.js';
import { createTrainingEngine } from './create-training-engine.js';
import { optimizerScalars } from './optimizers/scalars.js';

type Kind = RecurrentLayer['kind'];

interface Numbers {
  /** `[batch,tokens,2·units]`, zeros where a row is filled up. */
  readonly states: readonly number[];
  /** `[batch,2·units]`. */
  readonly last: readonly number[];
  readonly gradients: Readonly<Record<string, readonly number[]>>;
  readonly losses: readonly number[];
}

const golden = readGolden<{
  readonly lengths: readonly number[];
  readonly tokens: number;
  readonly width: number;
  readonly units: number;
  readonly classes: number;
  readonly rate: number;
  readonly cells: Readonly<Record<Kind, { readonly torch: Numbers; readonly keras: Numbers }>>;
}>('heads/recurrent.json');

const { lengths, tokens, width, units, classes, rate } = golden;
const batch = lengths.length;
const places = lengths.flatMap((length) => Array.from({ length: tokens }, (_, t) => t < length));

const rows = signed('rows', batch * tokens * width, 1).map((value, i) =>
  places[Math.floor(i / width)] ? value : value + 3,
);
const fed = {
  features: { data: rows, shape: [batch, tokens, width] },
  mask: { data: Int32Array.from(places, Number), shape: [batch, tokens] },
};

const dense: HeadLayer = { kind: 'dense', units: 'classes', activation: null };

function networkOf(kind: Kind, head: readonly HeadLayer[]) {
  const b = new GraphBuilder();
  const features = b.input('features', float32('batch', 'tokens', width));
  const mask = b.input('mask', int32('batch', 'tokens'));
  const graph = b.finish([
    b.block('head', () => buildHead(b, { features, mask }, head, classes), { origin: 'fresh' }),
  ]);
  const name = (parameter: string) => parameter.replace(/^head\/(lstm\/|gru\/)?/, '');
  const weights = new Map(
    graph.parameters.map(({ name: parameter, shape }) => [
      parameter,
      signed(
        `${kind}/${name(parameter)}`,
        shape.reduce((n, d) => n * d, 1),
        0.8,
      ),
    ]),
  );
  return { graph, weights, name };
}

const both = { units, bidirectional: true } as const;

describe.each(['lstm', 'gru'] as const)('%s', (kind) => {
  const { torch, keras } = golden.cells[kind];

  it.each(['portable', 'tensorflow', 'onnx'] as const)('gives their states on %s', async (engine) => {
    for (const layer of [
      { kind, ...both },
      { kind, ...both, return: 'sequence' },
    ] as const) {
      const { graph, weights } = networkOf(kind, [layer]);
      const session = await createInferenceEngine(graph, weights, { engine });
      const [found] = await session.run(fed);
      await session.dispose();
      const part = 'return' in layer ? 'states' : 'last';
      for (const reference of [torch, keras]) closeTo(found!, reference[part], 1e-5);
    }
  });

  it.each(['portable', 'tensorflow'] as const)(
    'has their gradients and descends as they do, on %s',
    async (engine) => {
      const { graph, weights, name } = networkOf(kind, [{ kind, ...both }, dense]);
      const program = cutNetwork(graph, { frozenLayers: new Set(), batchNorm: 'frozen' });
      const phase = { optimizer: descent, clipNorm: null, accumulate: 1 };
      const trainer = await createTrainingEngine(program, {
        phase,
        weights,
        engine,
        addLoss: crossEntropyLoss,
      });
      const feeds = { ...fed, ...targetFeeds(formulaLabels(batch, classes), classes) };
      const losses: number[] = [];
      for (let step = 1; step <= torch.losses.length; step++) {
        losses.push((await trainer.train(feeds, optimizerScalars(descent, step, rate), true)).loss);
        if (step > 1) continue;
        const after = await trainer.read();
        for (const parameter of program.trained) {
          const gradient = weights
            .get(parameter)!
            .map((value, i) => (value - after.get(parameter)![i]!) / rate);
          for (const { gradients } of [torch, keras]) closeTo(gradient, gradients[name(parameter)]!, 1e-5);
        }
      }
      await trainer.dispose();
      for (const reference of [torch, keras]) closeTo(losses, reference.losses, 1e-5);
    },
  );
});
