/** Takes up a request of the protocol, whatever of its parameters is there. */
import {
  type CancellationToken,
  ErrorCodes,
  LSPErrorCodes,
  type MessageConnection,
  ResponseError,
} from 'vscode-languageserver-protocol';
import { malformed } from './params.js';

export const cancelled = (): ResponseError<void> =>
  new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.');

/** What was cancelled before it is taken up is told so, and so is what lacks a parameter; `answer` sees neither. */
export function handle<Params>(
  connection: Pick<MessageConnection, 'onRequest'>,
  method: string,
  answer: (params: Params, token: CancellationToken) => unknown,
): void {
  // Of a request without parameters only the token is passed on.
  connection.onRequest(method, (...given: unknown[]) => {
    const token = given.at(-1) as CancellationToken;
    const params = given.length > 1 ? given[0] : undefined;
    if (token.isCancellationRequested) return cancelled();
    const wrong = malformed(method, params);
    if (wrong !== undefined) return new ResponseError(ErrorCodes.InvalidParams, wrong);
    return answer((params ?? {}) as Params, token);
  });
}
