import { dataChecked } from '../../../checks/data/data-rule.js';
import { listed } from '../../../checks/listed.js';
import { classesOf } from '../../../data/seen.js';
import { counted } from '../../../quantities.js';
import { readFormats, unreadFormatOf } from '../image-formats.js';

export const unreadImages = dataChecked<{ files: readonly string[]; lost: readonly string[] }>({
  kind: 'images',
  code: 'TLP379',
  severity: 'warning',
  title: 'Images in an unsupported format',
  explanation: `Only ${readFormats} images are read. The others are left out, and a class that has only such images is missing.`,
  message: ({ files, lost }) => {
    const left = `${counted(files.length, 'image')} in ${formatsOf(files)} ${files.length === 1 ? 'is' : 'are'} left out`;
    if (lost.length === 0) return `${left}: ${listed(files)}.`;
    return `${left}, and with ${files.length === 1 ? 'it' : 'them'} the ${lost.length === 1 ? 'class' : 'classes'} ${listed(lost)}: ${listed(files)}.`;
  },
  remedy: ({ files }) => conversion(files),
  bad: {
    data: 'batch: 16',
    folders: { 'photos/rose': 30, 'photos/tulip': 30 },
    others: { 'photos/tulip/scan.bmp': '' },
  },
  good: {
    data: 'batch: 16',
    folders: { 'photos/rose': 30, 'photos/tulip': 30 },
    others: { 'photos/tulip/scan.tiff': '' },
  },
  at: 'data.path',
  check(data) {
    const files = data.sources.flatMap(({ unread }) => unread);
    const kept = new Set(classesOf(data));
    if (files.length === 0 || kept.size === 0) return [];
    const all = data.sources.flatMap(({ classes }) => classes);
    const lost = all.filter(({ name, unread }) => unread > 0 && !kept.has(name)).map(({ name }) => name);
    return [{ files, lost: [...new Set(lost)] }];
  },
});

/** `BMP and HEIC` */
export function formatsOf(files: readonly string[]): string {
  const names = [...new Set(files.flatMap((file) => unreadFormatOf(file) ?? []))];
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** How files of these names become images that are read. */
export function conversion(files: readonly string[]): string {
  const [first = ''] = files;
  const folder = first.slice(0, first.lastIndexOf('/') + 1);
  const pattern = `${folder}*${first.slice(first.lastIndexOf('.'))}`;
  const quoted = /[^\w./*-]/.test(folder) ? `"${folder}"${pattern.slice(folder.length)}` : pattern;
  return `Convert them to PNG, for example with ImageMagick in the data folder: \`magick mogrify -format png ${quoted}\`.`;
}
