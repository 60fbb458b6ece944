import { Client, fetchExchange, gql } from '@urql/core';

const client = new Client({
  url: 'http://127.0.0.1:4000/graphql',
  exchanges: [fetchExchange],
  preferGetMethod: false,
  fetchOptions: { headers: { 'accept-language': 'en' } },
});

const { data, error } = await client.query(
  gql`
    query Canteens($first: Int!) {
      canteens(first: $first, kind: SHARED) {
        nodes {
          id
          name
        }
      }
    }
  `,
  { first: 3 },
);
if (error) console.warn(error.graphQLErrors.map(({ extensions }) => extensions.code));
console.log(data?.canteens.nodes);
