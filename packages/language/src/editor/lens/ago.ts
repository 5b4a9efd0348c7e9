/** How long ago something was, as people say it. */
import { counted } from '../../quantities.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** @param now both in milliseconds since 1970 */
export function ago(then: number, now: number): string {
  const passed = Math.max(0, now - then);
  if (passed < minute) return 'just now';
  if (passed < hour) return `${counted(Math.floor(passed / minute), 'minute')} ago`;
  if (passed < day) return `${counted(Math.floor(passed / hour), 'hour')} ago`;
  return `${counted(Math.floor(passed / day), 'day')} ago`;
}
