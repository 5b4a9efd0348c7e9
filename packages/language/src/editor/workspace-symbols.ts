import {
  type SymbolInformation,
  SymbolKind,
  type WorkspaceSymbolParams,
} from 'vscode-languageserver-protocol';
import type { WorkspaceFeature } from './feature.js';
import type { Snapshot } from './snapshot.js';
import { rangeIn } from './stretch.js';
import { type Entry, outlineOf } from './symbols/outline.js';

const most = 500;

const kinds: ReadonlySet<SymbolKind> = new Set([SymbolKind.Class, SymbolKind.Event, SymbolKind.Constant]);

/** Pipelines, phases and `let`s of all texts whose names hold the query's letters in their order. */
export const workspaceSymbols: WorkspaceFeature<WorkspaceSymbolParams, readonly SymbolInformation[]> = {
  method: 'workspace/symbol',
  capabilities: { workspaceSymbolProvider: true },
  answerAll({ workspace }, { query }) {
    const found = workspace.uris().flatMap((uri) => {
      const snapshot = workspace.snapshot(uri);
      return snapshot ? outlineOf(snapshot).flatMap((entry) => named(entry, snapshot)) : [];
    });
    return found
      .flatMap((symbol) => {
        const rank = rankOf(symbol.name.toLowerCase(), query.toLowerCase());
        return rank === undefined ? [] : [{ symbol, rank }];
      })
      .sort((a, b) => a.rank - b.rank)
      .slice(0, most)
      .map(({ symbol }) => symbol);
  },
};

function named(entry: Entry, snapshot: Snapshot, pipeline?: string): readonly SymbolInformation[] {
  const { name, kind, head, children } = entry;
  const inside = kind === SymbolKind.Class ? name : pipeline;
  const below = children.flatMap((child) => named(child, snapshot, inside));
  if (!kinds.has(kind)) return below;
  const { text, uri } = snapshot;
  const location = { uri, range: rangeIn(text, head) };
  return [{ name, kind, location, ...(pipeline === undefined ? {} : { containerName: pipeline }) }, ...below];
}

/** Less is better; undefined where letters are missing. */
function rankOf(name: string, query: string): number | undefined {
  if (name.startsWith(query)) return 0;
  if (name.includes(query)) return 1;
  let at = 0;
  for (const letter of query) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return undefined;
  }
  return 2;
}
