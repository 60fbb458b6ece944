import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId } from '@millgate/demo';
import { LocalizedText, newId } from '@millgate/kit';
import { nobody, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { LeaseState } from '../src/lease/lease.rules.ts';
import { Property, PropertyKind, PropertyService } from '../src/property/property.entity.ts';
import { subgraph } from '../src/subgraph.ts';
import { Unit } from '../src/unit/unit.entity.ts';
import { bulk, givenLease } from './support/homes.ts';

const centre = { latitude: 20, longitude: 110 };
const days = { from: '2027-01-01', until: '2027-07-01' };

const Search = `query ($latitude: Float!, $longitude: Float!, $withinMetres: Int, $from: Date!, $until: Date!, $maxRentFen: Long,
    $minAreaM2: Float, $wholeUnit: Boolean, $kinds: [PropertyKind!], $services: [PropertyService!], $first: Int, $after: String) {
  searchHomes(latitude: $latitude, longitude: $longitude, withinMetres: $withinMetres, from: $from, until: $until, maxRentFen: $maxRentFen,
      minAreaM2: $minAreaM2, wholeUnit: $wholeUnit, kinds: $kinds, services: $services, first: $first, after: $after) {
    nodes { metres freeBeds freeUnits rentFrom { fen } property { id name(lang: EN) } }
    pageInfo { hasNextPage endCursor } } }`;

interface Found {
  readonly searchHomes: {
    readonly nodes: {
      metres: number;
      freeBeds: number;
      freeUnits: number;
      rentFrom: { fen: number } | null;
      property: { id: string };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

describe('searching for a home', () => {
  let housing: TestSubgraph;
  const ids: Record<'near' | 'far' | 'full' | 'sale', string> = {
    near: newId('prp'),
    far: newId('prp'),
    full: newId('prp'),
    sale: newId('prp'),
  };
  beforeAll(async () => {
    housing = await startTestSubgraph(subgraph, { now: '2026-11-20T12:00:00+08:00', seeded: true });
    const place = (
      key: keyof typeof ids,
      north: number,
      kind: PropertyKind,
      services: PropertyService[],
      rent: number | null,
    ) =>
      housing.given(async (tx) => {
        tx.create(Property, {
          id: ids[key],
          names: LocalizedText.of(key, key),
          kind,
          communityId: communityId('jinyihu'),
          services,
          latitude: centre.latitude + north,
          longitude: centre.longitude,
        });
        await tx.flush();
        for (const no of ['01', '02'])
          tx.create(Unit, { id: `unt_${key}${no}`, propertyRef: ids[key], no, areaM2: 30, beds: 2, bedRentFen: rent });
      });
    await place('near', 0.001, PropertyKind.UNIT_RENTAL, [PropertyService.GYM], 90_000);
    await place('far', 0.01, PropertyKind.TALENT_APARTMENT, [PropertyService.GYM, PropertyService.BUTLER], 120_000);
    await place('full', 0.002, PropertyKind.UNIT_RENTAL, [], 10_000);
    await place('sale', 0.0001, PropertyKind.YOUTH_APARTMENT, [], null);
    for (const unitId of ['unt_full01', 'unt_full02'])
      await givenLease(housing, {
        unitId,
        tenant: bulk(1),
        bed: null,
        unitBeds: 2,
        state: LeaseState.SIGNED,
        from: '2027-06-30',
        until: '2028-01-01',
      });
    await givenLease(housing, {
      unitId: 'unt_near01',
      tenant: bulk(2),
      bed: 1,
      unitBeds: 2,
      state: LeaseState.SIGNED,
      from: '2026-12-01',
      until: '2027-01-02',
    });
  });
  afterAll(() => housing.stop());

  const search = async (more: object = {}) =>
    (await housing.as(nobody).data<Found>(Search, { ...centre, ...days, ...more })).searchHomes;
  const keysOf = ({ nodes }: Found['searchHomes']) =>
    nodes.map(({ property }) => Object.entries(ids).find(([, id]) => id === property.id)?.[0]);

  test('answers what is free on all of the days, nearest first, with distance and rent; never what is sold', async () => {
    const found = await search();

    expect(keysOf(found)).toEqual(['near', 'far']);
    expect(found.nodes).toMatchObject([
      { metres: 111, freeBeds: 3, freeUnits: 1, rentFrom: { fen: 90_000 } },
      { metres: 1112, freeBeds: 4, freeUnits: 2, rentFrom: { fen: 120_000 } },
    ]);
  });

  test.each([
    ['within a distance', { withinMetres: 1_000 }, ['near']],
    ['below a rent of a bed', { maxRentFen: 90_000 }, ['near']],
    ['below a rent of a whole unit', { maxRentFen: 180_000, wholeUnit: true }, ['near']],
    ['with what is needed', { services: ['BUTLER', 'GYM'] }, ['far']],
    ['of a kind', { kinds: ['TALENT_APARTMENT'] }, ['far']],
    ['large enough', { minAreaM2: 31 }, []],
    ['before the flat is let', { from: '2027-02-01', until: '2027-06-30' }, ['near', 'full', 'far']],
  ])('%s', async (_what, more, expected) => {
    expect(keysOf(await search(more))).toEqual(expected);
  });

  test('by pages, with a cursor of this search only', async () => {
    const first = await search({ first: 1 });
    const second = await search({ first: 1, after: first.pageInfo.endCursor });

    expect([keysOf(first), first.pageInfo.hasNextPage, keysOf(second), second.pageInfo.hasNextPage]).toEqual([
      ['near'],
      true,
      ['far'],
      false,
    ]);
    const { errors } = await housing
      .as(nobody)
      .ask(Search, { ...centre, ...days, wholeUnit: true, after: first.pageInfo.endCursor });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', rule: 'cursor' });
  });

  test('costs two statements, whatever it finds', async () => {
    const places = [centre, { latitude: 31.078, longitude: 121.395, withinMetres: 50_000 }];
    const statements = [];
    for (const place of places) statements.push(await housing.statementsOf(() => search(place)));

    expect(statements).toEqual([2, 2]);
    expect((await search(places[1])).nodes.map(({ property }) => property.id)).toContain(demoId('prp', 'jialeng'));
  });

  test.each([
    [{ latitude: 91 }, 'latitude', 'max'],
    [{ withinMetres: 0 }, 'withinMetres', 'min'],
    [{ until: '2027-01-01' }, 'until', 'afterFrom'],
    [{ first: 101 }, 'first', 'max'],
  ])('%j is bad input', async (more, path, rule) => {
    const { errors } = await housing.as(nobody).ask(Search, { ...centre, ...days, ...more });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: [path], rule });
  });
});
