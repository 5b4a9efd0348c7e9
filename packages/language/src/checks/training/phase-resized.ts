import { buildNetwork } from '../../graph/network.js';
import { type Graph, ShapeError } from '../../graph/types.js';
import { backboneFor, modalityOf } from '../../modalities/index.js';
import { checked } from '../checked.js';
import type { Subject } from '../subject.js';

type Reason = 'unit' | 'last' | 'small' | 'places';

export const phaseResized = checked<{
  phase: string;
  size: number;
  last: number;
  minimum: number;
  backbone: string;
  reason: Reason;
}>({
  code: 'TLP569',
  severity: 'error',
  title: 'An input size that a phase cannot have',
  explanation:
    'A phase before the last may train on smaller or larger images than the model is for, as the weights of a convolution are the same for each place. A transformer with weights for each position, and a head that flattens, are of one size. The last phase has the size at which the model is judged and kept, which is the `input` of the backbone.',
  message: ({ phase, size, last, minimum, backbone, reason }) =>
    ({
      unit: `Phase \`${phase}\` has an input size in pixels, and the data are no images.`,
      last: `Phase \`${phase}\` is the last one, and the model is judged and kept at ${last}px, not at ${size}px.`,
      small: `\`${backbone}\` needs images of at least ${minimum}px, and phase \`${phase}\` has ${size}px.`,
      places: `The network has weights for each place of an image of ${last}px, so phase \`${phase}\` cannot train it at ${size}px.`,
    })[reason],
  remedy: ({ size, minimum, reason }) =>
    reason === 'last'
      ? `Remove \`input\` from the phase, or write \`input: ${size}px\` in the backbone.`
      : reason === 'small'
        ? `Write \`input: ${minimum}px\` or more.`
        : 'Remove `input` from the phase.',
  bad: { phase: 'freeze: ..block3\nepochs: 5\ninput: 96px' },
  good: {
    schedule:
      'phase small {\n  freeze: all\n  epochs: 5\n  input: 96px\n}\nphase tune {\n  freeze: ..block3\n  epochs: 5\n}',
  },
  reads: ['backbone', 'data', 'head', 'schedule'],
  check(subject, found) {
    const { pipeline, backbone } = subject;
    const { phases } = pipeline.schedule;
    const last = pipeline.backbone.inputSize;
    const { minimum } = backbone.inputSize;
    for (const phase of phases) {
      const { name, inputSize: size } = phase;
      if (size === undefined) continue;
      const reason = whyNot(subject, size, phase === phases.at(-1));
      if (reason)
        found(
          { phase: name, size, last, minimum, backbone: backbone.name, reason },
          `schedule.${name}.input`,
        );
    }
  },
});

function whyNot(subject: Subject, size: number, isLast: boolean): Reason | undefined {
  const { pipeline, backbone } = subject;
  const { inputSize: last } = pipeline.backbone;
  if (modalityOf(pipeline.data).unit !== 'px') return 'unit';
  if (size === last) return undefined;
  if (isLast) return 'last';
  if (size < backbone.inputSize.minimum) return 'small';
  return hasPlaces(subject, size) ? 'places' : undefined;
}

/** Whether the network has other weights at this size. */
function hasPlaces({ pipeline, backbone }: Subject, size: number): boolean {
  const { backbone: chosen, data, head } = pipeline;
  const shapesAt = (input: number) => shapesOf(buildNetwork(backboneFor(backbone, data), input, head, 2));
  try {
    return shapesAt(size) !== shapesAt(chosen.inputSize);
  } catch (error) {
    // What does not fit each other is told by other rules, where it is so at all sizes.
    if (error instanceof ShapeError) return true;
    throw error;
  }
}

const shapesOf = ({ parameters }: Graph): string =>
  JSON.stringify(parameters.map(({ name, shape }) => [name, shape]));
