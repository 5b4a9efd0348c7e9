/** The page of `--live`, its address told. */
import { type LivePage, serveLive } from '../live/serve-live.js';
import type { Context } from './command.js';

/** @param port 0 for any; null is given where none is asked for @throws TLP917 */
export async function openLive(
  port: number | undefined,
  { err, errColors }: Context,
): Promise<LivePage | null> {
  if (port === undefined) return null;
  const live = await serveLive(port);
  err.write(`Live     ${errColors.cyan(live.address)}\n`);
  return live;
}

/** Of a command that goes on with what was stopped. */
export const liveArgument = (port: number | undefined): readonly string[] =>
  port === undefined ? [] : port === 0 ? ['--live'] : ['--live', String(port)];
