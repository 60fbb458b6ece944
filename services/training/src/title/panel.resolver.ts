import {
  type Caller,
  commandOf,
  type Context,
  forbidden,
  holdsSomewhere,
  page,
  type Page,
  PageArgs,
  unauthenticated,
} from '@millgate/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { closePanelSession, closeSessionAnswer, voidPanelSession, voidSessionAnswer } from './close-session.service.ts';
import { Expert, ExpertConnection, PanelMember } from './expert-panel.entity.ts';
import { PanelCandidate, candidatesOfSessions } from './panel-candidate.ts';
import { appointExpertPanel, appointPanelAnswer, registerExpert, registerExpertAnswer } from './panel.service.ts';
import { PanelSession, PanelSessionConnection } from './panel-session.entity.ts';
import { openPanelSession, openSessionAnswer } from './session.service.ts';
import { requireTrainers } from './title-handling.ts';
import {
  AppointExpertPanelInput,
  CastVoteInput,
  ClosePanelSessionInput,
  OpenPanelSessionInput,
  RecuseFromCandidateInput,
  RegisterExpertInput,
  VoidPanelSessionInput,
} from './title.inputs.ts';
import { castVote, castVoteAnswer, recuseAnswer, recuseFromCandidate } from './vote.service.ts';

const order = [
  ['openedAt', 'desc'],
  ['id', 'desc'],
] as const;

/** The panels on which the caller sits; null for a trainer, who convenes them all. */
async function panelsOf({ caller, em }: Context): Promise<string[] | null> {
  requireTrainersOrMembers(caller);
  if (holdsSomewhere(caller, 'TRAINER')) return null;
  const seats = await em.find(PanelMember, {
    expertRef: { personId: caller.kind === 'PERSON' ? caller.id : '' },
  });
  return seats.map(({ panelRef }) => panelRef.id);
}

function requireTrainersOrMembers(caller: Caller): void {
  if (caller.kind === 'ANONYMOUS') throw unauthenticated();
  if (!holdsSomewhere(caller, 'TRAINER') && !holdsSomewhere(caller, 'PANEL_MEMBER')) throw forbidden();
}

/** Panels, their sessions, and the votes that are cast in them. */
@Resolver(() => PanelSession)
export class PanelResolver {
  @Query(() => ExpertConnection, { nullable: true, description: 'The pool of experts, by id; for trainers.' })
  async experts(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Expert>> {
    requireTrainers(context.caller);
    return page(context, { entity: Expert, field: 'experts', where: {}, order: [['id', 'asc']] }, args);
  }

  @Query(() => PanelSessionConnection, {
    nullable: true,
    description: 'Sessions of panels, latest first: to a trainer all, to a member those of her panels.',
  })
  async panelSessions(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<PanelSession>> {
    const panels = await panelsOf(context);
    const where = panels === null ? {} : { panelRef: { $in: panels } };
    return page(context, { entity: PanelSession, field: 'panelSessions', where, order: order }, args);
  }

  @Query(() => PanelSession, {
    nullable: true,
    description: 'The session with this id, for trainers and its members; null for others, as if there were none.',
  })
  async panelSession(
    @Arg('id', () => ID, { description: 'Id of the session.' }) id: string,
    @Ctx() context: Context,
  ): Promise<PanelSession | null> {
    const panels = await panelsOf(context);
    return context.em.findOne(PanelSession, { id, ...(panels === null ? {} : { panelRef: { $in: panels } }) });
  }

  @FieldResolver(() => [PanelCandidate], { description: 'The candidates before it, by id of their evaluations.' })
  async candidates(@Root() session: PanelSession, @Ctx() context: Context): Promise<PanelCandidate[]> {
    return (await context.load(candidatesOfSessions, session)) ?? [];
  }

  @Mutation(() => registerExpertAnswer.Payload, { description: 'For trainers: adds somebody to the pool of experts.' })
  async registerExpert(
    @Arg('input', () => RegisterExpertInput, { description: 'Who.' }) input: RegisterExpertInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return registerExpertAnswer.of(await registerExpert(context.em, commandOf(context, input)));
  }

  @Mutation(() => appointPanelAnswer.Payload, {
    description: 'For trainers of who confers the title: makes up a panel from the pool.',
  })
  async appointExpertPanel(
    @Arg('input', () => AppointExpertPanelInput, { description: 'Which panel.' }) input: AppointExpertPanelInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return appointPanelAnswer.of(await appointExpertPanel(context.em, commandOf(context, input)));
  }

  @Mutation(() => openSessionAnswer.Payload, {
    description:
      'For trainers of who confers the title: brings candidates before a panel. The answer holds the only copy of the key that opens its votes.',
  })
  async openPanelSession(
    @Arg('input', () => OpenPanelSessionInput, { description: 'Who before whom.' }) input: OpenPanelSessionInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return openSessionAnswer.of(await openPanelSession(context.em, commandOf(context, input)));
  }

  @Mutation(() => castVoteAnswer.Payload, {
    description:
      'For members of the panel: votes on a candidate, once. Nobody can read the vote before the session closes.',
  })
  async castVote(
    @Arg('input', () => CastVoteInput, { description: 'The vote.' }) input: CastVoteInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return castVoteAnswer.of(await castVote(context.em, commandOf(context, input)));
  }

  @Mutation(() => recuseAnswer.Payload, {
    description:
      'For members of the panel: declares that she must not judge a candidate. A vote cast before is taken back.',
  })
  async recuseFromCandidate(
    @Arg('input', () => RecuseFromCandidateInput, { description: 'Whom, and why.' }) input: RecuseFromCandidateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return recuseAnswer.of(await recuseFromCandidate(context.em, commandOf(context, input)));
  }

  @Mutation(() => closeSessionAnswer.Payload, {
    description: 'For trainers of who confers the title: ends the voting, opens the votes and counts them.',
  })
  async closePanelSession(
    @Arg('input', () => ClosePanelSessionInput, { description: 'Which, with its key.' }) input: ClosePanelSessionInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return closeSessionAnswer.of(await closePanelSession(context.em, commandOf(context, input)));
  }

  @Mutation(() => voidSessionAnswer.Payload, {
    description: 'For trainers of who confers the title: breaks a session off; its votes are never opened.',
  })
  async voidPanelSession(
    @Arg('input', () => VoidPanelSessionInput, { description: 'Which.' }) input: VoidPanelSessionInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return voidSessionAnswer.of(await voidPanelSession(context.em, commandOf(context, input)));
  }
}
