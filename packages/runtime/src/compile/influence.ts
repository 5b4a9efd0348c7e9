/**
 * How much each place of a value inside a network speaks for what the network says. By `product`, gradient × input: the gradient of one of
 * the logits by the value, times the value, summed over its width. Shrikumar et al. 2016, arXiv:1605.01713; captum's
 * `LayerGradientXActivation`. By `channels`, Grad-CAM: the same with the mean of the gradient over all places. Selvaraju et al. 2017,
 * arXiv:1610.02391; captum's `LayerGradCam`, before it drops what is below 0. Signs are kept: what is above 0 raised the logit.
 */
import type * as tfjs from '@tensorflow/tfjs';
import { GraphBuilder } from '@tlp/language/graph/builder.js';
import { inferenceForm } from '@tlp/language/graph/cut.js';
import { mul } from '@tlp/language/graph/ops/elementwise.js';
import { reduceMean, reduceSum } from '@tlp/language/graph/ops/tensor.js';
import type { Graph, Ref } from '@tlp/language/graph/types.js';
import { type TrainingLibrary, trainingLibrary } from '../engines/libraries.js';
import { evaluate } from '../engines/portable/evaluate.js';
import { feedTensors, parameterTensors } from '../engines/portable/tensors.js';
import { createTensorFlowInference } from '../engines/tensorflow/inference.js';
import type { Batch, Feeds } from '../engines/types.js';
import type { Weights } from '../weights/tensors.js';
import { forTensorFlow } from './for-tensorflow.js';
import { differentiate } from './gradients.js';

export interface Influence {
  /** @param chosen `[N, outputs]`: 1 at the logit that is asked about, 0 elsewhere */
  run(feeds: Feeds, chosen: Batch): Promise<Influences>;
  dispose(): Promise<void>;
}

export interface Influences {
  /** `[N, outputs]`. */
  readonly logits: Float32Array;
  /** `[N, places]`. */
  readonly scores: Float32Array;
}

/**
 * @param network `inputs -> logits`, dropout and all
 * @param at the value inside it, `[batch, places…, width]`: the output of a node
 */
export async function createInfluence(
  network: Graph,
  weights: Weights,
  { at, by = 'product', engine }: InfluenceOptions,
): Promise<Influence> {
  // As an output, the value is followed through what rewriting puts in its place.
  const asked = { ...network, outputs: [network.outputs[0]!, at] };
  const graph = withChosen(forTensorFlow(inferenceForm(asked)));
  const library = await trainingLibrary(engine);
  return library.name === 'tensorflow'
    ? onTensorFlow(library, { ...graph, by }, weights)
    : onPortable(library, { ...graph, by }, weights);
}

interface InfluenceOptions {
  readonly at: Ref;
  readonly by?: 'product' | 'channels';
  readonly engine: 'auto' | 'tensorflow' | 'portable';
}

const chosenInput = 'chosen';

interface Asked {
  readonly graph: Graph;
  /** Of all examples together: those of a batch have nothing to do with each other. */
  readonly chosenLogit: Ref;
  readonly logits: Ref;
  readonly at: Ref;
  readonly by: 'product' | 'channels';
}

function withChosen(graph: Graph): Omit<Asked, 'by'> {
  const b = GraphBuilder.from(graph);
  const [logits, at] = graph.outputs as [Ref, Ref];
  const chosen = b.input(chosenInput, b.type(logits));
  const kept = b.apply(mul, [logits, chosen], {}, 'chosen/kept');
  const chosenLogit = b.apply(reduceSum, [kept], { axes: [0, 1], keepDims: false }, 'chosen/logit');
  return { graph: b.finish([chosenLogit, logits]), chosenLogit, logits, at };
}

async function onTensorFlow(
  { tf }: Extract<TrainingLibrary, { readonly name: 'tensorflow' }>,
  { graph, chosenLogit, logits, at, by }: Asked,
  weights: Weights,
): Promise<Influence> {
  const { graph: both, gradients } = differentiate(graph, chosenLogit, [at]);
  const b = GraphBuilder.from(both);
  const { places, width } = axesOf(b.type(at).shape.length);
  const each = gradients.get(at)!;
  const slope =
    by === 'product'
      ? each
      : b.apply(reduceMean, [each], { axes: places, keepDims: true }, 'influence/channels');
  const product = b.apply(mul, [at, slope], {}, 'influence/product');
  const scores = b.apply(reduceSum, [product], { axes: [width], keepDims: false }, 'influence/scores');
  const engine = await createTensorFlowInference(tf, b.finish([scores, logits]), weights);
  return {
    async run(feeds, chosen) {
      const [ofPlaces, ofOutputs] = await engine.run({ ...feeds, [chosenInput]: chosen });
      return { scores: ofPlaces!, logits: ofOutputs! };
    },
    dispose: () => engine.dispose(),
  };
}

/** Of a value `[batch, places…, width]`. */
const axesOf = (rank: number): { readonly places: number[]; readonly width: number } => ({
  places: Array.from({ length: rank - 2 }, (_, i) => i + 1),
  width: rank - 1,
});

/** tfjs differentiates by itself. */
function onPortable(
  { tf }: Extract<TrainingLibrary, { readonly name: 'portable' }>,
  { graph, chosenLogit, logits, at, by }: Asked,
  weights: Weights,
): Influence {
  const parameters = parameterTensors(tf, graph.parameters, weights);
  return {
    async run(feeds, chosen) {
      const [scores, ofOutputs] = tf.tidy(() => {
        const given = { ...parameters, ...feedTensors(tf, { ...feeds, [chosenInput]: chosen }) };
        const [value, all] = evaluate(tf, graph, given, [at, logits]);
        const raised = (x: tfjs.Tensor): tfjs.Scalar =>
          evaluate(tf, graph, { ...given, [at]: x }, [chosenLogit])[0]!.asScalar();
        const { places, width } = axesOf(value!.rank);
        // No logit is asked about where only the logits are: the way back, which takes as long again, would give zeros.
        const isAsked = chosen.data.some((share) => share !== 0);
        const each = isAsked ? tf.grad(raised)(value!) : tf.zerosLike(value!);
        const slope = by === 'product' ? each : tf.mean(each, places, true);
        return [tf.sum(tf.mul(value!, slope), width), all!];
      });
      const read = {
        scores: Float32Array.from(await scores!.data()),
        logits: Float32Array.from(await ofOutputs!.data()),
      };
      tf.dispose([scores!, ofOutputs!]);
      return read;
    },
    async dispose() {
      tf.dispose(parameters);
    },
  };
}
