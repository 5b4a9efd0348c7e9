/** Turns the list of features into handlers of requests. */

import { ErrorCodes, type MessageConnection, ResponseError } from 'vscode-languageserver-protocol';
import { errorText } from '../../error-text.js';
import type { AnyFeature, Session, TextFeature, WorkspaceFeature } from '../feature.js';
import { type BuiltinUris, isBuiltin } from './builtin.js';
import { cancelled, handle } from './handle.js';

interface Dispatching {
  readonly connection: MessageConnection;
  readonly features: readonly AnyFeature[];
  readonly uris: BuiltinUris;
  /** From then on every request is refused. */
  isShutDown(): boolean;
  /** Known once the client has introduced itself. */
  around(): Session;
  /** Tells the client's log of an error that is ours. */
  log(error: unknown, method: string): void;
}

/** What every request about a text carries, one way or the other: the protocol's, and ours in `requests.ts`. */
interface OfText {
  readonly textDocument?: { readonly uri: string };
  readonly uri?: string;
}

/**
 * Every request is answered from the snapshot of the moment it is taken up; where the answer is a list of files that
 * the client is still asked for, once they are there. A text that is not known has no answer; an error of ours becomes
 * the request's and the server goes on.
 */
export function dispatch({ connection, features, uris, isShutDown, around, log }: Dispatching): void {
  for (const feature of features) {
    const { method } = feature;
    const answerNow = (sent: OfText): unknown => {
      try {
        return uris.outward(answer(feature, inwards(sent, uris), around()) ?? null);
      } catch (error) {
        if (error instanceof ResponseError) return error;
        log(error, method);
        return new ResponseError(ErrorCodes.InternalError, `${method}: ${errorText(error)}`);
      }
    };
    handle<OfText>(connection, method, (sent, token) => {
      if (isShutDown()) return new ResponseError(ErrorCodes.InvalidRequest, 'The server is shut down.');
      const found = answerNow(sent);
      const arriving = feature.waits ? around().workspace.files.arriving?.() : undefined;
      if (!arriving) return found;
      return soon(arriving).then(() => (token.isCancellationRequested ? cancelled() : answerNow(sent)));
    });
  }
}

/** Files that a client takes longer to tell are waited for no longer. */
const longestWait = 1_000;

async function soon(arriving: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise((resolve) => {
    timer = setTimeout(resolve, longestWait);
  });
  await Promise.race([arriving, patience]);
  clearTimeout(timer);
}

function answer(feature: AnyFeature, params: OfText, around: Session): unknown {
  if ('answerAll' in feature) {
    return (feature as WorkspaceFeature<OfText, unknown>).answerAll(around, params);
  }
  const uri = params.textDocument?.uri ?? params.uri;
  const snapshot = uri === undefined ? undefined : around.workspace.snapshot(uri);
  if (!snapshot) return null;
  return (feature as TextFeature<OfText, unknown>).answer({ ...around, snapshot }, params);
}

/** Requests about a built-in document that the client knows by another URI. */
function inwards(params: OfText, uris: BuiltinUris): OfText {
  const { textDocument } = params;
  const uri = textDocument && uris.inward(textDocument.uri);
  return uri !== undefined && isBuiltin(uri) ? { ...params, textDocument: { ...textDocument, uri } } : params;
}
