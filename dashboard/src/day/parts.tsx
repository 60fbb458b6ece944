import type { ComponentChildren } from 'preact';
import { saidDeadline, saidFarDay, saidMoment, saidMoney, state, t } from './say.ts';
import { type Me, missing } from './state.ts';

type Nodes<Key extends 'leases' | 'enrolments' | 'cases'> = NonNullable<Me[Key]>['nodes'];

/** A part of the day: what is there, or why it is not. The rest of the page does not depend on it. */
export function Part(props: {
  readonly id: string;
  readonly title: string;
  /** Where in the answer it stands. */
  readonly at: readonly string[];
  readonly isThere: boolean;
  readonly children: ComponentChildren;
}) {
  return (
    <section class="card" aria-labelledby={`${props.id}-title`} id={props.id}>
      <h2 id={`${props.id}-title`}>{props.title}</h2>
      {props.isThere ? props.children : <Away at={props.at} />}
    </section>
  );
}

/** Why something is not there. */
export function Away({ at }: { readonly at: readonly string[] }) {
  const why = missing(...at);
  return <p class="problem">{why && !why.retryable ? why.message : t('away')}</p>;
}

const Item = ({
  title,
  tag,
  lines,
}: {
  title: string;
  tag?: string;
  lines: readonly (string | false | null | undefined)[];
}) => (
  <li class="item">
    <strong>{title}</strong>
    {tag && <span class="tag">{tag}</span>}
    {lines.filter(Boolean).map((line) => (
      <span key={line} class="quiet">
        {line}
      </span>
    ))}
  </li>
);

export const Homes = ({ leases }: { readonly leases: Nodes<'leases'> }) =>
  leases.length === 0 ? (
    <p class="quiet">{t('home.none')}</p>
  ) : (
    <ul role="list">
      {leases.map(({ id, state: now, unit, bed, until, rent }) => (
        <Item
          key={id}
          title={t('home.where', { property: unit.property.name, unit: unit.no })}
          tag={state('LeaseState', now)}
          lines={[
            unit.property.address,
            [
              bed !== null && bed !== undefined && t('home.bed', { bed }),
              t('home.until', { day: saidFarDay(until) }),
              rent.fen === 0 ? t('home.free') : t('home.rent', { rent: saidMoney(rent.fen) }),
            ]
              .filter(Boolean)
              .join(' · '),
          ]}
        />
      ))}
    </ul>
  );

export const Courses = ({ enrolments }: { readonly enrolments: Nodes<'enrolments'> }) =>
  enrolments.length === 0 ? (
    <p class="quiet">{t('courses.none')}</p>
  ) : (
    <ul role="list">
      {enrolments.map(({ id, state: now, position, confirmUntil, courseInstance }) => (
        <Item
          key={id}
          title={courseInstance.course.name}
          tag={state('EnrolmentState', now)}
          lines={[
            `${saidMoment(courseInstance.startsAt)} · ${courseInstance.provider.name}`,
            typeof position === 'number' && t('courses.place', { position }),
            confirmUntil && t('courses.confirm', { time: saidMoment(confirmUntil) }),
          ]}
        />
      ))}
    </ul>
  );

/** States in which an answer is still owed. */
const open: ReadonlySet<string> = new Set(['SUBMITTED', 'CORRECTION', 'IN_PROGRESS', 'SUSPENDED']);

export const Matters = ({ cases }: { readonly cases: Nodes<'cases'> }) =>
  cases.length === 0 ? (
    <p class="quiet">{t('matters.none')}</p>
  ) : (
    <ul role="list">
      {cases.map(({ id, no, subject, state: now, dueAt, missing: wanted, department, answer }) => (
        <Item
          key={id}
          title={subject}
          tag={state('CaseState', now)}
          lines={[
            [no, department && t('matters.at', { department: department.name })].filter(Boolean).join(' · '),
            wanted.length > 0 && t('matters.missing', { list: wanted.join(t('comma')) }),
            dueAt && open.has(now) && t('matters.due', { day: saidDeadline(dueAt) }),
            answer,
          ]}
        />
      ))}
    </ul>
  );

/** What could not be decided, in words: names of facts are for those who supply them. */
const unknown = (trace: NonNullable<Me['eligibilities']>[number]['trace']): string[] =>
  trace.filter(({ outcome }) => outcome === 'UNKNOWN').map(({ requirement }) => requirement.replace(/[.。]$/, ''));

export const Entitlements = ({ assessments }: { readonly assessments: NonNullable<Me['eligibilities']> }) =>
  assessments.length === 0 ? (
    <p class="quiet">{t('entitled.none')}</p>
  ) : (
    <ul role="list">
      {assessments.map(({ program, outcome, amount, claim, trace }) => (
        <li key={program.code} class={`item entitled ${outcome.toLowerCase()}`} data-program={program.code}>
          <strong>{program.name}</strong>
          <span class="tag">{state('AssessmentOutcome', outcome)}</span>
          {amount && <span class="amount">{saidMoney(amount.fen)}</span>}
          {claim && <span class="quiet">{t('entitled.claimed')}</span>}
          {unknown(trace).length > 0 && (
            <span class="quiet">{t('entitled.missing', { list: unknown(trace).join(t('and')) })}</span>
          )}
          {trace.length > 0 && (
            <details>
              <summary>{t('entitled.why')}</summary>
              <ul role="list" class="reasons">
                {trace.map(({ rule, outcome: found, requirement, effectiveFrom, reference }) => (
                  <li key={rule} class={found.toLowerCase()}>
                    <span class="verdict">{state('RuleOutcome', found)}</span>
                    <span>
                      {requirement}
                      {(effectiveFrom || reference) && (
                        <small class="quiet">
                          {[effectiveFrom && t('entitled.since', { day: effectiveFrom }), reference]
                            .filter(Boolean)
                            .join(' · ')}
                        </small>
                      )}
                    </span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
