import { createClient, NotAnswered } from '@millgate/client';
import { DinnersDocument } from '@millgate/client/journeys';

const graph = createClient({ endpoint: 'http://127.0.0.1:4000/graphql', language: () => 'en' });

try {
  // Typed, asked again where that can help, as late as the graph asks for.
  const { data, errors } = await graph.ask(DinnersDocument, { on: new Date().toISOString().slice(0, 10), first: 3 });
  console.log(
    data.servings?.nodes.map(({ item, remaining }) => `${item.name}: ${remaining}`),
    errors,
  );
} catch (failure) {
  if (!(failure instanceof NotAnswered)) throw failure;
  console.error(failure.code, failure.retryable, failure.errors[0].requestId);
}
