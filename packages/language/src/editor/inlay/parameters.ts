/** How much of the network trains in a phase, after its `freeze`. */
import type { Amount } from '../../plan/amount.js';
import { isSound, phaseParameters } from '../../plan/draft-facts.js';
import { amountText, percentage, rounded } from '../quantities.js';
import type { Hint, HintSource } from './hint.js';
import { endOfProperty, writtenPhases } from './phases.js';

export const parameterHints: HintSource = (node, known) =>
  writtenPhases(node, known).flatMap(({ block, phase, path }): Hint[] => {
    const offset = endOfProperty(block, 'freeze');
    const amounts = isSound(known.draft, `${path}.freeze`) ? phaseParameters(known, phase) : undefined;
    if (offset === undefined || !amounts) return [];
    const { trained, frozen } = amounts;
    const share = percentage(trained.fixed / Math.max(1, trained.fixed + frozen.fixed));
    const all = trained.perClass === 0 ? ` That is ${share} of the network.` : '';
    return [
      {
        offset,
        label: `${short(trained)} trained, ${short(frozen)} frozen`,
        tooltip: `${amountText(trained)} parameters train, including the head; ${amountText(frozen)} are frozen.${all}`,
      },
    ];
  });

/** What a class adds is lost in a large number. */
const short = (amount: Amount): string =>
  amount.fixed >= 1e5 ? rounded(amount.fixed) : amountText(amount, rounded);
