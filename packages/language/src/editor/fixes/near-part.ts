import { nearest } from '../../checks/did-you-mean.js';
import type { Fix, FixContext } from './fix.js';
import { fixOf } from './write.js';

/** The text in quotes where the mistake stands, with its last part as the name beside it that is likely meant. */
export function nearPart(name: string, names: readonly string[], context: FixContext): Fix | undefined {
  const near = nearest(name, names);
  const at = context.content.indexOf(`${name}"`, context.start);
  if (near === undefined || at < 0 || at > context.end) return undefined;
  return fixOf(`Write \`"${near}"\``, [{ start: at, end: at + name.length, text: near }], {
    preferred: true,
  });
}
