import type { Backbone } from '../../backbones/card.js';
import { buildNetwork } from '../../graph/network.js';
import { type Graph, ShapeError } from '../../graph/types.js';
import { modalityOf } from '../../modalities/index.js';
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
function hasPlaces(subject: Subject, size: number): boolean {
  try {
    return shapesAt(subject, size) !== shapesAt(subject, subject.pipeline.backbone.inputSize);
  } catch (error) {
    // What does not fit each other is told by other rules, where it is so at all sizes.
    if (error instanceof ShapeError) return true;
    throw error;
  }
}

/** By size, under the head that was seen last: an editor asks anew at every key. */
interface Kept {
  readonly head: string;
  readonly shapes: Map<number, string>;
}

const kept = new WeakMap<Backbone, Kept>();

function shapesAt({ pipeline: { head }, backbone }: Subject, size: number): string {
  const written = JSON.stringify(head);
  const before = kept.get(backbone);
  const { shapes } = before?.head === written ? before : keep(backbone, written);
  const known = shapes.get(size) ?? shapesOf(buildNetwork(backbone, size, head, 2));
  shapes.set(size, known);
  return known;
}

function keep(backbone: Backbone, head: string): Kept {
  const fresh = { head, shapes: new Map<number, string>() };
  kept.set(backbone, fresh);
  return fresh;
}

const shapesOf = ({ parameters }: Graph): string =>
  JSON.stringify(parameters.map(({ name, shape }) => [name, shape]));
