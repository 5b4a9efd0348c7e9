import type { FileKinds } from '../../data/walk.js';

/** Of a folder whose folders are the classes. */
export const textFiles: FileKinds = {
  isRead: (name) => /\.(?:txt|text)$/i.test(name),
  isUnread: () => false,
};
