import { GrammarUtils } from 'langium';
import type { Backbone } from '../backbones/card.js';
import { duplicatePhase } from '../checks/duplicate-phase.js';
import { emptyName } from '../checks/empty-name.js';
import { missingPhase } from '../checks/missing-phase.js';
import type { PhaseBlock } from '../grammar/generated/ast.js';
import { phaseBlock, scheduleBlock } from '../schema/schedule.js';
import type { Reader } from '../schema/types.js';
import type { Place } from '../schema/value.js';
import { readBlock } from './block.js';
import { frozenLayers } from './freeze.js';
import { renamed } from './names.js';
import type { LearningRate, Monitor, Phase, Schedule } from './pipeline.js';
import { placeOf, rangeOf } from './place.js';
import { writtenProperties } from './properties.js';
import type { Context } from './resolve.js';
import { readStrays } from './strays.js';

export function resolveSchedule(context: Context, card: Backbone | undefined, reader: Reader): Schedule {
  const { node, only } = context;
  const block = only('schedule', node.schedules);
  const blockAt: Place = block ? placeOf(block) : {};
  if (block) readStrays(block.strays, ['phase'], reader);
  const properties = writtenProperties(context, 'schedule', scheduleBlock, block);
  const values = readBlock(scheduleBlock, properties, blockAt, reader);
  const phases = block?.phases ?? [];
  if (block && phases.length === 0) reader.report(missingPhase, {}, blockAt);
  const names = new Set<string>();
  const resolved = phases.map((phase, index) => {
    if (!phase.name) reader.report(emptyName, { keyword: 'phase' }, placeOf(phase));
    const name = phase.name ?? String(index);
    if (names.has(name)) reader.report(duplicatePhase, { name }, nameOf(phase));
    names.add(name);
    return resolvePhase(context, card, phase, name, values.monitor, reader.under(name));
  });
  return { ...renamed(values), phases: resolved };
}

function nameOf(phase: PhaseBlock): Place {
  const range = rangeOf(GrammarUtils.findNodeForProperty(phase.$cstNode, 'name'));
  return range ? { range } : placeOf(phase);
}

function resolvePhase(
  context: Context,
  card: Backbone | undefined,
  block: PhaseBlock,
  name: string,
  monitor: Monitor,
  reader: Reader,
): Phase {
  const at = nameOf(block);
  context.places.set(reader.path, at);
  readStrays(block.strays, [], reader);
  const properties = writtenProperties(context, reader.path, phaseBlock, block);
  const values = readBlock(phaseBlock, properties, at, reader);
  // These four mean more than what is written; the others go into the phase as they are.
  const { freeze, learning_rate, clip, early_stop: earlyStop, ...plain } = values;
  const graph = card && context.services.backbones.Builtin.graph(card);
  const frozen = graph ? frozenLayers(freeze, graph, reader.under('freeze')) : [];
  const whole = graph !== undefined && frozen.length === graph.layers.length;
  return {
    ...renamed(plain),
    name,
    frozenLayers: frozen,
    freeze: freeze.kind === 'none' ? 'none' : freeze.text,
    learningRate: learning_rate ?? usualRate(whole, card),
    clipNorm: clip,
    earlyStop: earlyStop && { ...earlyStop, metric: earlyStop.metric ?? monitor },
  };
}

/** A new head bears a rate that would destroy the backbone. */
function usualRate(whole: boolean, card: Backbone | undefined): LearningRate {
  return { kind: 'constant', rate: whole || !card ? 1e-3 : card.tuneLimit / 2, warmup: 0 };
}
