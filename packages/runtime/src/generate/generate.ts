/** From a prompt to the text that a network continues it with. */
import { fail } from '@tlp/language/diagnostic.js';
import { longestText } from '@tlp/language/graph/continuation.js';
import { counted } from '@tlp/language/quantities.js';
import { createRandom } from '../random.js';
import { type ContinueOptions, continued } from './continue.js';
import { chosenToken, type Sampling, without } from './sampling.js';
import { createTextStream } from './text-stream.js';
import type { Writer } from './writer.js';

export interface GenerateOptions {
  readonly engine: ContinueOptions['engine'];
  /** The most tokens. */
  readonly most: number;
  /** Null for the likeliest token each time. */
  readonly sampling: Sampling | null;
  readonly seed: number;
  /** Texts at which it ends, and which are left out. */
  readonly stops: readonly string[];
  /** Hears of the text as it grows, in whole characters. */
  readonly onText: (text: string) => void;
  readonly signal?: AbortSignal | undefined;
}

export interface Generated {
  readonly text: string;
  readonly tokens: number;
  /** By a stop text, by the network itself, by the most tokens that were asked for, or by its last position. */
  readonly ended: 'stop' | 'end' | 'length' | 'positions';
}

/** @throws TlpError TLP692 where the prompt is too long, TLP694 where there is nothing to begin with */
export async function generate(
  { network, weights, tokenizer }: Writer,
  prompt: string,
  { engine, most, sampling, seed, stops, onText, signal }: GenerateOptions,
): Promise<Generated> {
  const begin = await beginning({ network, tokenizer }, prompt);
  const stream = createTextStream(tokenizer.decode, stops, prompt === '' ? [] : begin);
  let [text, tokens, isOver] = ['', 0, false];
  const say = (more: string) => {
    text += more;
    if (more !== '') onText(more);
  };
  const choose = (logits: Float32Array, step: number): number | null => {
    const token = chosenToken(without(logits, network.never), sampling, () =>
      createRandom('generate', seed, step),
    );
    isOver = token === network.end;
    return isOver ? null : token;
  };
  for await (const token of continued(network, weights, begin, { engine, most, choose })) {
    tokens += 1;
    say(await stream.push(token));
    if (stream.stopped() || signal?.aborted) break;
  }
  say(stream.end());
  const ended = stream.stopped() ? 'stop' : isOver ? 'end' : tokens >= most ? 'length' : 'positions';
  return { text, tokens, ended };
}

/** The tokens of a prompt; of an empty one what stands between texts. */
async function beginning(
  { network, tokenizer }: Pick<Writer, 'network' | 'tokenizer'>,
  prompt: string,
): Promise<readonly number[]> {
  const [encoding] =
    prompt === '' ? [] : await tokenizer.encode([[prompt]], Number.POSITIVE_INFINITY, 'head');
  const ids = [...(encoding?.ids ?? [])];
  const longest = longestText(network);
  if (ids.length > longest) {
    throw fail(
      'TLP692',
      `The prompt has ${counted(ids.length, 'token')}, and the network reads no more than ${counted(longest, 'token')}.`,
      'Shorten it.',
      { exitCode: 2 },
    );
  }
  if (ids.length > 0) return ids;
  if (network.end !== null) return [network.end];
  throw fail('TLP694', 'The prompt has no token to begin with.', 'Give a text to continue.', { exitCode: 2 });
}
