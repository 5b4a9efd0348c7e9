/** A folder that Hugging Face Transformers wrote, as a backbone. */
import { errorText } from '../../error-text.js';
import type { SourceFiles } from '../../files.js';
import { isRecord } from '../../record.js';
import { besideFile } from '../../resolve/paths.js';
import { ImportProblem } from '../model.js';
import type { FolderFiles } from './folder-files.js';
import { denseFolders } from './sentence-modules.js';

const configFile = 'config.json';

/** What is read beside it, where it is there. */
const besides = {
  tokenizer: 'tokenizer_config.json',
  sentences: 'sentence_bert_config.json',
  pooling: '1_Pooling/config.json',
  modules: 'modules.json',
} as const;

/** Another text where the network, or what lies beside it, may have changed. */
export function folderStamp(folder: string, files: SourceFiles): string | undefined {
  const names = (files.list(folder) ?? []).map(({ name }) => name);
  const read = names.filter((name) => name === configFile || name.endsWith('.pkl'));
  const stampOf = (name: string) => files.stamp?.(inFolder(folder, name));
  const stamps = read.map(stampOf);
  const others = [...Object.values(besides), ...denseConfigs(folder, files)].map(stampOf);
  return stamps.length > 0 && !stamps.includes(undefined)
    ? [...stamps, ...others, ...names].join(' ')
    : undefined;
}

/** What the folder says of its network; undefined where it has no `config.json`. @throws ImportProblem */
export function folderFiles(folder: string, files: SourceFiles): FolderFiles | undefined {
  const read = (file: string) => readJson(folder, file, files, isRecord, 'object');
  const config = read(configFile);
  if (config === undefined) return undefined;
  return {
    config,
    tokenizer: read(besides.tokenizer),
    sentences: read(besides.sentences),
    pooling: read(besides.pooling),
    ...modulesIn(folder, files),
  };
}

/** What a sentence transformer computes, and the configurations of its dense layers. */
function modulesIn(folder: string, files: SourceFiles): Pick<FolderFiles, 'modules' | 'dense'> {
  const modules = readJson(folder, besides.modules, files, isList, 'list');
  const dense = denseFolders(modules).map((path) => {
    const config = readJson(folder, `${path}/${configFile}`, files, isRecord, 'object');
    if (config) return [path, config] as const;
    throw new ImportProblem(`its modules.json names the layer ${path}, which has no ${configFile}`);
  });
  return { modules, ...(dense.length > 0 ? { dense: Object.fromEntries(dense) } : {}) };
}

/** None where the list of modules cannot be read: its reader says why. */
function denseConfigs(folder: string, files: SourceFiles): readonly string[] {
  try {
    const modules = readJson(folder, besides.modules, files, isList, 'list');
    return denseFolders(modules).map((path) => `${path}/${configFile}`);
  } catch {
    return [];
  }
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function readJson<T>(
  folder: string,
  file: string,
  files: SourceFiles,
  fits: (value: unknown) => value is T,
  what: string,
): T | undefined {
  const text = files.read(inFolder(folder, file));
  if (text === undefined) return undefined;
  const value = parsed(text, file);
  if (!fits(value)) throw new ImportProblem(`its ${file} is no ${what}`);
  return value;
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ImportProblem(`its ${file} is no JSON (${errorText(error).replace(/\.$/, '')})`);
  }
}

const inFolder = (folder: string, file: string): string => besideFile(`${folder}/x`, file);
