import { checked } from '../checked.js';

export const linearLayers = checked<{ units: number }>({
  code: 'TLP517',
  severity: 'warning',
  title: 'Two dense layers have no activation between them',
  explanation:
    'Two linear layers in a row are one linear layer: the first adds weights but no expressive power.',
  message: ({ units }) =>
    `\`dense(${units})\` has no activation before the next dense layer, so the two act as one.`,
  remedy: ({ units }) => `Write \`dense(${units}, relu)\`, or remove it.`,
  bad: { head: 'pool(average)\ndense(256)\ndropout(20%)\ndense(classes)' },
  good: { head: 'pool(average)\ndense(256, relu)\ndropout(20%)\ndense(classes)' },
  reads: ['head'],
  check({ pipeline: { head } }, found) {
    head.forEach((layer, index) => {
      if (layer.kind !== 'dense' || layer.activation !== null || typeof layer.units !== 'number') return;
      const next = head
        .slice(index + 1)
        .find(({ kind }) => ['dense', 'activation', 'normalize'].includes(kind));
      if (next?.kind === 'dense') found({ units: layer.units }, `head.${index}`);
    });
  },
});
