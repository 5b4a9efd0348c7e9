import { adaptersOf } from '../../graph/adapters.js';
import { checked } from '../checked.js';

export const rankTooHigh = checked<{ rank: number; layer: string; size: string; enough: number }>({
  code: 'TLP415',
  severity: 'warning',
  title: 'The rank of the adapters is not low',
  explanation:
    'An adapter of as high a rank as its matrix can change it in any way, and has more numbers than the matrix itself. Ranks of 4 to 64 are usual.',
  message: ({ rank, layer, size }) =>
    `A rank of ${rank} is not below the smaller side of \`${layer}\`, ${size}.`,
  remedy: ({ enough }) => `Write \`lora(rank: ${enough})\`, or train the layers themselves.`,
  bad: { backbone: 'vit_ti_16', phase: 'freeze: none\nadapt: lora(rank: 256)\nepochs: 5' },
  good: { backbone: 'vit_ti_16', phase: 'freeze: none\nadapt: lora(rank: 8)\nepochs: 5' },
  reads: ['schedule'],
  check({ pipeline, graph }, found) {
    for (const { name, frozenLayers, adapt } of pipeline.schedule.phases) {
      if (!adapt) continue;
      const parts = adaptersOf(graph, adapt.on, new Set(frozenLayers)).flatMap((adapter) => adapter.parts);
      const kernel = parts.map((part) => part.kernel).find(({ shape }) => Math.min(...shape) <= adapt.rank);
      if (!kernel) continue;
      const enough = Math.max(1, Math.min(8, Math.floor(Math.min(...kernel.shape) / 4)));
      const args = { rank: adapt.rank, layer: kernel.layer, size: kernel.shape.join('×'), enough };
      found(args, `schedule.${name}.adapt`);
    }
  },
});
