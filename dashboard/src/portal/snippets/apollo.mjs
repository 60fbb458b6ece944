import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client/core';

const client = new ApolloClient({
  link: new HttpLink({ uri: 'http://127.0.0.1:4000/graphql', headers: { 'accept-language': 'en' } }),
  cache: new InMemoryCache(),
  // A part that is missing costs itself only.
  defaultOptions: { query: { errorPolicy: 'all' } },
});

const { data, error } = await client.query({
  query: gql`
    query Canteens($first: Int!) {
      canteens(first: $first, kind: SHARED) {
        nodes {
          id
          name
        }
      }
    }
  `,
  variables: { first: 3 },
});
if (error) console.warn(error.message);
console.log(data?.canteens.nodes);
