/** The three questions. Every gateway gets exactly these texts. */
export interface Shape {
  readonly name: 'deep' | 'two hops' | 'flat';
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export const shapes: readonly Shape[] = [
  {
    name: 'deep',
    query: /* GraphQL */ `
      query Deep {
        people {
          ...P
          remarks {
            ...R
            article {
              ...A
              remarks {
                ...R
                author {
                  ...P
                  remarks {
                    ...R
                    article {
                      ...A
                    }
                  }
                }
              }
            }
          }
        }
        topArticles {
          ...A
          remarks {
            ...R
            author {
              ...P
              remarks {
                ...R
                article {
                  ...A
                  remarks {
                    ...R
                    author {
                      ...P
                    }
                  }
                }
              }
            }
          }
        }
      }
      fragment P on Person {
        id
        username
        name
        birthYear
      }
      fragment R on Remark {
        id
        body
      }
      fragment A on Article {
        upc
        name
        price
        weight
        inStock
        shippingEstimate
      }
    `,
  },
  {
    name: 'two hops',
    query: /* GraphQL */ `
      query TwoHops($id: ID!) {
        person(id: $id) {
          id
          name
          remarks(first: 2) {
            body
            article {
              upc
              name
              price
              inStock
            }
          }
        }
      }
    `,
    variables: { id: 'person-0' },
  },
  {
    name: 'flat',
    query: /* GraphQL */ `
      query Flat {
        topArticles(first: 1000) {
          upc
          name
          price
          weight
        }
      }
    `,
  },
];
