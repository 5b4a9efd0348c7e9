/** What the preview draws: the network block by block, and what each phase does to every block. */
import { buildNetwork, headBlock } from '../../../graph/network.js';
import { cutPhase } from '../../../graph/phase-network.js';
import { ofExample } from '../../../graph/shape.js';
import { type Graph, ShapeError } from '../../../graph/types.js';
import { nodesByName, parameterCount, typeOf } from '../../../graph/walk.js';
import { type DraftFacts, factsOf } from '../../../plan/draft-facts.js';
import { blockPlans } from '../../../plan/plan.js';
import type { HeadLayer, Phase } from '../../../resolve/pipeline.js';
import { dataSizeOf } from '../../data-size.js';
import type { TextFeature } from '../../feature.js';
import { type Places, placesOf } from '../../preview/places.js';
import {
  type BackboneGraph,
  backboneGraphRequest,
  type GraphBlock,
  type GraphLayer,
  type GraphPhase,
  type PipelineParams,
} from '../requests.js';
import { chosen } from './chosen.js';

export const backboneGraph: TextFeature<PipelineParams, BackboneGraph | null> = {
  method: backboneGraphRequest,
  capabilities: {},
  answer(scene, params) {
    const found = chosen(scene.snapshot, params);
    if (!found) return null;
    const { node, draft } = found;
    const { pipeline, backbone } = draft;
    const places = placesOf(scene, node, draft);
    const classes = dataSizeOf(scene, draft)?.classes ?? null;
    const { Builtin } = scene.snapshot.services.backbones;
    const facts = factsOf(draft, Builtin, classes);
    const { native, minimum } = backbone.inputSize;
    // A size that is wrong is told as a diagnostic; the shapes are then those of the native one.
    const inputSize = facts.features ? pipeline.backbone.inputSize : Math.max(native, minimum);
    const head = headOf(facts, places);
    const blocks = [...backboneBlocks(Builtin.graph(backbone, inputSize), places), head];
    const network = networkOf(facts, inputSize, classes);
    return {
      pipeline: pipeline.name,
      backbone: { name: backbone.name, title: backbone.title },
      inputSize,
      parameters: blocks.reduce((sum, block) => sum + block.parameters, 0),
      classes,
      blocks,
      phases: pipeline.schedule.phases.map((phase) => phaseOf(network, phase, facts, places)),
    };
  },
};

function backboneBlocks(graph: Graph, places: Places): readonly GraphBlock[] {
  const nodes = nodesByName(graph);
  return graph.blocks.map((block) => ({
    name: block.name,
    part: 'backbone',
    shape: ofExample(typeOf(nodes, block.output).shape),
    parameters: parameterCount(graph.parameters.filter((p) => p.block === block.name)),
    layers: graph.layers
      .filter((layer) => layer.block === block.name)
      .map(({ name, kind }) => layerOf(graph, name, kind)),
    residual: block.residual === true,
    places: places.block(block.name),
  }));
}

function layerOf(graph: Graph, name: string, kind: string): GraphLayer {
  const last = graph.nodes.findLast((node) => node.layer === name && node.op !== 'parameter');
  return {
    name,
    kind,
    shape: last?.outputs[0] ? ofExample(last.outputs[0].shape) : [],
    parameters: parameterCount(graph.parameters.filter((p) => p.layer === name)),
    places: [],
  };
}

/** The head as far as its layers fit; what depends on the number of classes counts only where that is known. */
function headOf({ draft, head }: DraftFacts, places: Places): GraphBlock {
  const layers = head.map((step, i): GraphLayer => {
    const kind = draft.pipeline.head[i]!.kind;
    const parameters = step.parameters.fixed;
    return { name: kind, kind, shape: step.shape, parameters, places: places.headLayer(i) };
  });
  return {
    name: headBlock,
    part: 'head',
    shape: layers.at(-1)?.shape ?? [],
    parameters: layers.reduce((sum, layer) => sum + layer.parameters, 0),
    layers,
    residual: false,
    places: places.head(),
  };
}

const plainHead: readonly HeadLayer[] = [
  { kind: 'pool', mode: 'average' },
  { kind: 'dense', units: 'classes', activation: null },
];

/** What happens to the backbone's blocks does not depend on the head, so one that doesn't fit is stood in for. */
function networkOf({ draft, headWhole }: DraftFacts, size: number, classes: number | null): Graph {
  const { pipeline, backbone } = draft;
  const build = (head: readonly HeadLayer[]): Graph => buildNetwork(backbone, size, head, classes ?? 1);
  if (!headWhole) return build(plainHead);
  try {
    return build(pipeline.head);
  } catch (error) {
    if (error instanceof ShapeError) return build(plainHead);
    throw error;
  }
}

function phaseOf(network: Graph, phase: Phase, { head }: DraftFacts, places: Places): GraphPhase {
  const { graph, program } = cutPhase(network, phase);
  const plans = blockPlans(graph, program, phase).filter(({ name }) => name !== headBlock);
  const inHead = head.reduce((sum, step) => sum + step.trained.fixed, 0);
  const still = head.reduce((sum, step) => sum + step.parameters.fixed - step.trained.fixed, 0);
  return {
    name: phase.name,
    places: places.phase(phase.name),
    freeze: phase.freeze,
    epochs: phase.epochs,
    trained: plans.reduce((sum, { trained }) => sum + trained, inHead),
    frozen: plans.reduce((sum, { parameters, trained }) => sum + parameters - trained, still),
    cutAfter: plans.findLast(({ state }) => state === 'computed_once')?.name ?? null,
    blocks: [
      ...plans.map(({ name, state, trained, rate }) => ({
        name,
        state,
        trained,
        ...(rate !== undefined && { rate }),
      })),
      { name: headBlock, state: 'trained', trained: inHead },
    ],
  };
}
