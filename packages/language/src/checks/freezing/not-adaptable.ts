import { adaptersOf } from '../../graph/adapters.js';
import { checked } from '../checked.js';

export const notAdaptable = checked<{ backbone: string; on: string; hasDense: boolean }>({
  code: 'TLP414',
  severity: 'error',
  title: 'The backbone has no layers that could be adapted',
  explanation:
    'Adapters stand beside the matrices of dense layers. Transformers have them in attention and after it, some networks of convolutions have a few, and most have none.',
  message: ({ backbone, on }) =>
    on === 'all' ? `${backbone} has no dense layers to adapt.` : `${backbone} has no attention to adapt.`,
  remedy: ({ hasDense }) =>
    hasDense
      ? 'Write `lora(on: all)` to adapt its dense layers.'
      : 'Remove `adapt`, and freeze the lower blocks instead.',
  bad: { phase: 'freeze: none\nadapt: lora(rank: 8)\nepochs: 5\nlearning_rate: 1e-4' },
  good: { backbone: 'deit_ti_16', phase: 'freeze: none\nadapt: lora(rank: 8)\nepochs: 5' },
  reads: ['backbone.name', 'schedule'],
  check({ pipeline, backbone, graph }, found) {
    for (const { name, adapt } of pipeline.schedule.phases) {
      if (!adapt || adaptersOf(graph, adapt.on).length > 0) continue;
      const hasDense = adaptersOf(graph, 'all').length > 0;
      found({ backbone: backbone.title, on: adapt.on, hasDense }, `schedule.${name}.adapt`);
    }
  },
});
