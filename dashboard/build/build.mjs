// `node dashboard/build/build.mjs [--if-stale] [--after-install]`: builds the pages into dashboard/dist.
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { builtFolder, isBuilt, root, stampFile, stampOfSources } from './pages.mjs';

const options = new Set(process.argv.slice(2));

if (!options.has('--if-stale') || !isBuilt()) {
  try {
    await build();
  } catch (cause) {
    // Whoever installs a part that serves no pages is not kept from it; the first start that serves them says it again.
    console.error(`millgate: the pages could not be built: ${cause instanceof Error ? cause.message : cause}`);
    if (!options.has('--after-install')) process.exit(1);
  }
}

/** Builds beside the old pages and then takes their place, so that nobody is ever served half of them. */
async function build() {
  const stamp = stampOfSources();
  const folder = mkdtempSync(join(root, '.building-'));
  try {
    const [{ build: bundle }, { viteConfig }] = await Promise.all([import('vite'), import('./vite.config.mjs')]);
    await bundle(viteConfig(folder));
    await compressAll(folder);
    writeFileSync(join(folder, stampFile), stamp);
    rmSync(builtFolder, { recursive: true, force: true });
    renameSync(folder, builtFolder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Beside each file its compressed forms: compressed once here rather than for everybody who asks. */
async function compressAll(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|css|html|svg|json|ttf)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  await Promise.all(
    files.map(async (file) => {
      const content = readFileSync(file);
      // The last two levels cost ten times the time and save the editor, which is large and rarely loaded, a tenth.
      const quality = content.length > 400_000 ? 7 : 11;
      const br = await promisify(brotliCompress)(content, {
        params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
      });
      writeFileSync(`${file}.br`, br);
      writeFileSync(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
    }),
  );
}
