/** Which words are `let`s, by tokens: the parser is not waited for. */
import type { Snapshot } from '../snapshot.js';
import { isComment, type SourceToken } from '../tokens.js';
import { besideUri } from '../uris.js';
import type { Workspace } from '../workspace.js';

interface Holder {
  readonly lets: Set<string>;
  readonly parent?: string;
}

/** What a text declares that a word may mean. */
interface Declared {
  readonly file: ReadonlySet<string>;
  readonly pipelines: ReadonlyMap<string, Holder>;
  readonly imports: readonly string[];
}

const outlines = new WeakMap<Snapshot, Declared>();

function declaredIn(snapshot: Snapshot): Declared {
  const known = outlines.get(snapshot);
  if (known) return known;
  const found = read(snapshot.tokens);
  outlines.set(snapshot, found);
  return found;
}

function read(all: readonly SourceToken[]): Declared {
  const file = new Set<string>();
  const pipelines = new Map<string, Holder>();
  const imports: string[] = [];
  let inside: Holder | undefined;
  let depth = 0;
  const tokens = all.filter((token) => !isComment(token));
  for (const [index, { kind }] of tokens.entries()) {
    if (kind === '{') depth++;
    if (kind === '}') depth = Math.max(0, depth - 1);
    const next = tokens[index + 1];
    if (!next) break;
    if (kind === 'import' && next.kind === 'STRING') imports.push(next.text.slice(1, -1));
    else if (kind === 'pipeline' && !namesSomething(tokens[index - 1])) {
      const parent = tokens[index + 2]?.kind === 'extends' ? tokens[index + 3]?.text : undefined;
      inside = { lets: new Set(), ...(parent === undefined ? {} : { parent }) };
      pipelines.set(next.text, inside);
      depth = 0;
    } else if (kind === 'let' && tokens[index + 2]?.kind === '=') {
      (depth > 0 && inside ? inside.lets : file).add(next.text);
    }
  }
  return { file, pipelines, imports };
}

/** A keyword after one of these is a name. */
const namesSomething = (before: SourceToken | undefined): boolean =>
  before !== undefined && ['phase', 'pipeline', 'let', 'extends', ':', ',', '..', '('].includes(before.kind);

/** The `let`s that the words of a pipeline may mean; of the file where there is no pipeline. */
export type LetsOf = (pipeline: string | undefined) => ReadonlySet<string>;

export function letsOf(snapshot: Snapshot, workspace: Workspace): LetsOf {
  const own = declaredIn(snapshot);
  const imported = own.imports.flatMap((path) => {
    const other = workspace.snapshot(besideUri(snapshot.uri, path));
    return other && other !== snapshot ? [declaredIn(other)] : [];
  });
  const files = [own, ...imported];
  const ofFile = new Set(files.flatMap((declared) => [...declared.file]));
  const known = new Map<string, ReadonlySet<string>>();
  return (pipeline) => {
    if (pipeline === undefined) return ofFile;
    const found = known.get(pipeline) ?? new Set([...ofFile, ...inherited(pipeline, files)]);
    known.set(pipeline, found);
    return found;
  };
}

function inherited(
  pipeline: string,
  files: readonly Declared[],
  seen: readonly string[] = [],
): readonly string[] {
  if (seen.includes(pipeline)) return [];
  const holder = files.flatMap((declared) => declared.pipelines.get(pipeline) ?? [])[0];
  const { lets = [], parent } = holder ?? {};
  return [...lets, ...(parent === undefined ? [] : inherited(parent, files, [...seen, pipeline]))];
}
