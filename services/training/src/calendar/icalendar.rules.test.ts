import { expect, test } from 'vitest';
import { icalendar } from './icalendar.rules.ts';

const now = new Date('2026-11-20T10:00:00+08:00');
const entry = {
  uid: 'enr_1@millgate',
  revision: 2,
  startsAt: new Date('2026-12-04T09:00:00+08:00'),
  endsAt: new Date('2026-12-06T17:00:00+08:00'),
  summary: 'Quality audit; part 1, basics',
  location: null,
  status: 'CONFIRMED',
} as const;

test('a sitting is an event with instants in UTC, escaped texts and a lasting id', () => {
  expect(icalendar([entry], now).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Millgate//Training//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    'UID:enr_1@millgate',
    'DTSTAMP:20261120T020000Z',
    'SEQUENCE:2',
    'DTSTART:20261204T010000Z',
    'DTEND:20261206T090000Z',
    'SUMMARY:Quality audit\\; part 1\\, basics',
    'STATUS:CONFIRMED',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('no line is longer than 75 octets, and unfolding gives the text back', () => {
  const summary = '汽车行业质量管理体系内部审核员培训（第十二期）'.repeat(4);

  const lines = icalendar([{ ...entry, summary }], now).split('\r\n');

  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(lines.join('\r\n').replaceAll('\r\n ', '')).toContain(`SUMMARY:${summary}\r\n`);
});
