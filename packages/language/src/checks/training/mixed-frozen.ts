import { modalityOf } from '../../modalities/index.js';
import { checked } from '../checked.js';
import { tunes } from '../subject.js';

export const mixedFrozen = checked<{ phase: string; many: string }>({
  code: 'TLP547',
  severity: 'warning',
  title: 'Mixing where only the head trains',
  explanation:
    'Mixed images are new in every epoch, so stored features are of no use: all of the frozen layers are computed for every image and every epoch. Mixing pays where layers train that can learn from what is mixed; a head on frozen features gains little.',
  message: ({ phase, many }) =>
    `Phase \`${phase}\` freezes the whole backbone, and mixing makes it compute all ${many} anew in every epoch.`,
  remedy: () => 'Remove `mix` from this phase, and write it where more than the head trains.',
  bad: { phase: 'freeze: all\nepochs: 5\nmix: mixup(alpha: 0.2)' },
  good: { phase: 'freeze: ..block3\nepochs: 5\nmix: mixup(alpha: 0.2)' },
  reads: ['schedule'],
  check(subject, found) {
    const { data, schedule } = subject.pipeline;
    const { mixable, noun } = modalityOf(data);
    for (const phase of schedule.phases) {
      if (!mixable || !phase.mix || phase.solve || phase.contrast || phase.adapt || tunes(subject, phase))
        continue;
      found({ phase: phase.name, many: noun.many }, `schedule.${phase.name}.mix`);
    }
  },
});
