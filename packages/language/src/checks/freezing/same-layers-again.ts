import { checked } from '../checked.js';
import { descends } from '../subject.js';

export const sameLayersAgain = checked<{ phase: string; before: string }>({
  code: 'TLP408',
  severity: 'warning',
  title: 'A later phase trains the same layers',
  explanation:
    'A phase that freezes the same layers as the one before, with the same optimizer, is the same training with a restarted optimizer.',
  message: ({ phase, before }) => `Phase \`${phase}\` trains the same layers as \`${before}\`.`,
  remedy: () => 'Unfreeze more layers, or merge the two phases.',
  bad: {
    schedule: 'phase head {\n  freeze: all\n  epochs: 5\n}\nphase more {\n  freeze: all\n  epochs: 5\n}',
  },
  good: {
    schedule:
      'phase head {\n  freeze: all\n  epochs: 5\n}\nphase tune {\n  freeze: ..block3\n  epochs: 5\n  learning_rate: 1e-5\n}',
  },
  reads: ['schedule'],
  check({ pipeline }, found) {
    const { phases } = pipeline.schedule;
    phases.forEach((phase, index) => {
      const before = phases[index - 1];
      if (!before || before.optimizer.kind !== phase.optimizer.kind || !descends(before) || !descends(phase))
        return;
      if (before.frozenLayers.join() !== phase.frozenLayers.join() || before.batchNorm !== phase.batchNorm)
        return;
      if (JSON.stringify(before.adapt) !== JSON.stringify(phase.adapt)) return;
      // Larger images, or mixed ones, are what the second phase is for.
      const pictures = [before, phase].map(({ inputSize, mix }) => JSON.stringify([inputSize, mix]));
      if (pictures[0] !== pictures[1]) return;
      found({ phase: phase.name, before: before.name }, `schedule.${phase.name}.freeze`);
    });
  },
});
