import { adaptersOf } from '../../graph/adapters.js';
import { checked } from '../checked.js';

export const adaptsNothing = checked<{ phase: string; freeze: string }>({
  code: 'TLP413',
  severity: 'error',
  title: 'All layers that could be adapted are frozen',
  explanation:
    'Frozen layers stay as they are, so they get no adapters. `adapt` is for the others: their weights are kept too, and adapters are trained beside them.',
  message: ({ phase, freeze }) => `\`freeze: ${freeze}\` leaves no layer for phase \`${phase}\` to adapt.`,
  remedy: () => 'Write `freeze: none`, or freeze only the lower blocks.',
  bad: { backbone: 'vit_ti_16', phase: 'freeze: all\nadapt: lora(rank: 8)\nepochs: 5' },
  good: { backbone: 'vit_ti_16', phase: 'freeze: ..block6\nadapt: lora(rank: 8)\nepochs: 5' },
  reads: ['schedule'],
  check({ pipeline, graph }, found) {
    for (const { name, freeze, frozenLayers, adapt } of pipeline.schedule.phases) {
      if (!adapt || adaptersOf(graph, adapt.on).length === 0) continue;
      if (adaptersOf(graph, adapt.on, new Set(frozenLayers)).length === 0)
        found({ phase: name, freeze }, `schedule.${name}.freeze`);
    }
  },
});
