// Prints the first migration that a subgraph's entities ask for, to which constraints are added by hand.
// Usage: npm run -s table:sql -- <subgraph> > services/<subgraph>/migrations/<name>.ts
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { MikroORM } from '@mikro-orm/postgresql';
import type { SubgraphDefinition } from '@millgate/kit';

const [name] = process.argv.slice(2);
const { subgraph } = (await import(`../services/${name}/src/subgraph.ts`)) as { subgraph: SubgraphDefinition };
const orm = new MikroORM({
  clientUrl: 'postgresql://nobody@127.0.0.1:1/none',
  entities: [...subgraph.entities],
  metadataProvider: ReflectMetadataProvider,
});
const sql = (await orm.schema.getCreateSchemaSQL({ wrap: false })).trim();
const laidOut = sql
  .replace(/create table ("\w+") \((.*)\);/g, (_all, table: string, columns: string) => {
    const lines = columns.split(/, (?="|primary key|constraint)/).map((column) => `        ${column}`);
    return `create table ${table} (\n${lines.join(',\n')}\n      );`;
  })
  .replace(/^(?=\S)/gm, '      ');
console.log(`import { Migration } from '@mikro-orm/migrations';

/** The tables of the first release. */
export class MigrationYYYYMMDDHHMMSS extends Migration {
  override up(): void {
    this.addSql(\`
${laidOut}
    \`);
  }
}`);
