/** JSON that a weight file holds: of a size that was checked, and not nested so deep that parsing it takes gigabytes. */

/** Configurations of models in models are nested some thirty deep. */
const deepest = 200;

/** The problem is a clause to follow the text's name. */
export function parseJson(
  json: Uint8Array,
  most = deepest,
): { readonly value: unknown } | { readonly problem: string } {
  // Found before it is parsed, which takes a gigabyte for 30 MB of brackets.
  if (isDeeper(json, most)) return { problem: 'is nested too deeply' };
  try {
    return { value: JSON.parse(new TextDecoder().decode(json)) };
  } catch {
    return { problem: 'is not JSON' };
  }
}

/** Whether objects and lists of a JSON text stand in each other deeper than `most`. */
function isDeeper(json: Uint8Array, most: number): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < json.length; at++) {
    const byte = json[at];
    if (inText) {
      if (byte === 0x5c) at++;
      else if (byte === 0x22) inText = false;
    } else if (byte === 0x22) inText = true;
    else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > most) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return false;
}
