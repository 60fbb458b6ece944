curl -s http://127.0.0.1:4000/graphql \
  -H 'content-type: application/json' \
  -d '{"query":"{ canteens(first: 3, kind: SHARED) { nodes { name(lang: EN) servings(first: 2, period: DINNER) { nodes { on remaining item { name(lang: EN) } } } } } }"}'
