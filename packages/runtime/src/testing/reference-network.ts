/** A backbone of formula weights under average pooling and a dense layer, as `tools/goldens` builds it. */
import type { Backbone, TensorLocation } from '@tlp/language/backbones/card.js';
import { findBackbone } from '@tlp/language/backbones/catalogue.js';
import { withChosenTop } from '@tlp/language/backbones/published-top.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import type { Graph } from '@tlp/language/graph/types.js';
import type { HeadLayer } from '@tlp/language/resolve/pipeline.js';
import type { Feeds } from '../engines/types.js';
import type { Weights } from '../weights/tensors.js';
import { shapeInFile, toGraphLayout } from '../weights/transpose.js';
import { formulaImage, formulaLabels, formulaTensor, kerasFormulaTensor } from './formula.js';
import { type BackboneGolden, backboneGolden } from './goldens.js';

export interface ReferenceNetwork extends FormulaNetwork {
  readonly golden: BackboneGolden;
}

export interface FormulaNetwork {
  /** `image -> logits`. */
  readonly graph: Graph;
  readonly weights: Weights;
  /** The name that the golden has for a parameter of the graph; `in_proj_weight/1` is a part of a tensor. */
  tensorOf(parameter: string): string;
  /** The golden's batch, as a training engine takes it. */
  readonly feeds: Feeds;
}

const headTensors: Readonly<Record<string, string>> = {
  'head/dense/kernel': 'head.weight',
  'head/dense/bias': 'head.bias',
};

/** The backbone that a reference of `tools/goldens` is for. */
export function referencedBackbone(name: string): Backbone | undefined {
  const [card = '', top] = name.split('.');
  const found = findBackbone(card);
  return found && withChosenTop(found, top === 'top' ? { top: 'published' } : {});
}

export function referenceNetwork(name: string): ReferenceNetwork {
  const golden = backboneGolden(name);
  return { golden, ...formulaNetwork(referencedBackbone(name)!, golden) };
}

/** What of a golden decides which network it is of, and what that is fed with. */
type Made = Pick<BackboneGolden, 'size' | 'batch' | 'classes' | 'pool' | 'reference' | 'layout'>;

export function formulaNetwork(backbone: Backbone, golden: Made): FormulaNetwork {
  const { size, batch, classes, pool } = golden;
  const head: readonly HeadLayer[] = [
    ...(pool === 'none' ? [] : [{ kind: 'pool', mode: pool } as const]),
    { kind: 'dense', units: 'classes', activation: null },
  ];
  const graph = buildNetwork(backbone, size, head, classes);
  const layout = backbone.layouts.find((one) => one.name === golden.layout) ?? backbone.layouts[0]!;
  const formula = 'keras' in golden.reference ? kerasFormulaTensor : formulaTensor;
  const locate = (parameter: string): TensorLocation =>
    parameter in headTensors
      ? {
          tensor: headTensors[parameter]!,
          transpose: parameter.endsWith('kernel') ? 'oi' : 'none',
        }
      : layout.locate(parameter);
  const weights = new Map(
    graph.parameters.map(({ name: parameter, shape }) => {
      const place = locate(parameter);
      const made = parameter in headTensors ? formulaTensor : formula;
      const { data } = made(place.tensor, shapeInFile(shape, place));
      return [parameter, toGraphLayout(data, shape, place)];
    }),
  );
  const feeds = {
    image: { data: formulaImage(size, batch), shape: [batch, size, size, 3] },
    ...targetFeeds(formulaLabels(batch, classes), classes),
  };
  const tensorOf = (parameter: string) => {
    const { tensor, part } = locate(parameter);
    return part ? `${tensor}/${part.index}` : tensor;
  };
  return { graph, weights, tensorOf, feeds };
}

/** `target` `[N,classes]` for labels, smoothed, and equal or given example weights. */
export function targetFeeds(
  labels: readonly number[],
  classes: number,
  options: { readonly smoothing?: number; readonly weights?: Float32Array } = {},
): Feeds {
  const { smoothing = 0, weights = new Float32Array(labels.length).fill(1) } = options;
  const target = new Float32Array(labels.length * classes).fill(smoothing / classes);
  labels.forEach((label, i) => {
    target[i * classes + label]! += 1 - smoothing;
  });
  return {
    target: { data: target, shape: [labels.length, classes] },
    example_weight: { data: weights, shape: [labels.length] },
  };
}
