import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Diagnostic } from '../../diagnostic.js';
import type { Steps } from '../../steps.js';
import type { Snapshot } from '../snapshot.js';
import { createWorkspace } from '../workspace.js';
import { createSecondStage } from './second-stage.js';

const uri = 'file:///work/a.tlp';
const problem: Diagnostic = {
  code: 'TLP350',
  severity: 'error',
  message: '',
  remedy: '',
  range: { line: 1, column: 1, endLine: 1, endColumn: 2 },
};

/** A stage whose looks take that long and find what `found` has by then. */
function stageOf({ steps = 1, milliseconds = 0 } = {}) {
  const workspace = createWorkspace();
  const seen = { found: [problem] as readonly Diagnostic[], looks: 0, done: 0, stepped: 0 };
  function* look(): Steps<readonly Diagnostic[]> {
    seen.looks++;
    for (let i = 0; i < steps; i++) {
      seen.stepped++;
      clock += milliseconds;
      yield;
    }
    return seen.found;
  }
  const stage = createSecondStage({
    current: (at) => (workspace.isOpen(at) ? workspace.snapshot(at) : undefined),
    look,
    done: () => seen.done++,
    failed: (error) => {
      throw error;
    },
  });
  const edit = (version: number, text: string): Snapshot => {
    const snapshot = workspace.open(uri, version, text);
    stage.edited(uri);
    return snapshot;
  };
  return { workspace, stage, seen, edit };
}

let clock = 0;
beforeEach(() => {
  clock = 0;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(performance, 'now').mockImplementation(() => clock);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('what the files have to say', () => {
  test('is not waited for, and told once it is known', () => {
    const { stage, seen, edit } = stageOf();
    const snapshot = edit(1, 'a');
    expect(stage.known(snapshot)).toEqual([]);
    expect(seen.looks).toBe(0);
    vi.runAllTimers();
    expect(seen).toMatchObject({ looks: 1, done: 1 });
    expect(stage.known(snapshot)).toEqual([problem]);
  });

  test('is looked up once nobody types, and stays in its place meanwhile', () => {
    const { stage, seen, edit } = stageOf();
    stage.known(edit(1, 'a\n'));
    vi.runAllTimers();
    for (let version = 2; version < 20; version++) {
      const snapshot = edit(version, `a\n${'b'.repeat(version)}`);
      expect(stage.known(snapshot)).toEqual([problem]);
      vi.advanceTimersByTime(100);
    }
    expect(seen.looks).toBe(1);
    vi.runAllTimers();
    expect(seen.looks).toBe(2);
  });

  test('is looked up in slices, which an edit ends', () => {
    const { stage, seen, edit } = stageOf({ steps: 100, milliseconds: 3 });
    stage.known(edit(1, 'a'));
    vi.advanceTimersToNextTimer();
    expect(seen.stepped).toBe(3);
    vi.advanceTimersToNextTimer();
    expect(seen.stepped).toBe(6);
    stage.known(edit(2, 'b'));
    vi.advanceTimersByTime(0);
    expect(seen).toMatchObject({ stepped: 6, done: 0 });
    vi.runAllTimers();
    expect(seen).toMatchObject({ stepped: 106, looks: 2, done: 1 });
  });

  test('is looked up again only once the text itself has been told of', () => {
    const { stage, seen, edit } = stageOf();
    stage.known(edit(1, 'a'));
    vi.runAllTimers();
    const snapshot = edit(2, 'b');
    stage.filesChanged();
    vi.runAllTimers();
    expect(seen.looks).toBe(1);
    stage.known(snapshot);
    vi.runAllTimers();
    expect(seen.looks).toBe(2);
  });

  test('is looked up again when files change, and the old told until then', () => {
    const { stage, seen, edit } = stageOf();
    const snapshot = edit(1, 'a');
    stage.known(snapshot);
    vi.runAllTimers();
    seen.found = [];
    stage.filesChanged();
    expect(stage.known(snapshot)).toEqual([problem]);
    vi.runAllTimers();
    expect(stage.known(snapshot)).toEqual([]);
  });

  test('is not looked up of a text that was closed', () => {
    const { stage, seen, edit, workspace } = stageOf();
    stage.known(edit(1, 'a'));
    workspace.close(uri);
    stage.edited(uri);
    vi.runAllTimers();
    expect(seen.looks).toBe(0);
  });
});
