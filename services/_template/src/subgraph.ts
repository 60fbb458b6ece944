import { defineSubgraph, entityReference, stubReference } from '@millgate/kit';
import { migrations } from '../migrations/index.ts';
import { seed } from '../seeds/demo.ts';
import { CommunitySamplesResolver } from './links/links.resolver.ts';
import { Community } from './links/links.stub.ts';
import { Sample } from './sample/sample.entity.ts';
import { SampleResolver } from './sample/sample.resolver.ts';

export const subgraph = defineSubgraph({
  name: 'template',
  resolvers: [SampleResolver, CommunitySamplesResolver],
  types: [Community],
  references: { Sample: entityReference(Sample), Community: stubReference },
  entities: [Sample],
  migrations,
  seed,
});
