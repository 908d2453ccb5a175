import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

const ENGINE = fileURLToPath(new URL('../engine/strait_web.wasm', import.meta.url));

/** The engine as a text in the page, compressed: a page that is opened from a folder can fetch no file beside it. */
function engine(): Plugin {
  const name = 'virtual:engine';
  return {
    name: 'engine',
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load(id) {
      if (id !== `\0${name}`) return null;
      const text = gzipSync(readFileSync(ENGINE), { level: 9 }).toString('base64');
      return `export default ${JSON.stringify(text)};`;
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [engine(), viteSingleFile()],
  // A page from a folder can start no worker that is a module.
  worker: { format: 'iife' },
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  build: { target: 'es2022', modulePreload: false, chunkSizeWarningLimit: 4000 },
});
