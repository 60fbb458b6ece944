import { forbidden, RequestError } from '../errors.ts';
import type { Context } from '../runtime/context.ts';
import { grantedTo } from './caller.ts';
import { type Purpose, purposeHeader } from './purposes.ts';
import type { Scope } from './scopes.ts';

/** What a caller is to a row. A caller may be several things to one row; the one that sees most counts. */
export const relations = [
  'SELF',
  'OWN_HR',
  'OWN_GRID_OFFICER',
  'REGISTRAR',
  'CLERK',
  'AGENT',
  'CASE_HANDLER',
  'APPLICATION_HANDLER',
  'SCHOOLING_HANDLER',
  'TENANCY_STAFF',
  'HOUSING_STAFF',
  'CANTEEN_STAFF',
  'TRAINER',
  'PROGRAM_OFFICER',
  'ADVISER',
  'MANAGER',
  'AUDITOR',
  'PUBLIC_SECURITY',
  'PARTNER',
  'RULE_SERVICE',
  'MEAL_PRICE_SERVICE',
  'SIGNED_IN',
] as const;

export type Relation = (typeof relations)[number];

/** How much of a field somebody sees. */
export type View = 'PLAIN' | 'MASKED' | 'BANDED' | 'WITHHELD';

/** From most to least. */
const byWorth: readonly View[] = ['PLAIN', 'MASKED', 'BANDED', 'WITHHELD'];

/** A view that hangs on something. */
export interface Condition {
  readonly view: View;
  /** What holds where the condition does not. */
  readonly otherwise: View;
  /** The caller says what for, in the header, and says one of these. */
  readonly purposes?: readonly Purpose[];
  /** The person has consented to it. */
  readonly consent?: string;
  /** The partner agency was granted this scope. */
  readonly granted?: Scope;
}

export interface FieldPolicy {
  /** By relation; whoever is in none of them sees nothing: an unknown rule withholds. */
  readonly views: Partial<Record<Relation, View | Condition>>;
  /** Whether whoever reads it plainly, and is not the person, leaves a line in the access log. */
  readonly logged: boolean;
}

/** For what a relation reads, where the caller need not say it. */
export type UsualPurposes = Partial<Record<Relation, Purpose>>;

/** One reading of protected data, for the access log. */
export interface Reading {
  readonly subjectId: string;
  /** Coordinate of the schema: `Worker.phone`. */
  readonly field: string;
  readonly relation: Relation;
  readonly purpose: Purpose;
  readonly caseId: string | null;
}

export interface EntityPolicy<Row, Field extends string> {
  readonly type: string;
  readonly fields: Readonly<Record<Field, FieldPolicy>>;
  /** How much of a field the caller sees. */
  decide(context: Context, row: Row, field: Field): Promise<Decision>;
  /**
   * The field, as much of it as the caller sees. What is not offered in the view that the rule asks for is withheld. A
   * plain reading by somebody else is noted for the access log, and the answer does not leave before it is written.
   */
  reveal<T>(context: Context, row: Row, field: Field, offer: Partial<Record<Lowercase<View>, () => T>>): Promise<T>;
}

export interface Decision {
  readonly view: View;
  readonly relation: Relation | null;
  /** Whether saying what for would have shown more. */
  readonly lacksPurpose: boolean;
}

export interface PolicyOptions<Row, Field extends string> {
  readonly type: string;
  readonly subjectOf: (row: Row) => string;
  /** What the caller is to the row. */
  readonly relationsOf: (context: Context, row: Row) => Promise<ReadonlySet<Relation>>;
  /** Whether the person has given a consent that holds. */
  readonly consented?: (context: Context, row: Row, purpose: string) => Promise<boolean>;
  readonly usualPurposes: UsualPurposes;
  /** The case that a row itself is, or is part of: a reading of it names it, whether or not the caller does. */
  readonly caseOf?: (row: Row) => string | null;
  readonly fields: Readonly<Record<Field, FieldPolicy>>;
}

/** The rules of one entity, as data that a test can enumerate; the resolvers of its fields go through them alone. */
export function definePolicy<Row, Field extends string>(options: PolicyOptions<Row, Field>): EntityPolicy<Row, Field> {
  const { type, fields } = options;

  const conditionMet = async (context: Context, row: Row, condition: Condition) => {
    const stated = context.stated?.purpose;
    const purpose = !condition.purposes || (stated !== undefined && condition.purposes.includes(stated));
    if (condition.granted && !grantedTo(context.caller, condition.granted)) return { met: false, lacksPurpose: false };
    const consent = !condition.consent || (await options.consented?.(context, row, condition.consent)) === true;
    return { met: purpose && consent, lacksPurpose: !purpose && consent };
  };

  const decide = async (context: Context, row: Row, field: Field): Promise<Decision> => {
    let best: Decision = { view: 'WITHHELD', relation: null, lacksPurpose: false };
    for (const relation of await options.relationsOf(context, row)) {
      const rule = fields[field].views[relation];
      if (rule === undefined) continue;
      const met = typeof rule === 'string' ? null : await conditionMet(context, row, rule);
      const view = typeof rule === 'string' ? rule : met?.met ? rule.view : rule.otherwise;
      const lacksPurpose = best.lacksPurpose || met?.lacksPurpose === true;
      const better = byWorth.indexOf(view) < byWorth.indexOf(best.view);
      best = better ? { view, relation, lacksPurpose } : { ...best, lacksPurpose };
      // She reads her own, and nothing of that is logged.
      if (relation === 'SELF' && view === 'PLAIN') return best;
    }
    return best;
  };

  return {
    type,
    fields,
    decide,
    async reveal(context, row, field, offer) {
      const { view, relation, lacksPurpose } = await decide(context, row, field);
      const value = view === 'WITHHELD' ? undefined : offer[view.toLowerCase() as Lowercase<View>];
      if (!value || relation === null) throw lacksPurpose ? purposeMissing() : forbidden();
      if (view === 'PLAIN' && relation !== 'SELF' && fields[field].logged) {
        const purpose = context.stated?.purpose ?? options.usualPurposes[relation];
        // A rule that lets somebody read plainly, and a log that cannot say what for, is no rule.
        if (!purpose) throw purposeMissing();
        const caseId = options.caseOf?.(row) ?? context.stated?.caseId ?? null;
        context.noteReading({
          subjectId: options.subjectOf(row),
          field: `${type}.${field}`,
          relation,
          purpose,
          caseId,
        });
      }
      return value();
    },
  };
}

const purposeMissing = () =>
  new RequestError('FORBIDDEN', `Say in the header ${purposeHeader} what you read this for.`, { rule: 'purpose' });
