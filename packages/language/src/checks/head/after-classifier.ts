import { checked } from '../checked.js';

export const afterClassifier = checked<{ layer: string }>({
  code: 'TLP505',
  severity: 'error',
  title: 'A layer follows `dense(classes)`',
  explanation:
    'The class scores go to the loss as they are. Dropout on them would erase answers, and the loss applies softmax itself.',
  message: ({ layer }) => `\`${layer}\` follows \`dense(classes)\`.`,
  remedy: ({ layer }) => `Move \`${layer}\` before \`dense(classes)\`, or remove it.`,
  bad: { head: 'pool(average)\ndense(classes)\ndropout(20%)' },
  good: { head: 'pool(average)\ndropout(20%)\ndense(classes)' },
  reads: ['head'],
  check({ pipeline: { head } }, found) {
    const first = head.findIndex((layer) => layer.kind === 'dense' && layer.units === 'classes');
    head.forEach((layer, index) => {
      if (first >= 0 && index > first) found({ layer: layer.kind }, `head.${index}`);
    });
  },
});
