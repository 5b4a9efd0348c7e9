/**
 * What the files beside the texts have to say of them: looked up once nobody types, in slices, so that neither a key
 * nor a request ever waits for a folder.
 */
import type { Diagnostic } from '../../diagnostic.js';
import type { Steps } from '../../steps.js';
import type { Snapshot } from '../snapshot.js';
import { carryOver } from './carry.js';

export interface SecondStage {
  /** As far as it is known by now. What is not known, or is of an older text, is looked up. */
  known(snapshot: Snapshot): readonly Diagnostic[];
  /** What is under way for this text is dropped; it begins anew some time after it is asked for again. */
  edited(uri: string): void;
  /** Looks again beside every text that was looked at; of one that was edited since, once it is asked for. */
  filesChanged(): void;
  stop(): void;
}

interface SecondStageOptions {
  /** The text as it is now; undefined where nobody wants to know of it any longer. */
  current(uri: string): Snapshot | undefined;
  look(snapshot: Snapshot): Steps<readonly Diagnostic[]>;
  /** All is known of the text that there is to know, which may be what was known before. */
  done(uri: string): void;
  failed(error: unknown): void;
}

/** In milliseconds: longer than between two keys, shorter than one looks up. */
const pause = 250;
/** Of work without a break, in milliseconds. */
const slice = 8;

export function createSecondStage({ current, look, done, failed }: SecondStageOptions): SecondStage {
  const looked = new Map<string, { readonly snapshot: Snapshot; readonly found: readonly Diagnostic[] }>();
  const underWay = new Map<string, ReturnType<typeof setTimeout>>();

  const begin = (uri: string, delay: number): void => {
    clearTimeout(underWay.get(uri));
    const timer = setTimeout(() => start(uri), delay);
    underWay.set(uri, timer);
  };

  function start(uri: string): void {
    const snapshot = current(uri);
    if (snapshot) work(snapshot, look(snapshot));
    else forget(uri);
  }

  function work(snapshot: Snapshot, steps: Steps<readonly Diagnostic[]>): void {
    const found = nextSlice(steps);
    if (found) finish(snapshot, found);
    else {
      const timer = setTimeout(() => work(snapshot, steps), 0);
      underWay.set(snapshot.uri, timer);
    }
  }

  /** Undefined where there is more to do. */
  function nextSlice(steps: Steps<readonly Diagnostic[]>): readonly Diagnostic[] | undefined {
    const end = performance.now() + slice;
    try {
      do {
        const { done: atEnd, value } = steps.next();
        if (atEnd) return value;
      } while (performance.now() < end);
    } catch (error) {
      failed(error);
      return [];
    }
    return undefined;
  }

  function finish(snapshot: Snapshot, found: readonly Diagnostic[]): void {
    const { uri } = snapshot;
    underWay.delete(uri);
    looked.set(uri, { snapshot, found });
    // Another text that it imports may have changed meanwhile.
    if (current(uri) !== snapshot) begin(uri, 0);
    else done(uri);
  }

  function drop(uri: string): void {
    clearTimeout(underWay.get(uri));
    underWay.delete(uri);
  }

  function forget(uri: string): void {
    drop(uri);
    looked.delete(uri);
  }

  return {
    known(snapshot) {
      const { uri } = snapshot;
      const last = looked.get(uri);
      if (last?.snapshot === snapshot) return last.found;
      if (!underWay.has(uri)) begin(uri, pause);
      return last ? carryOver(last.found, last.snapshot.text.getText(), snapshot.text.getText()) : [];
    },
    edited(uri) {
      if (current(uri)) drop(uri);
      else forget(uri);
    },
    filesChanged() {
      // Many files change in a row: what is about to begin waits for the last of them.
      for (const uri of underWay.keys()) begin(uri, pause);
      for (const [uri, { snapshot }] of looked) {
        if (!underWay.has(uri) && current(uri) === snapshot) begin(uri, 0);
      }
    },
    stop() {
      for (const timer of underWay.values()) clearTimeout(timer);
      underWay.clear();
    },
  };
}
