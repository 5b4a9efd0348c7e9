/** A phase: how long it is, what it trains, and how. */

import { numberText, rateText } from '../../number-text.js';
import { isSound, phaseParameters } from '../../plan/draft-facts.js';
import { pairCount } from '../../plan/pairs.js';
import { rateCourse } from '../../plan/rate-course.js';
import { epochSteps } from '../../plan/steps.js';
import { count, counted } from '../../quantities.js';
import type { Phase } from '../../resolve/pipeline.js';
import { adaptations } from '../../schema/adapt.js';
import { optimizers } from '../../schema/optimizers.js';
import { solverText } from '../../schema/solvers.js';
import { writeValue } from '../../schema/write.js';
import type { Knowledge } from '../knowledge.js';
import { amountText, percentage } from '../quantities.js';
import { cutFacts } from './freeze.js';
import { type Fact, facts, type Part } from './text.js';

export function phaseParts(known: Knowledge, phase: Phase): readonly Part[] {
  const sound = (name: string): boolean => isSound(known.draft, `schedule.${phase.name}.${name}`);
  const solved = phase.solve !== undefined;
  const all: (Fact | undefined | false)[] = [
    !solved && sound('epochs') && ['Length', lengthText(known, phase)],
    phase.solve && ['Solves', `the head at once, by ${solverText(phase.solve, '`')}`],
    sound('freeze') && ['Freezes', `\`${phase.freeze}\``],
    sound('adapt') && phase.adapt !== null && ['Adapts', `\`${writeValue(adaptations, phase.adapt)}\``],
    sound('freeze') && sound('adapt') && parametersFact(known, phase),
    ...(sound('freeze') ? cutFacts(known, phase) : []),
    !solved && sound('learning_rate') && ['Learning rate', rateCourse(phase.learningRate, numberText)],
    !solved && sound('learning_rate') && sound('layer_decay') && sound('freeze') && ratesFact(phase),
    !solved && sound('optimizer') && ['Optimizer', `\`${writeValue(optimizers, phase.optimizer)}\``],
    phase.clipNorm !== null && ['Clips', `gradient norms above ${phase.clipNorm}`],
    phase.earlyStop !== null && [
      'Stops early',
      `after ${counted(phase.earlyStop.patience, 'epoch')} in which \`${phase.earlyStop.metric}\` did not improve`,
    ],
  ];
  return [facts(...all)];
}

/** `10 epochs of 94 steps, 940 in total`. */
export function lengthText({ data, draft }: Knowledge, phase: Phase): string {
  const long = counted(phase.epochs, 'epoch');
  if (!data || !isSound(draft, 'data.batch')) return long;
  const steps = epochSteps(phase, draft.pipeline.data.batch, data);
  if (!steps) return long;
  const each = steps.pairs ? ` on ${counted(pairCount(steps.pairs), 'pair')}` : '';
  return `${long} of ${counted(steps.count, 'step')}${each}, ${count(phase.epochs * steps.count)} in total`;
}

/** The rates of blocks, where they differ: `4.78e-5 in stem, rising to 9e-5 in block3; 1e-4 in the head`. */
function ratesFact({ blockRates = {}, learningRate: { rate } }: Phase): Fact | undefined {
  const blocks = Object.entries(blockRates);
  const [lowest, highest] = [blocks[0], blocks.at(-1)];
  if (!lowest || !highest) return undefined;
  const at = ([name, share]: readonly [string, number]) => `${rateText(rate * share)} in \`${name}\``;
  const between = blocks.length > 1 ? `${at(lowest)}, rising to ${at(highest)}` : at(lowest);
  return ['Rates', `${between}; ${numberText(rate)} in the head`];
}

function parametersFact(known: Knowledge, phase: Phase): Fact | undefined {
  const amounts = phaseParameters(known, phase);
  if (!amounts) return undefined;
  const { trained, frozen } = amounts;
  const share =
    trained.perClass === 0 ? ` (${percentage(trained.fixed / (trained.fixed + frozen.fixed))})` : '';
  return ['Parameters', `${amountText(trained)} trained${share}, ${amountText(frozen)} frozen`];
}
