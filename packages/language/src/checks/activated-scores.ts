import { checked } from './rule.js';

export const activatedScores = checked<{ activation: string }>({
  code: 'TLP506',
  severity: 'error',
  title: 'The scores of the classes are bent by an activation',
  explanation:
    'The loss (cross-entropy) takes plain scores and applies softmax by itself; a second softmax flattens the ' +
    'gradients, and ReLU forbids low scores.',
  message: ({ activation }) => `\`dense(classes)\` must not have the activation \`${activation}\`.`,
  remedy: () => 'Write `dense(classes)`.',
  bad: { head: 'pool(average)\ndense(classes, softmax)' },
  good: { head: 'pool(average)\ndense(classes)' },
  reads: ['head'],
  check({ pipeline: { head } }, found) {
    head.forEach((layer, index) => {
      if (layer.kind !== 'dense' || layer.units !== 'classes' || layer.activation === null) return;
      found({ activation: layer.activation }, `head.${index}`);
    });
  },
});
