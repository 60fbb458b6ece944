import {
  Audience,
  type Context,
  forbidden,
  mutationAnswer,
  ok,
  page,
  PageArgs,
  type Page,
  refuse,
  sql,
  unauthenticated,
} from '@millgate/kit';
import { Arg, Args, Ctx, Field, FieldResolver, Int, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Case } from '../case/case.entity.ts';
import { readableById } from '../case/case.policy.ts';
import * as inputs from './notice.inputs.ts';
import { Notice, NoticeConnection } from './notice.entity.ts';
import { NoticePreference } from './notice-preference.entity.ts';
import * as preferences from './notice-preference.service.ts';
import { addressesOf } from './notify.ts';

const setPayload = mutationAnswer<NoticePreference, preferences.PreferenceRefusal>('SetNoticePreferences', {
  refused: 'Why the wishes were not kept.',
  result: ['preferences', () => NoticePreference, 'The wishes as they stand; null if they were refused.'],
  codes: {
    HOOK_NOT_ALLOWED: {
      zh: '回调地址须为可公开访问的 https 地址。',
      en: 'A hook is a public https address.',
      about: 'The address is not public, not https, or carries a user.',
    },
    MAIL_NOT_SET_UP: {
      zh: '本系统未开通邮件通知。',
      en: 'No mail goes out from here.',
      about: 'The operator has set no mail server.',
    },
    CODE_SENT_JUST_NOW: {
      zh: '验证码刚刚发出，请一分钟后再试。',
      en: 'A code went out just now; wait a minute.',
      about: 'One code a minute and person.',
    },
  },
});

const confirmPayload = mutationAnswer<NoticePreference, 'CODE_WRONG'>('ConfirmNoticeEmail', {
  refused: 'Why the address was not confirmed.',
  result: ['preferences', () => NoticePreference, 'The wishes as they stand; null if it was refused.'],
  codes: {
    CODE_WRONG: {
      zh: '验证码不正确或已失效。',
      en: 'The code is not the one that was sent, or holds no more.',
      about: 'A code has five tries; setting the address anew sends another.',
    },
  },
});

@ObjectType({ description: 'How many notices it was about.', simpleResolvers: true })
class NoticeCount {
  @Field(() => Int, { description: 'How many.' }) count!: number;
}

const counted = ['notices', () => NoticeCount, 'How many notices; null if it was refused.'] as const;
const readPayload = mutationAnswer<NoticeCount, 'IN_FUTURE'>('ReadNotices', {
  refused: 'Why notices were not marked.',
  result: counted,
  codes: {
    IN_FUTURE: {
      zh: '时间不能晚于现在。',
      en: 'Nobody has read what is not written yet.',
      about: '`upTo` is later than now.',
    },
  },
});
const replayPayload = mutationAnswer<NoticeCount, 'NOTHING_SET'>('ReplayNotices', {
  refused: 'Why nothing was sent again.',
  result: counted,
  codes: {
    NOTHING_SET: {
      zh: '尚未设置通知的回调地址或邮箱。',
      en: 'Neither a hook nor a confirmed mail address is set.',
      about: 'The caller’s notices lie in the list alone.',
    },
  },
});

@Resolver(() => Notice)
export class NoticeResolver {
  @Query(() => NoticeConnection, {
    nullable: true,
    description: 'What the desk tells the caller, or the office they sit in, latest first.',
  })
  async myNotices(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Notice>> {
    const where = { personId: { $in: addressesOf(context.caller) } };
    return page(context, { entity: Notice, field: 'myNotices', where, order: [['id', 'desc']] }, args);
  }

  @FieldResolver(() => Case, { nullable: true, description: 'The case it is about.' })
  async case(@Root() notice: Notice, @Ctx() context: Context): Promise<Case | null> {
    return readableById(context, notice.caseRef.id);
  }

  @Query(() => NoticePreference, {
    nullable: true,
    description: 'Where else the caller wants notices; null before they said so.',
  })
  async myNoticePreferences(@Ctx() context: Context): Promise<NoticePreference | null> {
    return context.em.findOne(NoticePreference, { personId: personOf(context) });
  }

  @Audience('public')
  @Mutation(() => setPayload.Payload, {
    nullable: true,
    description:
      'Says where else to send the caller’s notices. What goes out says that there is one, and never what it tells.',
  })
  async setNoticePreferences(
    @Arg('input', () => inputs.SetNoticePreferencesInput, { description: 'The wishes.' })
    input: inputs.SetNoticePreferencesInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return setPayload.of(await preferences.setPreferences(context.em, by(context), input));
  }

  @Audience('public')
  @Mutation(() => confirmPayload.Payload, {
    nullable: true,
    description: 'Confirms the caller’s mail address by the code that was mailed to it.',
  })
  async confirmNoticeEmail(
    @Arg('input', () => inputs.ConfirmNoticeEmailInput, { description: 'The code.' })
    input: inputs.ConfirmNoticeEmailInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return confirmPayload.of(await preferences.confirmEmail(context.em, by(context), input.code));
  }

  @Audience('public')
  @Mutation(() => replayPayload.Payload, {
    nullable: true,
    description:
      'Sends the caller’s notices again under their own ids, those that arrived and those that were given up.',
  })
  async replayNotices(
    @Arg('input', () => inputs.ReplayNoticesInput, { description: 'Since when.' }) input: inputs.ReplayNoticesInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const { personId, now } = by(context);
    return replayPayload.of(await preferences.replay(context.em, personId, input.since, now));
  }

  @Audience('public')
  @Mutation(() => readPayload.Payload, {
    nullable: true,
    description: 'Marks the caller’s own notices as read.',
  })
  async readNotices(
    @Arg('input', () => inputs.ReadNoticesInput, { description: 'Up to when.' }) input: inputs.ReadNoticesInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const { personId, now } = by(context);
    if (input.upTo > now) return readPayload.of(refuse('IN_FUTURE', { path: ['upTo'], rule: 'notices' }));
    const rows = await sql(
      context.em,
      'update notice set read_at = ? where person_id = ? and read_at is null and written_at <= ? returning id',
      [now, personId, input.upTo],
    );
    return readPayload.of(ok({ count: rows.length }));
  }
}

const personOf = ({ caller }: Context): string => {
  if (caller.kind === 'PERSON') return caller.id;
  throw caller.kind === 'ANONYMOUS' ? unauthenticated() : forbidden();
};

const by = (context: Context) => ({ personId: personOf(context), now: context.now, services: context.services });
