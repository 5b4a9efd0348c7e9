/** Labels of the validation and test examples that are likely wrong, by what the model says of them: it was not trained on these. */
import type { SplitName } from '@tlp/language/data/split-bounds.js';
import type { RunRecord } from '@tlp/language/run/record.js';
import { learnConfidently } from '../label-errors/confident-joint.js';
import { runtimeModality } from '../modalities/index.js';
import type { Shown } from '../modalities/modality.js';
import { taskReport } from '../tasks/index.js';
import type { Prediction } from '../train/run-directory.js';

export interface LikelyLabelErrors {
  /** Examples that were judged. */
  readonly judged: number;
  /** How many labels of these are likely wrong. */
  readonly likely: number;
  /** The likeliest first. */
  readonly examples: readonly LikelyLabelError[];
}

export interface LikelyLabelError {
  readonly id: string;
  readonly split: SplitName;
  readonly label: string;
  readonly suggested: string;
  /** How likely the label is. */
  readonly score: number;
  /** Null where the example is not there any more. */
  readonly shown: Shown | null;
}

const mostShown = 12;
/** Probabilities that are held at once, twice 80 MB. */
const mostProbabilities = 10e6;

/** Collects what is predicted for validation and test. */
export interface LabelErrorCollector {
  see(prediction: Prediction): void;
  /** Null where examples are not of one class each, where there are very many, and where no label is likely wrong. */
  result(): Promise<LikelyLabelErrors | null>;
}

export function collectLabelErrors({ pipeline, outputs }: RunRecord): LabelErrorCollector {
  const classes = outputs.length;
  const { classProbabilities } = taskReport(pipeline.task);
  let isTold = classProbabilities !== undefined;
  const judged: Pick<Prediction, 'id' | 'split'>[] = [];
  const labels: number[] = [];
  const values: number[] = [];
  const see = ({ id, split, target, answer }: Prediction): void => {
    const probabilities = isTold ? classProbabilities?.(answer) : null;
    if (!probabilities || values.length + classes > mostProbabilities) {
      isTold = false;
      return;
    }
    judged.push({ id, split });
    labels.push(target[0]!);
    for (const value of probabilities) values.push(value);
  };
  return { see, result: async () => (isTold ? tell() : null) };

  async function tell(): Promise<LikelyLabelErrors | null> {
    const { errors } = learnConfidently({ labels, probabilities: Float64Array.from(values), classes });
    if (errors.length === 0) return null;
    const { show } = runtimeModality(pipeline.data);
    const examples = errors.slice(0, mostShown).map(
      async ({ example, suggested, selfConfidence: score }): Promise<LikelyLabelError> => ({
        ...judged[example]!,
        label: outputs[labels[example]!]!,
        suggested: outputs[suggested]!,
        score,
        shown: await show(pipeline.data, judged[example]!.id),
      }),
    );
    return { judged: judged.length, likely: errors.length, examples: await Promise.all(examples) };
  }
}
