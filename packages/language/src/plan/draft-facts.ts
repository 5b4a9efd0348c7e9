/**
 * What follows from a pipeline that may not be whole yet: shapes and counts of parameters, each as far as what it
 * follows from is sound. `planPipeline` says more of a whole one, and the same of what both say.
 */
import type { BuiltinBackbones } from '../grammar/builtin.js';
import { phaseNetwork } from '../graph/phase-network.js';
import { ofExample } from '../graph/shape.js';
import type { Graph } from '../graph/types.js';
import { nodesByName, typeOf } from '../graph/walk.js';
import { readableWith } from '../resolve/broken.js';
import type { Draft } from '../resolve/draft.js';
import type { Phase } from '../resolve/pipeline.js';
import { type Amount, add, parametersOf } from './amount.js';
import { type HeadStep, headSteps, type ImageShape } from './head-shapes.js';

export interface BlockFacts {
  readonly name: string;
  readonly layers: readonly string[];
  readonly parameters: number;
  /** Of one example's output; absent where the input's size is not known. */
  readonly shape?: ImageShape;
  readonly residual: boolean;
}

export interface PhaseParameters {
  readonly trained: Amount;
  readonly frozen: Amount;
}

export interface DraftFacts {
  readonly draft: Draft;
  /** The backbone's graph, at its native size where that of the input is not known. */
  readonly graph: Graph;
  readonly blocks: readonly BlockFacts[];
  /** The backbone's output for one example; absent where the input's size is not known. */
  readonly features?: ImageShape;
  /** The steps of the layers, as far as they are sound and fit. */
  readonly head: readonly HeadStep[];
  /** Every layer of the head is in `head`. */
  readonly headWhole: boolean;
}

/** True where nothing at, above or under the path was wrong. */
export const isSound = ({ broken }: Draft, path: string): boolean => readableWith(broken)(path);

const known = new WeakMap<Draft, Map<number | null, DraftFacts>>();

/** @param classes null where the data can't be seen. */
export function factsOf(draft: Draft, builtin: BuiltinBackbones, classes: number | null): DraftFacts {
  const mine = known.get(draft) ?? new Map<number | null, DraftFacts>();
  known.set(draft, mine);
  const found = mine.get(classes) ?? computeFacts(draft, builtin, classes);
  mine.set(classes, found);
  return found;
}

function computeFacts(draft: Draft, builtin: BuiltinBackbones, classes: number | null): DraftFacts {
  const { pipeline, backbone } = draft;
  const { minimum } = backbone.inputSize;
  const size = pipeline.backbone.inputSize;
  const sized =
    isSound(draft, 'backbone.input') && size >= minimum ? builtin.graph(backbone, size) : undefined;
  const graph = sized ?? builtin.graph(backbone);
  const features = sized && typeOf(nodesByName(sized), sized.outputs[0]!).shape;
  // A layer that is wrong is left out of the draft, so those after it can't be told.
  const wrong = [...draft.broken].flatMap((path) => /^head\.(\d+)/.exec(path)?.[1] ?? []).map(Number);
  const sound = pipeline.head.slice(0, Math.min(...wrong, pipeline.head.length));
  const head = features && !draft.broken.has('head') ? headSteps(features, sound, classes) : [];
  return {
    draft,
    graph,
    blocks: blockFacts(graph, sized),
    ...(features ? { features: ofExample(features) } : {}),
    head,
    headWhole: isSound(draft, 'head') && head.length === pipeline.head.length && head.length > 0,
  };
}

/** @param sized the graph at the input's size, where that is known */
export function blockFacts(graph: Graph, sized: Graph | undefined): readonly BlockFacts[] {
  const nodes = sized && nodesByName(sized);
  return graph.blocks.map((block, i) => ({
    name: block.name,
    layers: block.layers,
    parameters: parametersOf(graph.parameters.filter((p) => p.block === block.name)),
    residual: block.residual === true,
    ...(nodes ? { shape: ofExample(typeOf(nodes, sized!.blocks[i]!.output).shape) } : {}),
  }));
}

/** Of the whole network in one phase; absent where the head is not sound. */
export function phaseParameters(facts: DraftFacts, phase: Phase): PhaseParameters | undefined {
  if (!facts.headWhole) return undefined;
  const { graph, frozenLayers: frozen } = phaseNetwork(facts.graph, phase);
  const free = graph.parameters.filter(({ layer }) => !frozen.has(layer));
  const backbone = { fixed: parametersOf(free, 'trained'), perClass: 0 };
  const all = add(
    { fixed: parametersOf(graph.parameters), perClass: 0 },
    ...facts.head.map((s) => s.parameters),
  );
  const trained = add(backbone, ...facts.head.map((step) => step.trained));
  return {
    trained,
    frozen: { fixed: all.fixed - trained.fixed, perClass: all.perClass - trained.perClass },
  };
}
