/** What a spreadsheet may be at most; a hundred thousand workers unpack to about forty mebibytes. */
export const most = { packed: 64 << 20, unpacked: 512 << 20, rows: 1_048_576, columns: 100 } as const;

const endOfDirectory = 0x06054b50;
const entryOfDirectory = 0x02014b50;

/**
 * What an archive says its files unpack to, in bytes; null where it does not say. Whoever unpacks it holds each file to
 * what is said of it here, so that what is small here is small.
 */
export function unpackedSize(archive: Buffer): number | null {
  const end = lastIndexOf(archive, endOfDirectory);
  if (end < 0) return null;
  let at = archive.readUInt32LE(end + 16);
  let sum = 0;
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== entryOfDirectory) return null;
    const [packed, unpacked] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 24)];
    // Nothing said: it would be unpacked to whatever it is. An empty file, deflated, takes two bytes.
    if (unpacked === 0 && packed > 2) return null;
    sum += unpacked;
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return sum;
}

/** A comment of at most 65,535 bytes may stand behind the 22 of the end. */
function lastIndexOf(archive: Buffer, signature: number): number {
  for (let at = archive.length - 22; at >= Math.max(0, archive.length - 65_557); at -= 1) {
    if (archive.readUInt32LE(at) === signature) return at;
  }
  return -1;
}

/**
 * A cell as it would be typed. Beyond fifteen digits a spreadsheet has rounded a number: it is written so that nobody
 * takes it for the number that was meant.
 */
export function textOfCell(cell: unknown): string {
  // A day is midnight in UTC, whatever the zone.
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
  if (typeof cell === 'number') return Math.abs(cell) < 1e15 ? String(cell) : cell.toExponential();
  return typeof cell === 'string' || typeof cell === 'boolean' ? String(cell) : '';
}
