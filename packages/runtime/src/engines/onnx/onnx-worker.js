/**
 * A session of ONNX Runtime in a thread of its own: the library computes on the thread that asks it, and meanwhile that
 * thread does nothing else. JavaScript, since a thread loads this file as it stands. What is said is typed in `threaded.ts`.
 */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const ort = createRequire(workerData.base)(workerData.entry);
let session;

const answers = {
  async open({ model, options }) {
    session = await ort.InferenceSession.create(model, options);
    return {};
  },
  async run({ feeds }) {
    const tensors = Object.entries(feeds).map(([name, { data, shape }]) => [
      name,
      new ort.Tensor(data instanceof Int32Array ? 'int32' : 'float32', data, shape),
    ]);
    const results = await session.run(Object.fromEntries(tensors));
    return Object.fromEntries(Object.entries(results).map(([name, { data }]) => [name, data]));
  },
  async release() {
    await session.release();
    return {};
  },
};

/** Requests are answered in the order in which they came. */
let last = Promise.resolve();
parentPort.on('message', (request) => {
  last = last.then(async () => {
    try {
      parentPort.postMessage({ outputs: await answers[request.ask](request) });
    } catch (error) {
      parentPort.postMessage({ problem: String(error?.message ?? error) });
    }
    if (request.ask === 'release') parentPort.close();
  });
});
