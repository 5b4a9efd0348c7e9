/** A model of ONNX Runtime that runs: on the thread that asks, or on one of its own. */
import type { OnnxRuntime } from '../../native/onnx.js';
import type { Batch, Feeds } from '../types.js';

export interface OnnxSession {
  /** The model's float32 outputs by name. */
  run(feeds: Feeds): Promise<Readonly<Record<string, Float32Array>>>;
  release(): Promise<void>;
}

export const sessionOptions = {
  executionProviders: ['cpu'],
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
  extra: {
    // Threads that wait for work by spinning would take the cores from the threads that decode the next images.
    session: { intra_op: { allow_spinning: '0' } },
    // It makes zeros around a max pool a padding of the pool, which is lower than any value.
    optimization: { disable_specified_optimizers: 'Pad_Fusion' },
  },
} as const;

/** Runs on the thread that asks. @param model an ONNX file: its bytes, or its path */
export async function openSession(ort: OnnxRuntime, model: Uint8Array | string): Promise<OnnxSession> {
  const session = await create(ort, model);
  const tensor = ({ data, shape }: Batch) =>
    data instanceof Int32Array
      ? new ort.Tensor('int32', data, [...shape])
      : new ort.Tensor('float32', data, [...shape]);
  return {
    async run(feeds) {
      const fed = Object.entries(feeds).map(([name, batch]) => [name, tensor(batch)] as const);
      const outputs = await session.run(Object.fromEntries(fed));
      const values = Object.entries(outputs).map(([name, { data }]) => [name, data as Float32Array] as const);
      return Object.fromEntries(values);
    },
    release: () => session.release(),
  };
}

/** The library has two signatures for it. */
const create = (ort: OnnxRuntime, model: Uint8Array | string) =>
  typeof model === 'string'
    ? ort.InferenceSession.create(model, sessionOptions)
    : ort.InferenceSession.create(model, sessionOptions);
