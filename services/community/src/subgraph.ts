import { defineSubgraph, entityReference } from '@millgate/kit';
import { migrations } from '../migrations/index.ts';
import { seed } from '../seeds/demo.ts';
import { Enterprise } from './enterprise/enterprise.entity.ts';
import { EnterpriseResolver } from './enterprise/enterprise.resolver.ts';
import { Community, District } from './place/place.entity.ts';
import { CommunityResolver, DistrictResolver } from './place/place.resolver.ts';
import { Employment, Worker } from './worker/worker.entity.ts';
import { EmploymentResolver, WorkerResolver } from './worker/worker.resolver.ts';

export const subgraph = defineSubgraph({
  name: 'community',
  resolvers: [CommunityResolver, DistrictResolver, EnterpriseResolver, EmploymentResolver, WorkerResolver],
  types: [],
  references: {
    Community: entityReference(Community),
    District: entityReference(District),
    Employment: entityReference(Employment),
    Enterprise: entityReference(Enterprise, 'uscc'),
    Worker: entityReference(Worker),
  },
  entities: [Community, District, Employment, Enterprise, Worker],
  migrations,
  seed,
});
