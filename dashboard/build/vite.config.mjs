// One build with several entries; what two of them use is one chunk.
import { join } from 'node:path';
import { root } from './pages.mjs';

/** Each is a folder of src with an index.html, served at /NAME/. */
export const pages = ['home', 'dashboard', 'portal', 'day', 'explorer'];

export const viteConfig = (outDir) => ({
  root: join(root, 'src'),
  base: '/',
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  // The runtime of JSX is Preact’s; a file that draws with React says so in its first line.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  worker: { format: 'es' },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // A data: address is a source that the policy of the pages does not name.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 8_192,
    manifest: 'manifest.json',
    rollupOptions: { input: pages.map((page) => join(root, 'src', page, 'index.html')) },
  },
});
