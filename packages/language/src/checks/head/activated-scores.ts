import { givesOutputs } from '../../resolve/outputs.js';
import { checked } from '../checked.js';

export const activatedScores = checked<{ units: string; activation: string }>({
  code: 'TLP506',
  severity: 'error',
  title: 'An activation is applied to the outputs',
  explanation:
    'Losses of classes and labels take raw scores, the logits, and apply softmax or the sigmoid themselves. A second one flattens the gradients, and ReLU rules out low scores. Numbers are learned on a scale where their mean is 0, so that an activation would cut off those below or above it.',
  message: ({ units, activation }) => `\`dense(${units})\` must not have the activation \`${activation}\`.`,
  remedy: ({ units }) => `Write \`dense(${units})\`.`,
  bad: { head: 'pool(average)\ndense(classes, softmax)' },
  good: { head: 'pool(average)\ndense(classes)' },
  reads: ['head'],
  check({ pipeline: { head } }, found) {
    head.forEach((layer, index) => {
      if (layer.kind !== 'dense' || !givesOutputs(layer) || layer.activation === null) return;
      found({ units: String(layer.units), activation: layer.activation }, `head.${index}`);
    });
  },
});
