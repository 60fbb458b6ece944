const response = await fetch('http://127.0.0.1:4000/graphql', {
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json',
    // 'millgate-key': '…', of your front end; authorization: 'Bearer …', of whoever is signed in
  },
  body: JSON.stringify({
    query: `query Canteens($first: Int!) {
      canteens(first: $first, kind: SHARED) {
        nodes { id name }
      }
    }`,
    variables: { first: 3 },
  }),
});
const { data, errors } = await response.json();
// A part that is missing is null in `data`; `errors` say where (path), why (extensions.code) and whether to ask again.
for (const { path, message, extensions } of errors ?? []) console.warn(path, message, extensions.retryable);
console.log(data?.canteens?.nodes);
