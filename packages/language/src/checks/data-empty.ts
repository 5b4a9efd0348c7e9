import { readFormats } from '../data/image-formats.js';
import { classesOf } from '../data/look.js';
import { fileChecked } from './rule.js';

export const dataEmpty = fileChecked<{ path: string; strays: number }>({
  code: 'TLP352',
  severity: 'error',
  title: 'No images in the data folder',
  explanation: `The data folder has no subfolder with ${readFormats} images. There is one folder per class, and its name is the label: \`data/cat/1.jpg\`, \`data/dog/1.jpg\`.`,
  message: ({ path, strays }) =>
    strays > 0 ? `${path} contains ${strays} images but no class folders.` : `${path} contains no images.`,
  remedy: () => 'Create one folder per class, named after the class, and put its images there.',
  bad: { data: 'batch: 16', folders: { photos: 40 } },
  good: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/tulip': 30 } },
  reads: ['data.path', 'data.split'],
  check({ pipeline, data }, found) {
    if (!data?.exists || !data.whole || data.sources.some(({ exists }) => !exists)) return;
    if (classesOf(data).length > 0) return;
    const strays = data.sources.reduce((sum, source) => sum + source.strays.length, 0);
    found({ path: pipeline.data.path, strays }, 'data.path');
  },
});
