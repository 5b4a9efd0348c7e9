import type { Phase } from '../../resolve/pipeline.js';
import { ofDescent } from '../../schema/solvers.js';
import { checked } from '../checked.js';
import { listed } from '../listed.js';

/** What is said of labels and of scores, which pairs do not have. */
const ofLabels = ['mix', 'label_smoothing', 'early_stop'] as const;

const unusedBy = ({ solve, contrast }: Phase): readonly string[] =>
  solve ? ofDescent : contrast ? ofLabels : [];

export const unusedOfPhase = checked<{ phase: string; properties: readonly string[]; how: string }>({
  code: 'TLP535',
  severity: 'warning',
  title: 'A property that the phase has no use for',
  explanation:
    'A phase that is solved computes the best weights at once: it has no epochs, no steps, no rate. A phase that learns pairs has no labels to smooth or to mix, and no score to stop by. What is said of them changes nothing.',
  message: ({ phase, properties, how }) =>
    `Phase \`${phase}\` ${how}, so ${listed(properties.map((name) => `\`${name}\``))} ${properties.length === 1 ? 'means' : 'mean'} nothing in it.`,
  remedy: ({ properties }) => `Remove ${properties.length === 1 ? 'the property' : 'them'}.`,
  bad: { phase: 'freeze: all\nepochs: 10\nsolve: logistic' },
  good: { phase: 'freeze: all\nsolve: logistic' },
  reads: ['schedule'],
  tag: 'unnecessary',
  check({ pipeline: { schedule, origins } }, found) {
    for (const phase of schedule.phases) {
      const { name } = phase;
      const properties = unusedBy(phase).filter(
        (property) => (origins[`schedule.${name}.${property}`]?.kind ?? 'default') !== 'default',
      );
      const [first] = properties;
      if (first === undefined) continue;
      found(
        { phase: name, properties, how: phase.solve ? 'is solved' : 'learns pairs' },
        `schedule.${name}.${first}`,
      );
    }
  },
});
