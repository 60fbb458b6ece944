import type { Case, Proof } from './cases.ts';

const lying = (title: string): Proof => ['test/faults/hostile-partner.long.test.ts', title];
const gone = (title: string): Proof => ['test/faults/registry-gone.long.test.ts', title];
const watched = (title: string): Proof => ['test/faults/watched-partners.long.test.ts', title];
const launched = (title: string): Proof => ['test/faults/launches.test.ts', title];
const network = (title: string): Proof => ['test/faults/network.test.ts', title];
const measured = (title: string): Proof => ['test/faults/subgraph-faults.slow.test.ts', title];
const whole = (title: string): Proof => ['test/faults/whole-graph.slow.test.ts', title];
const delivered = (title: string): Proof => ['test/faults/publishing.slow.test.ts', title];
const failing = (title: string): Proof => ['test/resilience/faults.test.ts', title];
const wrong = (title: string): Proof => ['gateway/engine/test/hostile.test.ts', title];
const guard = (title: string): Proof => ['gateway/engine/test/guard/guard.test.ts', title];
const breaker = (title: string): Proof => ['gateway/engine/test/guard/breaker.test.ts', title];
const cleaned = (title: string): Proof => ['gateway/engine/test/guard/partner.test.ts', title];
const address = (title: string): Proof => ['gateway/engine/test/guard/address.test.ts', title];
const hijack = (title: string): Proof => ['registry/test/hijacks.test.ts', title];
const publishing = (title: string): Proof => ['registry/test/publishing.test.ts', title];
const bounded = (title: string): Proof => ['registry/test/limits-of-checks.test.ts', title];
const stopped = (title: string): Proof => ['registry/test/watch.test.ts', title];

/** What a partner might do to the graph by its server or by its schema, and what may befall what lies between. */
export const partnerCases: Readonly<Record<string, readonly Case[]>> = {
  'a partner’s server': [
    [
      'it never answers',
      lying('it never answers'),
      lying('it never answers, and is told how long the caller waits'),
      measured('of a subgraph that hangs is the deadline and at most fifty milliseconds'),
    ],
    ['it answers byte by byte', lying('it sends a byte now and then'), failing('drips')],
    [
      'it answers a hundred megabytes',
      lying('it sends a hundred megabytes: they are not taken'),
      measured('a hundred megabytes'),
      whole('sends a hundred megabytes'),
    ],
    [
      'it answers little that inflates to much',
      lying('it sends what inflates to sixty-four'),
      measured('a few kilobytes that inflate to sixty-four megabytes'),
      whole('sends what inflates to sixty-four'),
    ],
    [
      'lists and errors without end',
      lying('it sends two hundred thousand items'),
      lying('a list that is longer than any page'),
      lying('of a list with a size no more is taken than was asked for: %s'),
      lying('is not repeated without end'),
      cleaned('holds at most twenty errors'),
    ],
    ['it leads the gateway elsewhere', lying('it leads elsewhere with %i: nobody goes there')],
    [
      'containers of another kind',
      lying('an object where a text should be'),
      lying('a text where a list should be'),
      lying('a list where the object should be'),
      wrong('cannot change what an object is'),
    ],
    [
      'values of another kind',
      lying('a text where a number should be'),
      lying('a fraction where a whole should be'),
      lying('more than a number holds'),
      lying('null where there is none gives up the object around it'),
    ],
    [
      'errors that are none',
      lying('that are no list'),
      lying('that are nothing'),
      lying('that stand nowhere'),
      lying('that are texts'),
    ],
    ['data that are none', lying('its data are a list'), lying('its data are a text')],
    [
      'errors that tell of its inside',
      lying('is said in its own name: it signs nobody out, and tells nothing of its inside'),
      lying('it answers a page'),
      lying('it refuses in JSON, with what it knows'),
    ],
    ['headers for the client', lying('what a partner’s server says beside its answer reaches nobody')],
    [
      'entities that nobody asked for, or in another order',
      wrong('too many entities'),
      cleaned('out of order'),
      cleaned('one for all'),
      cleaned('without a key'),
      watched('a partner whose server answers with the entities of others than were asked for is stopped'),
    ],
    ['texts that are no Unicode, or have no end', lying('texts of a partner are Unicode, and have an end')],
    [
      'what nobody asked for, without end',
      lying('what nobody asked for may be as deep as it likes, and may be called what it likes'),
      cleaned('may be as deep as it likes without harm'),
    ],
    [
      'codes that would sign the user out',
      cleaned('keeps its codes in its own name, and its messages to itself'),
      lying('is said in its own name: it signs nobody out, and tells nothing of its inside'),
    ],
    [
      'an answer that is called off in the middle',
      lying('it leads elsewhere with %i: nobody goes there'),
      measured('two thousand answers that break off leave no socket behind'),
    ],
  ],
  'a schema that is published': [
    [
      'fields are taken over',
      hijack('take a field over'),
      hijack('take a field over by degrees'),
      hijack('take a root field over'),
    ],
    ['protected fields are taken over', hijack('take a protected field over')],
    ['fields are defined again', hijack('define a field again'), hijack('define a field again and call it shared')],
    [
      'a shared field is answered by the rules of federation 1',
      hijack('answer a shared field by the rules of federation 1'),
    ],
    ['keys are added', hijack('know a type by a key of its own'), hijack('add a key')],
    ['others’ parts are hidden', hijack('hide a field'), hijack('hide a type'), hijack('hide a value')],
    ['an input that is shared becomes less', hijack('shrink an input')],
    ['a value that is shared becomes weaker', hijack('weaken a value')],
    ['an interface is taken for an object', hijack('put something on every type behind an interface')],
    ['fields are read by requirements', hijack('read by @requires what nobody granted')],
    [
      'others’ parts are described, tagged or priced',
      hijack('describe another’s type'),
      hijack('open another’s field by a tag'),
      hijack('put a price on another’s field'),
      hijack('pay for other parts of a query'),
    ],
    [
      'an address that leads inside',
      publishing('http://169.254.169.254/'),
      publishing('file:///etc/passwd'),
      publishing('https://user:pw@8.8.8.8/'),
      publishing('https://аpple.example/'),
      address('a name is judged by every address that it resolves to, at the moment of the call'),
    ],
    [
      'names that are taken for others',
      publishing('constructor'),
      publishing('a name that differs from another only as the supergraph does not is refused'),
    ],
    [
      'publishing at once, again, from an older state, or with another’s token',
      publishing('of twenty publishes at once each is a revision of its own, judged on what the one before made'),
      publishing('an older schema is refused unless it is meant'),
      publishing('a commit stands for one schema'),
      publishing('of another subgraph'),
    ],
    [
      'one schema is checked and another served',
      stopped('twice in a row is stopped'),
      watched('a partner whose server serves another schema than it published is stopped, by nobody’s hand'),
    ],
    [
      'a schema that takes long to compose',
      hijack('of %s is refused before it is looked at'),
      bounded('is given up, and says so'),
      bounded('keeps nobody waiting meanwhile: it has a thread of its own'),
    ],
  ],
  'a subgraph, a network or a registry in trouble': [
    [
      'nobody listens any more',
      breaker('opens after five failures in a row, not after four'),
      failing('after five failures a dead subgraph is not asked, and when it is back one try finds out'),
      measured('is not there'),
      measured('of a subgraph that is not there is fifty milliseconds'),
      measured('of one that a breaker holds is ten milliseconds, and it is asked nothing'),
    ],
    [
      'it hangs, breaks off or answers 503, and others ask for something else',
      measured('hangs'),
      measured('breaks off in the middle'),
      measured('answers 503'),
      whole('hangs'),
    ],
    [
      'it becomes slow',
      measured('takes a second and a half'),
      measured('a subgraph that becomes slow is sent no more at a time than it has room for'),
    ],
    [
      'it comes back',
      measured('a subgraph that is back is asked again within five seconds, at the price of one failed answer a try'),
    ],
    [
      'it comes and goes',
      breaker('changes at most once a second while a subgraph comes and goes every second'),
      measured('a subgraph that comes and goes every second turns the breaker at most once a second'),
    ],
    [
      'a tenth of its replies are 503',
      guard('hides that every tenth reply is 503'),
      guard('a mutation that met 503'),
      measured('of a subgraph of which every tenth reply is 503 at most one answer in a hundred is lost'),
    ],
    ['it asks to be left alone', guard('is left alone for as long as it said'), failing('is asked too often')],
    ['its replies are malformed', failing('ends too early'), failing('answers 500 with nothing')],
    [
      'valid replies are changed at random',
      ['test/oracle/oracle.test.ts', 'though its answers were mutated, and no prototype is polluted'],
    ],
    [
      'its name, its certificate or its protocol are wrong',
      network('a subgraph whose name nobody knows costs its own fields'),
      network('that has run out'),
      network('of another name'),
      network('that nobody vouches for'),
      network('is not asked in plain text where it does not speak TLS'),
    ],
    [
      'its machine loses power, or closes what is idle',
      network('a server that lost its power is asked again over a new connection, not over one that only looks alive'),
      network('a connection that its server closes while it is idle costs nobody an answer'),
    ],
    [
      'the network delays and breaks connections',
      network('over a network that delays and breaks connections everybody is answered, nearly always with everything'),
    ],
    [
      'its callers leave',
      failing('who leaves calls the fetch off, and that is nobody’s failure'),
      measured(
        'what a caller who leaves had asked for is called off within fifty milliseconds, and the breaker stays closed',
      ),
    ],
    [
      'its answers are large, and many',
      guard('is also room for bytes, at a time and by the second'),
      delivered('a partner whose answers are large slows others by a fifth at most'),
      whole('sends two megabytes, fifty times a second'),
    ],
    [
      'new versions come one after the other',
      whole('twenty versions in a minute cost nobody an answer, and each is there within two seconds'),
      delivered('twenty versions in a minute cost nobody an answer, and each is there within two seconds'),
    ],
    [
      'a version lacks what is being asked for',
      [
        'gateway/engine/test/in-flight.slow.test.ts',
        'what is under way ends on the graph that it began on, with a field and a subgraph that the next has no more',
      ],
    ],
    [
      'a version is torn, unsigned, old or no graph',
      gone('and %s leaves the one before in service, and the gateway ready'),
      gone('and is signed, but is no graph that can be served (%s): the one before stays, also after a new start'),
      whole('what is taken back, and what is stopped, is gone within five seconds'),
      launched('is taken back by itself when more of its answers fail than of the version before'),
    ],
    [
      'the registry is down, its disk full, or the last graph on disk torn',
      gone('a gateway starts from the last graph that it served'),
      gone('a last graph %s is not used, and does not keep the gateway from starting'),
      gone('refuses to publish, changes nothing, and what is served goes on being delivered'),
      gone('a gateway whose disk takes nothing more serves all the same'),
    ],
    [
      'two gateways have different versions',
      gone('two gateways of which one has heard of a change and the other has not both answer, each by its own graph'),
    ],
    [
      'the gateway is stopped while it is asked',
      measured('a gateway that is stopped answers whom it was asked by, and takes nobody new'),
    ],
  ],
};
