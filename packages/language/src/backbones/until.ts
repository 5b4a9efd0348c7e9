/** A backbone that ends before its last block: `until: layer4`. What comes after that block is not part of the network. */
import { GraphBuilder } from '../graph/builder.js';
import { isTrainable } from '../graph/parameters.js';
import type { Graph, Ref } from '../graph/types.js';
import { nodesByName, parameterCount, prune, typeOf } from '../graph/walk.js';
import { buildBackbone } from './build.js';
import type { Backbone, BackboneValues } from './card.js';

/** Cards are told apart by identity, so that a graph is built once. */
const derived = new WeakMap<Backbone, Map<string, Backbone>>();

/** The card itself where the block is its last, or none of its blocks; a mistake in the name is told where it is read. */
export function endingAt(card: Backbone, block: string | undefined): Backbone {
  if (block === undefined) return card;
  const known = derived.get(card) ?? new Map<string, Backbone>();
  derived.set(card, known);
  const found = known.get(block) ?? ended(card, block);
  known.set(block, found);
  return found;
}

function ended(card: Backbone, until: string): Backbone {
  const whole = buildBackbone(card);
  const last = whole.blocks.find(({ name }) => name === until);
  if (!last || last === whole.blocks.at(-1)) return card;
  const { tokens, pooled, rateParts, ...rest } = withoutAnswers(card);
  const given = pooled ?? tokens;
  const form = pooled ? 'batch,tokens' : formOf(whole, whole.outputs[0]!);
  const graph = prune({ ...whole, outputs: [last.output] });
  const blocks = new Set(graph.blocks.map(({ name }) => name));
  return {
    ...rest,
    until,
    wholeOf: card,
    parameters: parameterCount(graph.parameters.filter(isTrainable)),
    // What a block before the tokens gives is a map.
    ...(given && formOf(whole, last.output) === form ? { tokens: given } : {}),
    ...(rateParts ? { rateParts: rateParts.filter((name) => blocks.has(name)) } : {}),
    build: (b, inputs) => valuesAt(card, until, b, inputs),
  };
}

/** What reads the features of the last block is for those alone. */
function withoutAnswers(card: Backbone): Backbone {
  const { classifier: _, decoders: __, continuation: ___, top: ____, normalized: _____, ...rest } = card;
  return rest;
}

/** Its first two dimensions: `batch,tokens`, or of a map `batch,H`. */
const formOf = (whole: Graph, output: Ref): string =>
  `${typeOf(nodesByName(whole), output).shape.slice(0, 2)}`;

/** Built apart, so that nothing of the later blocks remains. */
function valuesAt(
  card: Backbone,
  until: string,
  b: GraphBuilder,
  inputs: Readonly<Record<string, Ref>>,
): BackboneValues {
  const apart = new GraphBuilder();
  const own = Object.entries(inputs).map(([name, ref]) => [name, apart.input(name, b.type(ref))] as const);
  const { mask } = card.build(apart, Object.fromEntries(own));
  const whole = apart.finish([]);
  const { output } = whole.blocks.find(({ name }) => name === until)!;
  const outputs = mask === undefined ? [output] : [output, mask];
  const [features, kept] = b.graft(prune({ ...whole, outputs }), inputs);
  return { features: features!, ...(kept === undefined ? {} : { mask: kept }) };
}
