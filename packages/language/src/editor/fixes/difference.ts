import { changedPart } from '../changed-part.js';
import type { Edit } from './edit.js';

/** One edit that makes `after` of `before`, no longer than it must be. */
export function difference(before: string, after: string): Edit | undefined {
  const part = changedPart(before, after);
  return part && { start: part.start, end: part.endBefore, text: after.slice(part.start, part.endAfter) };
}
