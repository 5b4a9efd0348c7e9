import { givesOutputs } from '../../resolve/outputs.js';
import { checked } from '../checked.js';

export const activatedScores = checked<{ activation: string }>({
  code: 'TLP506',
  severity: 'error',
  title: 'An activation is applied to the class scores',
  explanation:
    'The loss (cross-entropy) takes raw scores, the logits, and applies softmax itself. A second softmax flattens the gradients, and ReLU rules out low scores.',
  message: ({ activation }) => `\`dense(classes)\` must not have the activation \`${activation}\`.`,
  remedy: () => 'Write `dense(classes)`.',
  bad: { head: 'pool(average)\ndense(classes, softmax)' },
  good: { head: 'pool(average)\ndense(classes)' },
  reads: ['head'],
  check({ pipeline: { head } }, found) {
    head.forEach((layer, index) => {
      if (layer.kind !== 'dense' || !givesOutputs(layer) || layer.activation === null) return;
      found({ activation: layer.activation }, `head.${index}`);
    });
  },
});
