/** The files around the texts where there is no file system: the client is asked for them. */
import type { MessageConnection } from 'vscode-languageserver-protocol';
import type { FileEntry } from '../../files.js';
import type { EditorFiles } from '../files.js';
import {
  type ListFolderResult,
  listFolderRequest,
  type ReadFileParams,
  type ReadFileResult,
  readFileRequest,
} from './requests.js';

type Asking = Pick<MessageConnection, 'sendRequest'>;

/** Asked for and on its way, or there: undefined where the client has nothing. */
interface Known<T> {
  readonly value: T | undefined;
  /** The client has said that there is nothing. */
  readonly absent: boolean;
}

/**
 * What is not known is undefined for now, is asked for, and `arrived` is called once something came. What is
 * forgotten is asked for again when it is next wanted.
 */
export function remoteFiles(
  connection: Asking,
  arrived: (uris: readonly string[]) => void,
): EditorFiles & { forget(uris: readonly string[]): void } {
  const onTheirWay = new Set<Promise<void>>();

  const ask = async <T>(method: string, params: object): Promise<T | undefined> =>
    ((await connection.sendRequest(method, params)) as T | null) ?? undefined;

  /**
   * Answers from what is known; `fetch` is called the first time.
   * @param tellsAbsence whether something follows from it that there is nothing
   */
  const remember = <T>(fetch: (uri: string, key: string) => Promise<T | undefined>, tellsAbsence = false) => {
    const known = new Map<string, Known<T>>();
    return {
      get(uri: string, key = uri): T | undefined {
        const found = known.get(key);
        if (found) return found.value;
        const pending: Known<T> = { value: undefined, absent: false };
        known.set(key, pending);
        const settle = (value: T | undefined): void => {
          // Forgotten meanwhile: what came is old.
          if (known.get(key) !== pending) return;
          known.set(key, { value, absent: value === undefined });
          if (value !== undefined || tellsAbsence) arrived([uri]);
        };
        // A client that does not answer has not said that there is nothing.
        const way = fetch(uri, key).then(settle, () => undefined);
        onTheirWay.add(way);
        void way.then(() => onTheirWay.delete(way));
        return undefined;
      },
      isAbsent: (key: string): boolean => known.get(key)?.absent === true,
      forget(uris: readonly string[]): void {
        for (const key of known.keys())
          if (uris.some((uri) => key.startsWith(uri) || isParent(key, uri))) known.delete(key);
      },
    };
  };

  const texts = remember(async (uri): Promise<string | undefined> => {
    const params: ReadFileParams = { uri };
    const result = await ask<ReadFileResult>(readFileRequest, params);
    return result && 'text' in result ? result.text : undefined;
  }, true);
  const heads = remember(async (uri, key): Promise<Uint8Array | undefined> => {
    const params: ReadFileParams = { uri, bytes: Number(key.slice(key.lastIndexOf('#') + 1)) };
    const result = await ask<ReadFileResult>(readFileRequest, params);
    return result && 'base64' in result ? decodeBase64(result.base64) : undefined;
  });
  const folders = remember(
    (uri): Promise<readonly FileEntry[] | undefined> => ask<ListFolderResult>(listFolderRequest, { uri }),
  );

  return {
    complete: false,
    arriving: () => (onTheirWay.size > 0 ? Promise.all(onTheirWay) : undefined),
    read: (uri) => texts.get(uri),
    isAbsent: texts.isAbsent,
    head: (uri, bytes) => heads.get(uri, `${uri}#${bytes}`),
    list: (uri) => folders.get(uri),
    forget(uris) {
      for (const kind of [texts, heads, folders]) kind.forget(uris);
    },
  };
}

/** A file's change changes its folder's listing. */
const isParent = (folder: string, uri: string): boolean =>
  uri.slice(0, uri.lastIndexOf('/')) === folder.replace(/\/$/, '');

const decodeBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
