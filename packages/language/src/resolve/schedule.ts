import type { Backbone } from '../backbones/card.js';
import { nearest } from '../checks/did-you-mean.js';
import { unknownPhase } from '../checks/imports/unknown-phase.js';
import { duplicatePhase } from '../checks/names/duplicate-phase.js';
import { emptyName } from '../checks/names/empty-name.js';
import { missingPhase } from '../checks/names/missing-phase.js';
import type { PhaseBlock, ScheduleBlock } from '../grammar/generated/ast.js';
import { type BlockRates, blockRates, spreadRates } from '../graph/block-rates.js';
import { phaseNetwork } from '../graph/phase-network.js';
import type { Graph } from '../graph/types.js';
import { phaseBlock, scheduleBlock } from '../schema/schedule.js';
import { isNeeded, type Reader, type Spec, type Values } from '../schema/types.js';
import { usualRate } from '../schema/usual-rate.js';
import type { Place } from '../schema/value.js';
import { type TaskName, tasks } from '../tasks/index.js';
import { readBlock } from './block.js';
import type { Context } from './context.js';
import { frozenLayers } from './freeze.js';
import { renamed } from './names.js';
import type { Monitor, Phase, Schedule } from './pipeline.js';
import { placeOf, placeOfKeyword, placeOfPart } from './place.js';
import { writtenProperties } from './properties.js';
import { recipeBlock } from './recipe.js';
import { readStrays } from './strays.js';

export function resolveSchedule(
  context: Context,
  card: Backbone | undefined,
  task: TaskName,
  reader: Reader,
): Schedule {
  const blocks = context.inherit('schedule', (node) => node.schedules);
  const blockAt: Place = blocks[0] ? placeOf(blocks[0]) : {};
  for (const { strays } of blocks) readStrays(strays, ['phase'], reader);
  const properties = writtenProperties(context, 'schedule', scheduleBlock, blocks);
  const values = readBlock(scheduleBlock, properties, blockAt, reader);
  const ofRecipe =
    values.recipe && recipeBlock(values.recipe, graphOf(context, card)?.blocks ?? [], context.services);
  // Over what is inherited, as if the phases stood beside the recipe; over everything where the command line gives it.
  const beside = blocks.findIndex(({ properties: all }) => all.some((one) => one.name === 'recipe'));
  const phases = mergePhases(ofRecipe ? blocks.toSpliced(beside + 1, 0, ofRecipe) : blocks);
  const sourceOf: SourceOfPhase = ({ $container }) =>
    $container === ofRecipe ? context.journal.places.get(reader.under('recipe').path) : undefined;
  const unread = context.journal.broken.has(reader.under('recipe').path);
  if (blocks.length > 0 && phases.length === 0 && !unread) reader.report(missingPhase, {}, blockAt);
  const names = new Set<string>();
  const resolved = phases.map((parts, index) => {
    const phase = parts[0]!;
    if (!phase.name) reader.report(emptyName, { keyword: 'phase' }, placeOfKeyword(phase, 'phase'));
    const name = phase.name ?? String(index);
    if (names.has(name)) reader.report(duplicatePhase, { name }, placeOfPart(phase, 'name'));
    names.add(name);
    const meant = misspelt(phase, phases, blocks[0]!);
    const resolve = (all: typeof parts) =>
      resolvePhase({ ...context, card, sourceOf }, all, name, values.monitor, reader.under(name));
    if (!meant) return resolve(parts);
    const known = meant.known.flatMap((other) => other.name ?? []);
    reader.report(unknownPhase, { name, known }, placeOfPart(phase, 'name'));
    return resolve([phase, ...meant.parts]);
  });
  const { calibrate, reject, interval, ...plain } = values;
  return {
    ...renamed(plain),
    loss: values.loss ?? tasks[task].loss,
    ...(calibrate && { calibrate }),
    ...(reject && { reject }),
    ...(interval !== null && { interval }),
    phases: resolved,
  };
}

/**
 * The phases in their order, each as its block and those it inherits from, the nearest first. A phase of a name that
 * is known from further up is the same phase; another goes after those of further up.
 */
export function mergePhases(blocks: readonly ScheduleBlock[]): readonly (readonly PhaseBlock[])[] {
  const merged: PhaseBlock[][] = [];
  for (const block of blocks.toReversed()) {
    const inherited = new Map(merged.map((parts) => [parts[0]?.name, parts]));
    for (const phase of block.phases) {
      const parts = phase.name ? inherited.get(phase.name) : undefined;
      if (parts) parts.unshift(phase);
      else merged.push([phase]);
      // A second one of this name in the same block is a mistake, not the same phase.
      inherited.delete(phase.name);
    }
  }
  return merged;
}

/** Whether the properties of a phase are all that a phase must have. */
const isWhole = (given: ReadonlySet<string>): boolean =>
  Object.entries<Spec<unknown>>(phaseBlock.properties).every(
    ([name, spec]) => given.has(name) || !isNeeded(spec, (other) => given.has(other)),
  );

/** A phase that cannot be a new one, and has nearly the name of one that is inherited: what it was meant to be. */
function misspelt(
  phase: PhaseBlock,
  phases: readonly (readonly PhaseBlock[])[],
  own: ScheduleBlock,
): { readonly parts: readonly PhaseBlock[]; readonly known: readonly PhaseBlock[] } | undefined {
  const { name, properties } = phase;
  const given = new Set(properties.map((property) => property.name));
  if (!name || phase.$container !== own || isWhole(given)) return undefined;
  const inherited = phases.filter((parts) => parts.every((part) => part.$container !== own));
  const known = inherited.flatMap(([first]) => first ?? []);
  if (phases.some((parts) => parts[0] === phase && parts.length > 1)) return undefined;
  const near = nearest(
    name,
    known.flatMap((other) => other.name ?? []),
  );
  const parts = inherited.find(([first]) => near !== undefined && first?.name === near);
  return parts && { parts, known };
}

/** Where a phase comes from that stands in no file. */
type SourceOfPhase = (phase: PhaseBlock) => Place | undefined;

interface PhaseContext extends Context {
  readonly card: Backbone | undefined;
  readonly sourceOf: SourceOfPhase;
}

function resolvePhase(
  context: PhaseContext,
  blocks: readonly PhaseBlock[],
  name: string,
  monitor: Monitor,
  reader: Reader,
): Phase {
  const { card, sourceOf } = context;
  const at = sourceOf(blocks[0]!) ?? placeOfPart(blocks[0]!, 'name');
  context.places.set(reader.path, at);
  for (const { strays } of blocks) readStrays(strays, [], reader);
  const parts = blocks.map((block) => ({
    properties: block.properties,
    loose: block.loose,
    from: sourceOf(block),
  }));
  const properties = writtenProperties(context, reader.path, phaseBlock, parts);
  const values = readBlock(phaseBlock, properties, at, reader);
  // These mean more than what is written; the others go into the phase as they are.
  const {
    freeze,
    learning_rate,
    clip,
    early_stop: earlyStop,
    solve,
    contrastive: contrast,
    mix,
    average,
    input: inputSize,
    ...plain
  } = values;
  const graph = graphOf(context, card);
  const frozen = graph ? frozenLayers(freeze, { graph, until: card?.until }, reader.under('freeze')) : [];
  const whole = graph !== undefined && frozen.length === graph.layers.length;
  return {
    ...renamed(plain),
    name,
    frozenLayers: frozen,
    freeze: freeze.kind === 'none' ? 'none' : freeze.text,
    learningRate: learning_rate ?? {
      kind: 'constant',
      rate: usualRate({
        whole,
        backbone: card,
        adapted: values.adapt !== null,
        optimizer: values.optimizer.kind,
      }),
      warmup: 0,
    },
    ...(graph && card && ratesByBlock(card, graph, frozen, values)),
    clipNorm: clip,
    earlyStop: earlyStop && { ...earlyStop, metric: earlyStop.metric ?? monitor },
    ...(solve && { solve }),
    ...(contrast && { contrast }),
    ...(mix && { mix }),
    ...(average && { average }),
    ...(inputSize && { inputSize }),
  };
}

const graphOf = ({ services }: Context, card: Backbone | undefined): Graph | undefined =>
  card && services.backbones.Builtin.graph(card);

/** What blocks have of the head's rate, where that is not the whole. */
function ratesByBlock(
  card: Backbone,
  backbone: Graph,
  frozenLayers: readonly string[],
  {
    adapt,
    layer_decay: decay,
    learning_rate: rate,
  }: Pick<Values<typeof phaseBlock.properties>, 'adapt' | 'layer_decay' | 'learning_rate'>,
): { readonly blockRates?: BlockRates } {
  const lowest = rate?.lowest;
  if (decay === 1 && lowest === undefined) return {};
  const { graph, frozenLayers: frozen } = phaseNetwork(backbone, { frozenLayers, adapt });
  if (lowest === undefined) return { blockRates: blockRates(graph, frozen, decay) };
  const parts = rate!.evenBelow ? [] : rateParts(card, graph);
  return { blockRates: spreadRates(graph, frozen, lowest / rate!.rate, parts) };
}

/** Of an image network that says nothing, one part, as fastai takes it; of tokens, each block. */
const rateParts = ({ rateParts: parts, tokens }: Backbone, { blocks }: Graph): readonly string[] =>
  parts ?? (tokens ? blocks.slice(1).map(({ name }) => name) : []);
