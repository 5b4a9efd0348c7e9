import { URI } from 'langium';
import { besideFile } from '../resolve/paths.js';

/** A path as a text names it, seen from the folder of the text: of the same scheme and authority as the text. */
export function besideUri(uri: string, path: string): string {
  const parsed = URI.parse(uri);
  const drive = /^[a-zA-Z]:[/\\]/.test(path);
  const target = drive ? `/${path}` : besideFile(parsed.path, path);
  return parsed.with({ path: target.replaceAll('\\', '/') }).toString();
}

/** Clients escape differently (`c++` and `c%2B%2B`); what they mean is compared and kept in this one spelling. */
export const canonicalUri = (uri: string): string => URI.parse(uri).toString();
