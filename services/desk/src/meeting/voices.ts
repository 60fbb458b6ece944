import { type Context, sql } from '@millgate/kit';
import { industryThemes } from '../case/theme.ts';
import { textArray } from '../values/text-array.ts';
import { SurveyRound } from './meeting.entity.ts';

export interface Voices {
  readonly all: number;
  readonly industry: number;
}

/** How many were collected in a survey round, all rounds asked for in one statement. */
export async function countVoices(context: Context, roundId: string): Promise<Voices> {
  const batch = async (ids: readonly string[]): Promise<Voices[]> => {
    const rows = await sql<Voices & { round: string }>(
      context.em,
      `select survey_round_id as round, count(*)::int as "all", count(*) filter (where theme = any(?::text[]))::int as industry
         from "case" where survey_round_id = any(?::text[]) group by survey_round_id`,
      [textArray(industryThemes), textArray(ids)],
    );
    const byRound = new Map(rows.map((row) => [row.round, row]));
    return ids.map((id) => byRound.get(id) ?? { all: 0, industry: 0 });
  };
  return (await context.loadWith(SurveyRound, 'voices', batch, roundId)) ?? { all: 0, industry: 0 };
}
