import type { Backbone } from '../../backbones/card.js';
import type { Graph } from '../../graph/types.js';
import type { Scene } from '../feature.js';
import { percentage, rounded } from '../quantities.js';
import { Group, Kind, type Offer } from './offer.js';

/** The catalogue, each backbone with its size, its native input and how good it is. */
export function backboneOffers(scene: Scene): readonly Offer[] {
  const { Builtin } = scene.snapshot.services.backbones;
  return Builtin.catalogue.map((backbone) => {
    const { name, title, family, paper, inputSize, sources } = backbone;
    const { native, minimum } = inputSize;
    const weights = sources.map((source) => `\`${source.name}\``).join(', ');
    return {
      label: name,
      kind: Kind.Class,
      group: Group.Usual,
      detail: summary(backbone, Builtin.graph(backbone)),
      doc:
        `**${title}** (${family}). ${paper}\n\n` +
        `Input: ${native}px, at least ${minimum}px. Weights: ${weights || 'none published'}.`,
    };
  });
}

function summary({ inputSize, sources }: Backbone, graph: Graph): string {
  const parameters = sum(parameterCounts(graph).values());
  const top1 = sources[0]?.top1;
  const parts = [`${rounded(parameters)} parameters`, `${inputSize.native}px`];
  return [...parts, ...(top1 === undefined ? [] : [`${percentage(top1)} top-1`])].join(', ');
}

const counts = new WeakMap<Graph, ReadonlyMap<string, number>>();

/** How many numbers each block's parameters hold, counted once a graph. */
export function parameterCounts(graph: Graph): ReadonlyMap<string, number> {
  const known = counts.get(graph);
  if (known) return known;
  const found = new Map<string, number>();
  for (const { block, shape } of graph.parameters) {
    found.set(block, (found.get(block) ?? 0) + shape.reduce((product, size) => product * size, 1));
  }
  counts.set(graph, found);
  return found;
}

export const sum = (numbers: Iterable<number>): number => [...numbers].reduce((a, b) => a + b, 0);
