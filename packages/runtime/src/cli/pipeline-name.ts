/** A name the language takes, made from a folder's: `My photos (2)` becomes `my_photos_2`. */
export function pipelineName(folder: string): string {
  const name = folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[a-z]/.test(name) ? name : `data${name === '' ? '' : `_${name}`}`;
}
