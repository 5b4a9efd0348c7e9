/** From the text of a `.tlp` file to pipelines: what every command and the editor start from. */
import { EmptyFileSystem, URI } from 'langium';
import type { LookBudget } from './data/look.js';
import { type SourceFiles, noFiles as unseenFiles } from './files.js';
import { differingGaps, withGaps } from './format/gaps.js';
import { layout } from './format/layout.js';
import { tokensOf } from './format/tokens.js';
import { createTlpServices } from './grammar/create-services.js';
import type { TlpServices } from './grammar/services.js';
import { analyse } from './resolve/analyse.js';
import { withFileChecks } from './resolve/file-checks.js';
import { besideFile } from './resolve/paths.js';
import type { Pipeline } from './resolve/pipeline.js';
import { readSlicings, type SlicingsRead } from './resolve/slicings-text.js';
import { createSource, type Source } from './resolve/source.js';
import type { Told } from './resolve/suppress.js';

let shared: TlpServices | undefined;

/** The parser is built once; it is the greater part of the start-up. */
function services(): TlpServices {
  shared ??= createTlpServices(EmptyFileSystem).tlp;
  return shared;
}

export interface ResolveOptions {
  /** Absolute path of the text's file; relative paths in the text start from its folder. */
  readonly file: string;
  /** Where imported files are read. Without it none is there. */
  readonly files?: SourceFiles;
  /** How much of the data may be looked at; without it only the text is. */
  readonly look?: LookBudget;
  /** Overrides of the command line, `schedule.tune.epochs=3`. */
  readonly sets?: readonly string[];
  /** What `env("NAME")` reads. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface Resolution extends Told {
  readonly pipelines: readonly Pipeline[];
}

/**
 * Every pipeline of the text that has no error, and everything there is to say about the text.
 * Never throws, whatever the text.
 */
export async function resolveText(
  text: string,
  { file, files = noFiles, look, sets = [], env = {} }: ResolveOptions,
): Promise<Resolution> {
  const source = openSource(text, file, files);
  const analysis = analyse(source, services(), { sets, env });
  return look ? withFileChecks(analysis, source, { services: services(), files, budget: look }) : analysis;
}

const noFiles: SourceFiles = { ...unseenFiles, complete: true };

/** The text and, as far as they are asked for, the files it imports, each read once. */
function openSource(text: string, file: string, files: SourceFiles): Source {
  const known = new Map<string, Source>();
  const open = (content: string, at: string): Source => {
    const source = createSource({
      file: at,
      uri: uriOf(at),
      text: content,
      services: services(),
      files,
      import(written) {
        const path = besideFile(at, written);
        const found = known.get(path);
        if (found) return found;
        const read = files.read(path);
        if (read === undefined) {
          if (files.size?.(path) !== undefined) return 'unfit';
          return files.complete ? 'missing' : 'unseen';
        }
        return open(read, path);
      },
      list: (folder) => files.list(besideFile(at, folder))?.map(({ name }) => name) ?? [],
    });
    known.set(at, source);
    return source;
  };
  return open(text, file);
}

/** What an option of the command line, such as `--slices`, says of slices. */
export const resolveSlicings = (text: string, option: string): SlicingsRead =>
  readSlicings(text, option, services());

/**
 * The text with its layout put right: comments, line ends and meaning stay, laying out twice changes nothing more.
 * A text that the parser does not understand comes back unchanged.
 */
export async function formatText(text: string): Promise<string> {
  const { document, unparsed } = openSource(text, '', noFiles);
  const tokens = unparsed ? undefined : tokensOf(document);
  return tokens ? withGaps(text, differingGaps(text, layout(tokens)) ?? []) : text;
}

/** Tells the documents apart; a path may be one of another system. */
const uriOf = (file: string): URI => URI.from({ scheme: 'memory', path: `/${file.replace(/^[/\\]+/, '')}` });
