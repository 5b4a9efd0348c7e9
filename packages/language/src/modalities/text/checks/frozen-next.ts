import { checked } from '../../../checks/checked.js';
import { isTextData, nextOf, type TextData } from '../data.js';
import { nextExample } from './next-example.js';

export const frozenNext = checked<{ phase: string }, TextData>({
  code: 'TLP552',
  severity: 'error',
  title: 'Nothing is trained',
  explanation:
    '`freeze: all` freezes the whole backbone, which a head is trained on. With `next` there is no head, so nothing would be left to train.',
  message: ({ phase }) => `Phase \`${phase}\` freezes the whole network, and there is no head.`,
  remedy: () => 'Write `freeze: none`, or freeze only its first layers, for example with `freeze: ..layer5`.',
  bad: nextExample({ freeze: 'all' }),
  good: nextExample({ freeze: '..layer0' }),
  applies: { data: isTextData },
  reads: ['data', 'backbone', 'schedule'],
  check({ pipeline: { data, schedule }, graph }, found) {
    if (nextOf(data.labels) === undefined) return;
    for (const { name, frozenLayers } of schedule.phases) {
      if (frozenLayers.length === graph.layers.length) found({ phase: name }, `schedule.${name}.freeze`);
    }
  },
});
