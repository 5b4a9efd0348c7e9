import { tagExample } from '../../modalities/text/checks/tag-example.js';
import { checked } from '../checked.js';

export const monitorOfEntities = checked<{ metric: string }>({
  code: 'TLP527',
  severity: 'error',
  title: 'A metric of entities where tags mark none',
  explanation:
    'With `scheme: none`, as for parts of speech, no words are put together to entities. So there are none to be found, and no epoch could be the best by them.',
  message: ({ metric }) => `There is no \`${metric}\`: the tags mark no entities.`,
  remedy: () => 'Watch `word_accuracy`, `macro_f1` or `loss`, or name the scheme of the tags.',
  bad: tagExample({ tags: 'entity(scheme: none)', monitor: 'entity_f1' }),
  good: tagExample({ tags: 'entity(scheme: none)', monitor: 'word_accuracy' }),
  reads: ['data', 'schedule'],
  check({ pipeline: { data, schedule } }, found) {
    const { labels } = data;
    if (labels.kind !== 'table' || labels.answer.kind !== 'tags' || labels.answer.scheme !== 'none') return;
    const isOfEntities = (metric: string) => metric.startsWith('entity_');
    if (isOfEntities(schedule.monitor)) found({ metric: schedule.monitor }, 'schedule.monitor');
    for (const { name, earlyStop } of schedule.phases) {
      if (!earlyStop || earlyStop.metric === schedule.monitor || !isOfEntities(earlyStop.metric)) continue;
      found({ metric: earlyStop.metric }, `schedule.${name}.early_stop`);
    }
  },
});
