import { readGolden } from './goldens.js';

/** What scikit-learn, SciPy, PyTorch, torchvision and Keras give for small arrays; null where that is not defined. */
export interface MetricsGolden {
  readonly rankings: Readonly<
    Record<
      string,
      {
        readonly scores: readonly number[];
        /** 1 for a positive example. */
        readonly labels: readonly (0 | 1)[];
        readonly rocAuc: number | null;
        readonly averagePrecision: number | null;
        readonly bestF1: number | null;
      }
    >
  >;
  /** The same logits `[N][labels]`, labels predicted from the probabilities in `thresholds`. */
  readonly multiLabel: readonly {
    readonly logits: readonly (readonly number[])[];
    readonly labels: readonly (readonly number[])[];
    readonly thresholds: readonly number[];
    readonly loss: number;
    readonly scores: Readonly<Record<string, number>>;
    readonly perLabel: readonly Readonly<Record<string, number | null>>[];
  }[];
  readonly oneVsRest: {
    readonly logits: readonly (readonly number[])[];
    readonly labels: readonly number[];
    readonly rocAuc: number;
    /** Of the examples of the first two classes, by their first two logits. */
    readonly rocAucOfTwo: number;
  };
  readonly regressions: Readonly<
    Record<
      string,
      {
        readonly actual: readonly number[];
        readonly predicted: readonly number[];
        readonly mae: number;
        readonly rmse: number;
        readonly r2: number | null;
        readonly spearman: number | null;
      }
    >
  >;
  /** Of each example: the sigmoid ones and numbers of `multiLabel`, the softmax ones of `oneVsRest`. */
  readonly losses: Readonly<Record<string, readonly number[]>>;
}

export const metricsGolden = (): MetricsGolden => readGolden<MetricsGolden>('metrics.json');
