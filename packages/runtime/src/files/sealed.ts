/** JSON that carries the hash of its own content, so that a reader sees whether it is what was written. */
import { isRecord } from '@tlp/language/record.js';
import { sha256 } from './hash.js';

/** The object as lines of JSON, its hash last. Layout does not count, order and values do. */
export function sealed(value: object): string {
  const content = JSON.stringify(value);
  return `${JSON.stringify({ ...value, sha256: sha256(content) }, null, 2)}\n`;
}

export type Unsealed =
  | { readonly value: Readonly<Record<string, unknown>> }
  /** What is wrong, as a clause; `value` where it is an object without a seal. */
  | { readonly problem: string; readonly value?: Readonly<Record<string, unknown>> };

export function unsealed(text: string): Unsealed {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { problem: 'it is not JSON' };
  }
  if (!isRecord(parsed)) return { problem: 'it is not a JSON object' };
  const { sha256: seal, ...value } = parsed;
  if (seal === undefined) return { problem: 'it has no checksum', value };
  if (seal !== sha256(JSON.stringify(value))) return { problem: 'its checksum does not match its content' };
  return { value };
}
