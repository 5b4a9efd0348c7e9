import { checked } from '../checked.js';

export const cutsBlock = checked<{ block: string; above: number; below: number }>({
  code: 'TLP404',
  severity: 'warning',
  title: 'A freeze range cuts through a residual block',
  explanation:
    'A residual block adds its input to its output. Frozen halfway, one half trains against a fixed other half, and both branches must be stored instead of one value.',
  message: ({ block }) => `The cut falls inside \`${block}\`, a residual block.`,
  remedy: ({ above, below }) =>
    below === 0 ? `Write \`first(${above})\`.` : `Write \`first(${below})\` or \`first(${above})\`.`,
  bad: { backbone: 'resnet18', phase: 'freeze: first(5)\nepochs: 3\nlearning_rate: 1e-5' },
  good: { backbone: 'resnet18', phase: 'freeze: ..layer1\nepochs: 3\nlearning_rate: 1e-5' },
  reads: ['schedule'],
  check({ pipeline, graph }, found) {
    for (const { name, frozenLayers } of pipeline.schedule.phases) {
      const frozen = new Set(frozenLayers);
      let below = 0;
      for (const block of graph.blocks) {
        const inside = block.layers.filter((layer) => frozen.has(layer)).length;
        const above = below + block.layers.length;
        if (block.residual && inside > 0 && inside < block.layers.length) {
          found({ block: block.name, above, below }, `schedule.${name}.freeze`);
        }
        below = above;
      }
    }
  },
});
