// `npm run new:subgraph <name> [Entity] [prefix]`: copies services/_template with its names replaced, and wires the copy
// into the command line, the contract and the workspace. Needs no network: a copy brings no new dependency.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const at = (...path) => join(root, ...path);
const read = (path) => readFileSync(at(path), 'utf8');
const write = (path, text) => writeFileSync(at(path), text);

function refuse(message) {
  console.error(`new:subgraph: ${message}`);
  process.exit(1);
}

/** What the copy is called, from the command line; whatever is taken already is refused before anything is written. */
function namesFrom([name, given, short]) {
  if (!/^[a-z]{3,30}$/.test(name ?? '')) refuse('give a name of lower-case letters: npm run new:subgraph lockers');
  if (existsSync(at('services', name))) refuse(`services/${name} exists`);
  const entity = given ?? singularOf(name);
  if (!entity) refuse(`${name} is no plural; name its entity: npm run new:subgraph ${name} Route`);
  if (!/^[A-Z][a-z]+$/.test(entity)) refuse(`${entity} is no name of an entity: one word with a capital`);
  const prefix = short ?? entity.slice(0, 3).toLowerCase();
  if (!/^[a-z]{3}$/.test(prefix)) refuse(`${prefix} is no prefix of ids: three lower-case letters`);
  const graph = read('schema/supergraph.graphql');
  if (new RegExp(`^(type|enum|interface|union|input|scalar) ${entity}\\b`, 'm').test(graph)) {
    refuse(`the graph has a type ${entity}; name another: npm run new:subgraph ${name} <Entity>`);
  }
  if (graph.includes(`\`${prefix}_…\``)) {
    refuse(
      `ids of another type begin with ${prefix}_; choose another: npm run new:subgraph ${name} ${entity} <prefix>`,
    );
  }
  return { name, entity, prefix, plural: pluralOf(entity) };
}

function singularOf(name) {
  if (!name.endsWith('s') || name.endsWith('ss')) return undefined;
  const singular = name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.slice(0, -1);
  return capitalised(singular);
}

function pluralOf(entity) {
  if (/[^aeiou]y$/.test(entity)) return `${entity.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(entity) ? `${entity}es` : `${entity}s`;
}

const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** The template’s names as the copy’s. A name inside another word, as in “example”, is none of ours. */
function renamed(text, { name, entity, prefix, plural }) {
  const lower = entity.toLowerCase();
  return text
    .replace(/\b(an?|An?) (?=sample\b)/gi, (article) => `${article.charAt(0)}${/^[aeiou]/.test(lower) ? 'n' : ''} `)
    .replace(/Samples/g, plural)
    .replace(/(?<![A-Za-z])samples/g, plural.toLowerCase())
    .replace(/Sample/g, entity)
    .replace(/SAMPLE/g, entity.toUpperCase())
    .replace(/(?<![A-Za-z])sample/g, lower)
    .replace(/\bsmp(?=_|')/g, prefix)
    .replace(/(?<![A-Za-z])template/g, name);
}

function copyTemplate(names) {
  const folder = at('services', names.name);
  const isSource = (path) => !path.includes('node_modules');
  cpSync(at('services', '_template'), folder, { recursive: true, filter: isSource });
  // Deepest first: a folder keeps its path until its own turn.
  for (const path of readdirSync(folder, { recursive: true }).sort((a, b) => b.length - a.length)) {
    const file = join(folder, path);
    if (!lstatSync(file).isDirectory()) writeFileSync(file, renamed(readFileSync(file, 'utf8'), names));
    const base = path.split(/[\\/]/).at(-1);
    const target = join(file, '..', renamed(base, names));
    if (target !== file) renameSync(file, target);
  }
  const readme = join('services', names.name, 'README.md');
  write(
    readme,
    read(readme).replace(/^The smallest real subgraph:.*$/m, `Named ${names.plural.toLowerCase()} of the communities.`),
  );
}

function wire({ name }) {
  edit(
    'cli/src/subgraphs.ts',
    /\n} satisfies Record/,
    (end) => `\n  ${name}: async () => (await import('@millgate/${name}')).subgraph,${end}`,
  );
  edit('cli/package.json', /"dependencies": {\n/, (start) => `${start}    "@millgate/${name}": "*",\n`);
  edit('eslint.config.mjs', /(?<=@millgate\/\{[a-z,]+)\}/, () => `,${name}}`);
  const ports = [...read('schema/graph.yaml').matchAll(/127\.0\.0\.1:(\d+)/g)].map(([, port]) => Number(port));
  const next = Math.max(4100, ...ports) + 1;
  write('schema/graph.yaml', `${read('schema/graph.yaml').trimEnd()}\n  ${name}: http://127.0.0.1:${next}\n`);
  // The new one says what it has of communities.
  edit('schema/grants.yaml', /(?<=^Community: \[[^\]]+)\]/m, () => `, ${name}]`);
  const scope = at('node_modules', '@millgate');
  if (existsSync(scope) && !existsSync(join(scope, name))) {
    symlinkSync(join('..', '..', 'services', name), join(scope, name), 'junction');
  }
  return next;
}

function edit(path, place, replacement) {
  const text = read(path);
  if (!place.test(text)) refuse(`${path} is not as this script knows it; add the subgraph by hand`);
  write(path, text.replace(place, replacement));
}

function run(what, command, ...args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) refuse(`${what} failed; the files are there, mend the cause and run it again`);
}

const names = namesFrom(process.argv.slice(2));
copyTemplate(names);
const port = wire(names);
const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
run('npm install', ...npm, 'install', '--package-lock-only', '--offline', '--ignore-scripts', '--loglevel=error');
run(
  'prettier',
  process.execPath,
  at('node_modules/prettier/bin/prettier.cjs'),
  '--write',
  `services/${names.name}`,
  'cli',
  'eslint.config.mjs',
);
run('npm run emit', process.execPath, at('cli/bin/millgate.mjs'), 'schema', 'emit');
console.log(`services/${names.name} is there: ${names.entity} (${names.prefix}_…), port ${port}, in the graph.
Try it: npm test -- services/${names.name}
Then say in services/${names.name}/README.md what it owns, and begin with src/${names.entity.toLowerCase()}.`);
