/** A test, by the file that holds it, from the root of the project, and its title or the name of its row. */
export type Proof = readonly [file: string, title: string];

/** One way in which somebody might try, and the tests that show that it fails. */
export type Case = readonly [attack: string, ...proofs: Proof[]];

const shape = (title: string): Proof => ['test/security/query-shape.test.ts', title];
const waiting = (title: string): Proof => ['test/security/waiting.slow.test.ts', title];
const transport = (title: string): Proof => ['test/security/transport.test.ts', title];
const documents = (title: string): Proof => ['test/security/documents.test.ts', title];
const names = (title: string): Proof => ['test/security/prototype.test.ts', title];
const identity = (title: string): Proof => ['test/security/identity.test.ts', title];
const routes = (title: string): Proof => ['test/security/routes.test.ts', title];
const graph = (title: string): Proof => ['test/security/graph.test.ts', title];
const leaks = (title: string): Proof => ['test/security/leaks.test.ts', title];
const rates = (title: string): Proof => ['test/security/rates.test.ts', title];
const events = (title: string): Proof => ['test/security/events.test.ts', title];
const contracts = (title: string): Proof => ['test/security/contracts.test.ts', title];
const planning = (title: string): Proof => ['gateway/engine/test/expensive-planning.test.ts', title];
const serving = (title: string): Proof => ['services/_kit/test/serving.test.ts', title];
const injected = (title: string): Proof => ['test/browser/injected.browser.test.ts', title];

/**
 * What is tried against the gateway from outside, and where it is shown to fail. A test of its own reads this list: a
 * proof that is renamed, skipped or gone is missed.
 */
export const cases: Readonly<Record<string, readonly Case[]>> = {
  'the shape of an operation': [
    [
      'fragments and aliases that double from subgraph to subgraph',
      shape('fragments that double through two subgraphs'),
      shape('fragments that double eight times, within the limits, are still too deep'),
      waiting('fragments that double through two subgraphs, ten levels'),
      planning('aliases and fragments that cross two subgraphs'),
    ],
    [
      'spreads alone that double',
      shape('spreads that double thirty times'),
      waiting('spreads that double thirty times'),
    ],
    [
      'fragments on an interface within those on its objects',
      shape('implementations around an interface, thirty levels'),
      waiting('implementations around an interface, sixty levels'),
      planning('fragments on an interface and its objects'),
    ],
    ['fields that many subgraphs can answer, each within the next', planning('fields that six subgraphs can answer')],
    [
      'a relation there and back',
      shape('a relation that goes back and forth fifty times'),
      waiting('a relation back and forth'),
      planning('a relation there and back'),
    ],
    [
      'inline fragments within each other',
      shape('a thousand fragments within each other'),
      waiting('as many fragments within each other as tokens allow'),
    ],
    [
      'aliases by the thousand',
      shape('five thousand aliases'),
      shape('thirty-one aliases of one object'),
      waiting('aliases'),
    ],
    [
      'aliases of `__typename`, which costs nobody anything',
      shape('fifty thousand aliases of __typename'),
      shape('thirty-one aliases of __typename'),
    ],
    ['aliases spread over fragments', shape('thirty-three aliases over eleven fragments')],
    [
      'one field again and again',
      shape('one field twenty thousand times'),
      waiting('one field, as often as tokens allow'),
    ],
    [
      'directives by the thousand, known and unknown',
      shape('five thousand directives that nobody knows'),
      shape('fifty-one directives'),
      waiting('directives'),
    ],
    [
      'mistakes that make a long answer',
      shape('a thousand fields that nobody knows are answered with ten errors'),
      waiting('unknown fields'),
    ],
    ['fragments in a ring', shape('fragments that use each other'), waiting('fragments that use each other in a ring')],
    [
      'pages within pages within pages',
      shape('pages within pages within pages are refused with cost and limit'),
      waiting('pages within pages'),
    ],
    [
      'a page that is huge, negative, or asked for from both ends; and one that says nothing',
      shape('a page that is %s is refused by the name of its argument'),
      shape('arguments that the graph does not have are refused'),
      graph('and twenty where nothing is said'),
    ],
    [
      'a list of values without end',
      shape('a list of a hundred and one'),
      shape('a list of a hundred and one in the document'),
    ],
    [
      'brackets and filters within each other in variables',
      shape('as many brackets as a body can hold'),
      shape('a filter of five hundred filters'),
      waiting('brackets in variables'),
    ],
    [
      'a long document of few tokens',
      shape('a long document of few tokens'),
      shape('a long text of one token'),
      shape('a text of escapes'),
      waiting('a long comment'),
    ],
    ['introspection through introspection', shape('the schema’s types through their fields’ types')],
    ['the whole schema, by a hundred at once', waiting('a hundred who read the whole schema at once')],
    [
      'operations none of which is like another',
      rates('may have sixty new documents planned in a minute'),
      [
        'test/resilience/distinct-operations.long.test.ts',
        'two thousand operations, none alike, leave no more behind than the first four hundred did',
      ],
    ],
    [
      'a search that is a pattern',
      graph('a pattern that never ends'),
      graph('a percent sign, ten thousand times'),
      graph('an order by what may not be read'),
    ],
  ],
  'transport and protocol': [
    [
      'what a stranger’s page can make a browser send',
      transport('a body of plain text'),
      transport('a form'),
      transport('a form with files'),
      transport('a body without a content type'),
    ],
    ['an address with the content type of a form', transport('an address with a content type of two minds')],
    ['a mutation by its address', transport('a mutation by its address is refused, and told how')],
    ['batches', transport('a batch of a thousand'), transport('a batch of one')],
    [
      'guessing many times in one operation',
      shape('nineteen guesses'),
      shape('two guesses by fragments'),
      shape('a guess and a payment'),
    ],
    ['other encodings of the body', transport('UTF-16'), transport('UTF-7'), transport('UTF-32'), transport('EBCDIC')],
    ['a body that inflates', transport('a compressed gigabyte'), transport('a body compressed twice')],
    [
      'sending slowly, or nothing',
      waiting('whoever sends slowly is cut off within twelve seconds, and keeps nobody waiting'),
      waiting('keeps nobody waiting, and is shut out when the time for a request is over'),
    ],
    [
      'a request that two readers read differently',
      transport('a length and chunks'),
      transport('a folded header'),
      transport('lines that end without a return'),
    ],
    [
      'headers that speak for the gateway',
      transport('does not reach a subgraph: it gets the identity that the gateway signed, and the language'),
    ],
    [
      'asking for the plan',
      transport('does not show the plan or a trace'),
      ['gateway/engine/test/shown-plan.test.ts', 'is shown to nobody unless somebody says so'],
    ],
    ['asking a subgraph for traces', serving('traces nothing, whoever asks for it')],
    ['odd names of operations', transport('of an object of JavaScript'), transport('that is none, of two')],
    [
      'a body that is not one operation in JSON',
      transport('something behind the end'),
      transport('null'),
      transport('the last of two queries'),
      transport('keys that nobody knows'),
    ],
    [
      'origins that look like ours',
      transport('the origin %s may not read answers'),
      transport('an origin of ours may, without credentials'),
    ],
    [
      'the side door of subscriptions',
      events('fragments that double through two subgraphs'),
      events('are twenty to an account, whoever else has some'),
      transport('a socket of %s at %s is not opened'),
      waiting('keeps nobody waiting, and is shut out when the time for a request is over'),
    ],
    [
      'ids of documents that are of another text, another app, or none',
      documents('of another text'),
      documents('that is a prototype'),
      documents('that is a path'),
      documents('a text that is refused is not kept'),
    ],
    [
      'almost a published document',
      documents('whose text has another space'),
      documents('with a second operation behind it'),
      documents('anything else is refused, whatever it is'),
    ],
    ['odd addresses', transport('an address that is not one of ours leads nowhere'), transport('/graphql/../metrics')],
    [
      'markup in descriptions and names on our pages',
      injected('is text in the reference of the developers’ portal, and its links lead nowhere else'),
      ['test/browser/parts/every-page.ts', 'their scripts may run no text, and nothing inline'],
    ],
  ],
  'names that JavaScript knows': [
    ['as aliases', names('as aliases over three subgraphs')],
    [
      'as variables',
      names('as a variable'),
      names('as the variable that the gateway uses itself'),
      names('a variable that is a prototype'),
    ],
    ['as operations and fragments', names('as the name of the operation'), names('as the name of a fragment')],
    ['in what a subgraph answers', names('a prototype for the answer'), names('a constructor with a prototype')],
    [
      'as types, subgraphs and apps',
      names('as types, fields, arguments and subgraphs'),
      names('as the name of an app, or of a header'),
    ],
    [
      'as keys of a filter',
      names('a value that has a prototype'),
      graph('an operator of the query language'),
      graph('an operator of the mapper'),
    ],
  ],
  'who asks, what they may, and what is kept': [
    [
      'a subgraph asked past the gateway',
      serving('answers 401 to %s, also for its schema and its entities'),
      serving('answers 401 to whoever is not the gateway before it says what is wrong: %s'),
    ],
    [
      'another path to a protected field',
      routes('an interface of any object'),
      routes('a union'),
      routes('a stub of another part'),
      [
        'test/privacy/paths.long.test.ts',
        'answers $name as the matrix has it, under aliases, in fragments, in lists, errors, ids and cursors',
      ],
    ],
    [
      'a partner that computes from a protected field',
      routes('what a partner computes from it'),
      [
        'registry/test/grants.test.ts',
        'a subgraph of ours that repeats the scope is refused for want of a grant, as a partner’s is',
      ],
    ],
    ['somebody else’s id', graph('a %s, to whoever asks for it by its id'), graph('to whoever would %s')],
    [
      'ids that are tried one after another',
      [
        'test/security/guessing.slow.test.ts',
        '%s that is somebody else’s answers as one that is not there, and as fast',
      ],
    ],
    [
      'a cursor of one’s own making',
      graph('of one’s own making'),
      graph('with SQL in it'),
      graph('under another filter'),
    ],
    [
      'filters and orders by what may not be read',
      graph('no argument of a list sorts or filters by what is masked or withheld'),
    ],
    [
      'figures about one person',
      [
        'services/community/test/figures.test.ts',
        'count people to the nearest five, by interval, and say nothing of fewer than five',
      ],
      [
        'services/desk/test/figures.test.ts',
        'a theme that fewer than five asked about is withheld, and no exact count beside it gives it away',
      ],
      graph('a group of one'),
    ],
    [
      'tokens that prove nothing',
      identity('no signature at all'),
      identity('a signature by the public key as a secret'),
      identity('no address that a token names is ever asked'),
    ],
    [
      'a token, a key or a consent after it was taken back',
      identity('a token that was revoked is refused by every process within five seconds'),
      identity('is refused by every process within five seconds of being revoked'),
      ['services/community/test/access-log.test.ts', 'a consent and its withdrawal hold for every process at once'],
    ],
    [
      'a key in an address',
      identity('in an address is ignored, and warned of without being quoted'),
      identity('is kept as a digest'),
    ],
    [
      'another app’s published mutation',
      routes('does nothing for whoever lacks its scopes and calls themselves by the app’s name'),
    ],
    ['fields that an input does not have', graph('a role for oneself'), graph('an amount of one’s own')],
    [
      'texts that are programs elsewhere',
      graph('a formula'),
      graph('two headers'),
      graph('text that runs the other way'),
      ['dashboard/test/csv.test.ts', '%j is no formula there'],
      injected('is text on %s'),
    ],
    [
      'values that come back in errors',
      leaks('an object for an id'),
      leaks('an exception that quotes'),
      graph('a wrong value comes back in no message'),
    ],
    [
      'values that stay in logs, metrics and tables',
      leaks('holds nothing of a variable, a literal, a header, an address or a comment'),
      leaks('hold nothing of a variable, a literal, a header, an address, a name or a comment'),
      graph('of requests is no value of theirs: idempotency keys stand beside digests'),
      ['gateway/engine/test/admin.test.ts', 'is open to this machine alone'],
    ],
    ['names that are guessed', contracts('whoever guesses in public is not helped: %s')],
    [
      'idempotency keys of others, or for something else',
      graph('stands for one input of one caller'),
      graph('is as long as a book'),
    ],
    [
      'more than one’s share',
      rates('is no other when it says that it comes from elsewhere'),
      rates('does not escape by asking at once, by other methods, or for nothing'),
      rates('is the same account at every replica'),
      ['test/portal/developers.test.ts', 'is made five times a day from one network, however many ask at once'],
    ],
    [
      'web hooks that point inside',
      ['services/desk/test/notices.test.ts', 'not to a place that is private by the time it is called'],
      ['services/_kit/src/outside/outside.test.ts', 'https://169.254.169.254/latest/meta-data'],
    ],
  ],
};
