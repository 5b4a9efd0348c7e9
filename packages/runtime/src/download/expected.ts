/** What is known of a file before it is there, and whether it then is that file. */
import type { Digests } from '../files/hash.js';

export interface Expected {
  /** Lower-case hex; its first digits where the publisher states no more. */
  readonly sha256?: string | undefined;
  /** Lower-case hex. Tells damage, not malice. */
  readonly md5?: string | undefined;
  readonly bytes?: number | undefined;
}

/** Whether a hash is known, so that the content alone decides if a file is the right one. */
export const vouched = ({ sha256, md5 }: Expected): boolean => sha256 !== undefined || md5 !== undefined;

/** How the file differs, as a clause after its name; undefined where it does not. */
export function misfit(found: Digests, { sha256, md5, bytes }: Expected): string | undefined {
  if (sha256 !== undefined && !found.sha256.startsWith(sha256.toLowerCase())) {
    return `has sha256 ${found.sha256}, ${sha256} was expected`;
  }
  if (md5 !== undefined && found.md5 !== md5.toLowerCase()) {
    return `has md5 ${found.md5}, ${md5} was expected`;
  }
  if (bytes !== undefined && found.bytes !== bytes) {
    return `has ${found.bytes} bytes, ${bytes} were expected`;
  }
  return undefined;
}

/** How what a server states of the file differs, before any of it is fetched. It may state less than is expected. */
export function misstated(stated: Expected, expected: Expected): string | undefined {
  for (const name of ['sha256', 'md5'] as const) {
    const [says, want] = [stated[name], expected[name]];
    if (says !== undefined && want !== undefined && !says.startsWith(want.toLowerCase())) {
      return `has ${name} ${says} by its own account, ${want} was expected`;
    }
  }
  if (stated.bytes !== undefined && expected.bytes !== undefined && stated.bytes !== expected.bytes) {
    return `has ${stated.bytes} bytes, ${expected.bytes} were expected`;
  }
  return undefined;
}
