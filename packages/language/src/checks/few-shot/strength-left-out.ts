import { holdsOut } from '../../data/held-out.js';
import { modalityOf } from '../../modalities/index.js';
import type { Noun } from '../../modalities/noun.js';
import { checked } from '../checked.js';
import { withoutValidation, withValidation } from './example.js';

export const strengthLeftOut = checked<{ phase: string; solver: string; noun: Noun }>({
  code: 'TLP545',
  severity: 'error',
  title: 'A strength that nothing chooses',
  explanation:
    '`l2` says how strongly the weights of a solved head are drawn to zero. Where it is left out, the validation split chooses it. The training examples cannot: on them less is always better. The test examples cannot either, because then they no longer test anything.',
  message: ({ phase, solver, noun }) =>
    `Phase \`${phase}\` chooses \`l2\` of \`${solver}\` by validation ${noun.many}, and the split has none.`,
  remedy: ({ solver }) =>
    `Give the split a \`validation\` share of 10% to 20%, or write \`solve: ${solver}(l2: 1.0)\`.`,
  bad: { data: withoutValidation, phase: 'freeze: all\nsolve: ridge' },
  good: { data: withValidation, phase: 'freeze: all\nsolve: ridge' },
  reads: ['data.split', 'schedule'],
  check({ pipeline: { data, schedule } }, found) {
    if (holdsOut(data.split, 'validation') !== false) return;
    for (const { name, solve } of schedule.phases) {
      if (!solve || solve.kind === 'lda' || solve.l2 !== null) continue;
      found({ phase: name, solver: solve.kind, noun: modalityOf(data).noun }, `schedule.${name}.solve`);
    }
  },
});
