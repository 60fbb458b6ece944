import { demoId } from '@millgate/demo';
import { addTo, instantAt } from '@millgate/kit';
import { AdvisorChannel } from '../src/advisor/advisor.enums.ts';
import { advisorId, type DemoAdvisor, isNamed } from './advisers.ts';

export interface DemoSlot {
  readonly id: string;
  readonly advisorRef: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly mode: AdvisorChannel;
}

const daysBefore = 14;
const daysAfter = 45;
const minutes = 45;

const officeHours = ['09:30', '14:00', '16:00'];
const roundTheClock = ['00:00', '03:00', '06:00', '09:00', '12:00', '15:00', '18:00', '21:00'];

/** Two weeks back and six ahead: the articles' advisers every weekday, the others twice a week. */
export function* slotsOf(advisor: DemoAdvisor, today: string): Generator<DemoSlot> {
  const online = advisor.channels.includes(AdvisorChannel.ONLINE_24H);
  const times = online ? roundTheClock : isNamed(advisor) ? officeHours : officeHours.slice(0, 2);
  for (let offset = -daysBefore; offset <= daysAfter; offset += 1) {
    const day = addTo(today, { days: offset });
    const { dayOfWeek } = Temporal.PlainDate.from(day);
    const works = online ? offset >= 0 && offset < 21 : isNamed(advisor) ? dayOfWeek <= 5 : [2, 4].includes(dayOfWeek);
    if (!works) continue;
    for (const [at, time] of times.entries()) {
      const startsAt = instantAt(day, time);
      yield {
        id: slotId(advisor.key, day, time),
        advisorRef: advisorId(advisor.key),
        startsAt,
        endsAt: new Date(startsAt.getTime() + minutes * 60_000),
        mode: advisor.channels[at % advisor.channels.length] ?? AdvisorChannel.OFFICE,
      };
    }
  }
}

export const slotId = (advisor: string, day: string, time: string): string =>
  demoId('slt', `${advisor}-${day}-${time}`);
