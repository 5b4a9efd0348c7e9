import type {
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensDeltaParams,
  SemanticTokensParams,
  SemanticTokensRangeParams,
  ServerCapabilities,
} from 'vscode-languageserver-protocol';
import { classify } from './colours/classify.js';
import { difference, encode } from './colours/encode.js';
import { tokenModifiers, tokenTypes } from './colours/legend.js';
import { letsOf } from './colours/lets.js';
import type { Scene, TextFeature } from './feature.js';
import type { SourceToken } from './tokens.js';
import type { Workspace } from './workspace.js';

const capabilities: ServerCapabilities = {
  semanticTokensProvider: {
    legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
    full: { delta: true },
    range: true,
  },
};

/** Answers that a client may refer back to: the newest few of each workspace. */
interface Answers {
  next: number;
  readonly byId: Map<string, readonly number[]>;
}

const kept = 32;
const answers = new WeakMap<Workspace, Answers>();

function answersOf(workspace: Workspace): Answers {
  const known = answers.get(workspace) ?? { next: 1, byId: new Map() };
  answers.set(workspace, known);
  return known;
}

function remember(data: readonly number[], { workspace }: Scene): string {
  const store = answersOf(workspace);
  const id = String(store.next++);
  store.byId.set(id, data);
  const [oldest] = store.byId.keys();
  if (store.byId.size > kept && oldest !== undefined) store.byId.delete(oldest);
  return id;
}

function dataOf(scene: Scene, wanted?: (token: SourceToken) => boolean): readonly number[] {
  const { snapshot, workspace } = scene;
  const all = classify(snapshot.tokens, letsOf(snapshot, workspace));
  return encode(wanted ? [...all].filter(([token]) => wanted(token)) : all, snapshot.text);
}

export const semanticTokens: TextFeature<SemanticTokensParams, SemanticTokens> = {
  method: 'textDocument/semanticTokens/full',
  capabilities,
  answer(scene) {
    const data = dataOf(scene);
    return { resultId: remember(data, scene), data: [...data] };
  },
};

/** What changed since an answer that is still known; else the whole. */
export const semanticTokensDelta: TextFeature<
  SemanticTokensDeltaParams,
  SemanticTokens | SemanticTokensDelta
> = {
  method: 'textDocument/semanticTokens/full/delta',
  capabilities,
  answer(scene, { previousResultId }) {
    const before = answersOf(scene.workspace).byId.get(previousResultId);
    const data = dataOf(scene);
    const resultId = remember(data, scene);
    return before ? { resultId, edits: difference(before, data) } : { resultId, data: [...data] };
  },
};

export const semanticTokensRange: TextFeature<SemanticTokensRangeParams, SemanticTokens> = {
  method: 'textDocument/semanticTokens/range',
  capabilities,
  answer(scene, { range }) {
    const { text } = scene.snapshot;
    const from = text.offsetAt(range.start);
    const to = text.offsetAt(range.end);
    return { data: [...dataOf(scene, ({ start, end }) => start < to && end > from)] };
  },
};
