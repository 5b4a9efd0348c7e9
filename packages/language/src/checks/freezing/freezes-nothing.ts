import { checked } from '../checked.js';

export const freezesNothing = checked<{ freeze: string }>({
  code: 'TLP403',
  severity: 'warning',
  title: 'A freeze range matches nothing',
  explanation: 'A range that names blocks but freezes none is usually a mistake.',
  message: ({ freeze }) => `\`freeze: ${freeze}\` freezes nothing.`,
  remedy: () => 'Write `freeze: none` if that is what you mean.',
  bad: { phase: 'freeze: first(0)\nepochs: 3\nlearning_rate: 1e-5' },
  good: { phase: 'freeze: none\nepochs: 3\nlearning_rate: 1e-5' },
  reads: ['schedule'],
  check({ pipeline }, found) {
    for (const { name, freeze, frozenLayers } of pipeline.schedule.phases) {
      if (freeze !== 'none' && frozenLayers.length === 0) found({ freeze }, `schedule.${name}.freeze`);
    }
  },
});
