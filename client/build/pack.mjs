// `node client/build/pack.mjs FOLDER`: packs the client as front ends elsewhere install it, and prints the tarball's path.
// Within the program it is run from its TypeScript; a package is plain modules with their types beside, for any bundler.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const client = fileURLToPath(new URL('../', import.meta.url));

/** Compiles the sources into a folder of their own and packs that; answers the path of the tarball. */
export function packClient(destination) {
  const folder = mkdtempSync(join(tmpdir(), 'millgate-client-'));
  try {
    const { exports, ...about } = JSON.parse(readFileSync(join(client, 'package.json'), 'utf8'));
    compile(Object.values(exports), folder);
    const published = Object.entries(exports).map(([name, source]) => {
      const part = source.replace('./src/', './').replace(/\.ts$/, '');
      return [name, { types: `${part}.d.ts`, default: `${part}.js` }];
    });
    delete about.scripts;
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ ...about, exports: Object.fromEntries(published) }, null, 2),
    );
    copyFileSync(join(client, 'README.md'), join(folder, 'README.md'));
    copyFileSync(join(client, '../LICENSE'), join(folder, 'LICENSE'));
    mkdirSync(destination, { recursive: true });
    const said = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', destination], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return join(destination, JSON.parse(said)[0].filename);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compile(sources, outDir) {
  const program = ts.createProgram(
    sources.map((source) => join(client, source)),
    {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
      types: [],
      strict: true,
      declaration: true,
      allowImportingTsExtensions: true,
      rewriteRelativeImportExtensions: true,
      rootDir: join(client, 'src'),
      outDir,
    },
  );
  const { diagnostics, emitSkipped } = program.emit(undefined, (file, text) => {
    // Types name the files that are there, too.
    ts.sys.writeFile(file, text.replace(/(from '\.[^']*)\.ts'/g, "$1.js'"));
  });
  const faults = [...ts.getPreEmitDiagnostics(program), ...diagnostics];
  if (emitSkipped || faults.length > 0) {
    throw new Error(
      ts.formatDiagnostics(faults, {
        getCanonicalFileName: String,
        getCurrentDirectory: () => client,
        getNewLine: () => '\n',
      }),
    );
  }
}

const [, script, destination = '.'] = process.argv;
if (script && resolve(script) === fileURLToPath(import.meta.url)) console.log(packClient(resolve(destination)));
