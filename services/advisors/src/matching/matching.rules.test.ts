import { describe, expect, test } from 'vitest';
import { type Candidate, chooseAdvisor, closeness, type Wanted } from './matching.rules.ts';

const candidate = (id: string, changes: Partial<Candidate> = {}): Candidate => ({
  id,
  chainIds: [],
  communityId: 'liming',
  specialties: [],
  channels: ['VISIT', 'OFFICE'],
  load: 0,
  ...changes,
});

const wanted = (changes: Partial<Wanted> = {}): Wanted => ({
  chainIds: [],
  communityId: null,
  words: '',
  channel: null,
  preferredId: null,
  ...changes,
});

describe('who is asked', () => {
  const ofChain = candidate('chain', { chainIds: ['knitting'], communityId: 'elsewhere', load: 9 });
  const ofAnother = candidate('other-chain', { chainIds: ['machinery'] });
  const ofAll = candidate('all');

  test('is first an adviser named for the chain, however far and busy, and the answer says so', () => {
    expect(
      chooseAdvisor(wanted({ chainIds: ['knitting'], communityId: 'liming' }), [ofAll, ofAnother, ofChain]),
    ).toEqual({
      advisorId: 'chain',
      why: ['NAMED_FOR_CHAIN'],
      considered: 2,
    });
  });

  test('is never one named for other chains alone, while somebody who belongs to no chain may be helped by anybody', () => {
    expect(chooseAdvisor(wanted({ chainIds: ['knitting'] }), [ofAnother])).toBeNull();
    expect(chooseAdvisor(wanted(), [ofAnother])?.advisorId).toBe('other-chain');
  });

  test('then one who knows the subject, before one of the own community', () => {
    const knows = candidate('knows', {
      specialties: ['智能袜机贷', 'The smart sock-machine loan'],
      communityId: 'far',
    });

    expect(chooseAdvisor(wanted({ words: '有智能袜机贷吗？', communityId: 'liming' }), [ofAll, knows])).toEqual({
      advisorId: 'knows',
      why: ['KNOWS_SUBJECT'],
      considered: 2,
    });
    expect(chooseAdvisor(wanted({ words: '招工', communityId: 'liming' }), [knows, ofAll])?.why).toEqual([
      'OWN_COMMUNITY',
    ]);
  });

  test('of equals is the one with the fewest open matters, and of those the one with the smaller id', () => {
    const [busy, idle] = [candidate('a', { load: 2 }), candidate('b', { load: 1 })];

    expect(chooseAdvisor(wanted(), [busy, idle])).toEqual({ advisorId: 'b', why: ['FEWEST_OPEN'], considered: 2 });
    expect(chooseAdvisor(wanted(), [candidate('b'), candidate('a')])).toEqual({
      advisorId: 'a',
      why: ['ON_DUTY'],
      considered: 2,
    });
  });

  test('meets in the way that was asked for; the adviser of the chosen slot comes before everybody', () => {
    const online = candidate('online', { channels: ['ONLINE_24H'] });

    expect(chooseAdvisor(wanted({ channel: 'ONLINE_24H' }), [ofAll, online])?.advisorId).toBe('online');
    expect(chooseAdvisor(wanted({ chainIds: ['knitting'], preferredId: 'all' }), [ofChain, ofAll])).toMatchObject({
      advisorId: 'all',
      why: ['CHOSEN'],
    });
  });

  test('is nobody where nobody can be asked', () => {
    expect(chooseAdvisor(wanted(), [])).toBeNull();
  });

  test('is the same one in whatever order candidates come', () => {
    const all = [ofChain, ofAnother, ofAll, candidate('x', { load: 1 }), candidate('y', { specialties: ['合同'] })];
    const question = wanted({ chainIds: ['knitting'], words: '合同到期' });
    const rotations = all.map((_, at) => [...all.slice(at), ...all.slice(0, at)]);

    expect(new Set(rotations.map((order) => chooseAdvisor(question, order)?.advisorId))).toEqual(new Set(['chain']));
  });
});

describe('a specialty is spoken of', () => {
  test.each([
    ['wholly', '想问知识产权的事', '知识产权', 1],
    ['by some of its pairs of characters', '袜机怎么买', '智能袜机贷', 0.25],
    ['by some of its words', 'A loan for machines?', 'The smart sock-machine loan', 0.25],
    ['not by one shared character', '产量', '知识产权', 0],
    ['not by a piece of a word', 'loaned', 'loan', 0],
    ['not by words of grammar', 'is it so, the one', 'It is the one', 0],
    ['not by nothing', '', '合同', 0],
  ])('%s', (_how, question, specialty, expected) => {
    expect(closeness(question, specialty)).toBe(expected);
  });

  test('and who is nearer to the question is asked', () => {
    const near = candidate('near', { specialties: ['智能袜机贷'], load: 5 });
    const farther = candidate('farther', { specialties: ['袜机数字化改造'] });

    expect(chooseAdvisor(wanted({ words: '新设备有什么政策？智能袜机贷' }), [farther, near])?.advisorId).toBe('near');
  });
});
