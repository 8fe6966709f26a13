import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (name: string) => fileURLToPath(new URL(`./src/${name}`, import.meta.url));

const aliases = ['api', 'board', 'components', 'lib', 'state', 'texts'];

// The API to develop against: `ENTENTE_API=http://127.0.0.1:8080 npm run dev`.
const backend = process.env['ENTENTE_API'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [svelte()],
  resolve: { alias: Object.fromEntries(aliases.map((name) => [`$${name}`, source(name)])) },
  build: { target: 'es2022', sourcemap: false, reportCompressedSize: false, modulePreload: { polyfill: false } },
  server: { host: '127.0.0.1', proxy: { '/api': backend, '/feeds': backend } },
  test: { environment: 'node', include: ['src/**/*.test.ts'], restoreMocks: true },
});
