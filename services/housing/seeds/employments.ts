import { bulkWorkers, demoId, enterpriseId, personas } from '@millgate/demo';

/** Who works where, as the registry would have told. */
export function* employments() {
  for (const { key, worker, id } of personas) {
    if (!worker?.employer) continue;
    const { employer } = worker;
    yield {
      id: demoId('emp', key),
      workerId: id,
      enterpriseId: enterpriseId(employer.key),
      from: employer.from,
      until: null,
    };
  }
  for (const { index, id, employer, employedFrom } of bulkWorkers()) {
    yield {
      id: demoId('emp', `bulk-${index}`),
      workerId: id,
      enterpriseId: enterpriseId(employer),
      from: employedFrom,
      until: null,
    };
  }
}
