import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The repository, pictures of what failed, and pictures for the documentation. */
export const root = here('../..');
export const artifacts = here('artifacts');
export const screenshots = here('../../docs/screenshots');
