// What the page takes to load, compressed; too much fails the build.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const MOST = 1_500_000;
const bytes = gzipSync(readFileSync(new URL('./dist/index.html', import.meta.url)), { level: 9 }).length;
console.log(`dist/index.html: ${(bytes / 1000).toFixed(0)} kB compressed, allowed are ${MOST / 1000} kB`);
process.exit(bytes > MOST ? 1 : 0);
