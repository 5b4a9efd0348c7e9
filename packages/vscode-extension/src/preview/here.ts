/** What of the drawing the cursor in a text stands on. */
import type { BackboneGraph } from '@tlp/language/editor/server/requests.js';
import type { Location, Position } from 'vscode-languageserver-protocol';

export interface Here {
  /** Names of the blocks. */
  readonly blocks: readonly string[];
  readonly phase: string | null;
}

export function hereAt(graph: BackboneGraph, uri: string, position: Position): Here {
  const on = ({ places }: { readonly places: readonly Location[] }): boolean =>
    places.some((place) => place.uri === uri && holds(place, position));
  return {
    blocks: graph.blocks.filter(on).map(({ name }) => name),
    phase: graph.phases.find(on)?.name ?? null,
  };
}

/** The cursor counts as on a word when it stands before it, in it or after it. */
const holds = ({ range: { start, end } }: Location, at: Position): boolean =>
  !isBefore(at, start) && !isBefore(end, at);

const isBefore = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);
