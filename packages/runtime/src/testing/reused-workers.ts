/** Threads that take one file after another, for tests that read so many that starting threads is all they would do. */
import { EventEmitter } from 'node:events';
import type { Worker, WorkerOptions } from 'node:worker_threads';

/** Files until a thread is replaced: what one of them leaves behind in the library is not to hide what another does. */
const mostUses = 100;

/** Milliseconds until a thread counts as hanging: those who read for a user are more patient. */
const patience = 3000;

interface Thread {
  readonly worker: Worker;
  uses: number;
}

/** As `Worker`, but threads live on where they answered and are still well. */
export function reusing(Started: typeof Worker): typeof Worker {
  const idle = new Map<string, Thread[]>();
  return class extends EventEmitter {
    readonly #script: string;
    readonly #thread: Thread;
    #asked = false;
    #gone = false;
    #timer: NodeJS.Timeout | undefined;
    // Each by its name: a worker has listeners of its own.
    readonly #told = {
      message: (answer: unknown): void => {
        clearTimeout(this.#timer);
        this.#asked = false;
        this.emit('message', answer);
      },
      error: (error: unknown): void => {
        this.#gone = true;
        this.emit('error', error);
      },
      exit: (code: unknown): void => {
        this.#gone = true;
        this.emit('exit', code);
      },
    };

    constructor(script: URL, options: WorkerOptions) {
      super();
      this.#script = script.href;
      this.#thread = idle.get(this.#script)?.pop() ?? { worker: new Started(script, options), uses: 0 };
      for (const [event, tell] of Object.entries(this.#told)) this.#thread.worker.on(event, tell);
    }

    postMessage(request: unknown): void {
      this.#asked = true;
      this.#timer = setTimeout(() => this.#thread.worker.terminate(), patience);
      this.#thread.worker.postMessage(request);
    }

    ref(): void {
      this.#thread.worker.ref();
    }

    unref(): void {
      this.#thread.worker.unref();
    }

    async terminate(): Promise<number> {
      // Somebody else may have it by now.
      if (this.#gone) return 0;
      this.#gone = true;
      clearTimeout(this.#timer);
      const { worker } = this.#thread;
      for (const [event, tell] of Object.entries(this.#told)) worker.off(event, tell);
      this.#thread.uses++;
      if (this.#asked || this.#thread.uses >= mostUses) return worker.terminate();
      const others = idle.get(this.#script) ?? [];
      idle.set(this.#script, [...others, this.#thread]);
      return 0;
    }
  } as unknown as typeof Worker;
}
