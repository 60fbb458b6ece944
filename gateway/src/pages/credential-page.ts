import { createHash } from 'node:crypto';

export interface ShownCredential {
  readonly credentialId: string;
  readonly kind: string;
  readonly status: 'VALID' | 'SUSPENDED' | 'REVOKED' | 'EXPIRED';
  readonly level: string | null;
  readonly grade: string | null;
  readonly rank: number | null;
  readonly issuedOn: string;
  readonly validUntil: string | null;
  readonly revokedOn: string | null;
  readonly zh: string;
  readonly en: string;
  readonly holderZh: string;
  readonly holderEn: string;
  readonly issuer: { readonly zh: string; readonly en: string };
}

type Lang = 'zh' | 'en';

/** Wide enough for a thumb, readable at arm’s length; colours of 7:1 at least on white, and never colour alone. */
const style = `
body{margin:0;font:1.125rem/1.5 system-ui,sans-serif;color:#111;background:#fff}
main{max-width:36rem;margin:0 auto;padding:1rem}
h1{font-size:1.25rem}
.state{font-size:1.5rem;font-weight:700;padding:1rem;border:3px solid;border-radius:.5rem}
.VALID{color:#0b5d1e}.SUSPENDED,.EXPIRED{color:#6b4700}.REVOKED,.UNKNOWN,.UNAVAILABLE{color:#8b0000}
dt{color:#444;font-size:1rem}dd{margin:0 0 .75rem;overflow-wrap:anywhere}
input,button{font:inherit;padding:.75rem;width:100%;box-sizing:border-box;margin:.25rem 0;min-height:3rem}
a{color:#003c8f;display:inline-block;padding:.5rem 0}
`;

/** No script, nothing from elsewhere, and of styles the one above. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const words = {
  title: { zh: '证书查验', en: 'Verify a credential' },
  number: { zh: '证书编号', en: 'Number of the credential' },
  verify: { zh: '查验', en: 'Verify' },
  subject: { zh: '内容', en: 'What it attests' },
  holder: { zh: '持有人', en: 'Holder' },
  issuer: { zh: '颁发单位', en: 'Issued by' },
  issuedOn: { zh: '颁发日期', en: 'Issued on' },
  validUntil: { zh: '有效期至（不含当日）', en: 'Valid until, not including' },
  revokedOn: { zh: '撤销日期', en: 'Revoked on' },
  rank: { zh: '等级', en: 'Level' },
  other: { zh: 'English', en: '中文' },
  VALID: { zh: '✓ 有效', en: '✓ Valid' },
  SUSPENDED: { zh: '⏸ 已暂停', en: '⏸ Suspended' },
  REVOKED: { zh: '✗ 已撤销', en: '✗ Revoked' },
  EXPIRED: { zh: '⌛ 已过期', en: '⌛ Expired' },
  UNKNOWN: { zh: '✗ 没有这个编号的证书', en: '✗ No credential has this number' },
  UNAVAILABLE: { zh: '暂时无法查验，请稍后再试', en: 'This cannot be verified now; try again later' },
} as const;

const levels: Readonly<Record<string, { zh: string; en: string }>> = {
  APPRENTICE: { zh: '学徒工', en: 'Apprentice' },
  LEVEL_5: { zh: '五级（初级工）', en: 'Level 5 (junior)' },
  LEVEL_4: { zh: '四级（中级工）', en: 'Level 4 (intermediate)' },
  LEVEL_3: { zh: '三级（高级工）', en: 'Level 3 (senior)' },
  LEVEL_2: { zh: '二级（技师）', en: 'Level 2 (technician)' },
  LEVEL_1: { zh: '一级（高级技师）', en: 'Level 1 (senior technician)' },
  SPECIAL_TECHNICIAN: { zh: '特级技师', en: 'Special-grade technician' },
  CHIEF_TECHNICIAN: { zh: '首席技师', en: 'Chief technician' },
  TECHNICIAN: { zh: '员级', en: 'Technician' },
  ASSISTANT: { zh: '助理级', en: 'Assistant' },
  INTERMEDIATE: { zh: '中级', en: 'Intermediate' },
  ASSOCIATE_SENIOR: { zh: '副高级', en: 'Associate senior' },
  SENIOR: { zh: '正高级', en: 'Senior' },
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A page of plain HTML, in one of two languages, with a link to the other. */
export function credentialPage(
  what: ShownCredential | 'UNKNOWN' | 'UNAVAILABLE' | null,
  { id, lang }: { readonly id: string; readonly lang: Lang },
): string {
  const say = (word: keyof typeof words) => escaped(words[word][lang]);
  const state = what === null ? null : typeof what === 'string' ? what : what.status;
  const other = lang === 'zh' ? 'en' : 'zh';
  const address = `/credentials${id === '' ? '' : `/${encodeURIComponent(id)}`}`;
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-Hans' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${say('title')}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${say('title')}</h1>
${state === null ? '' : `<p class="state ${state}" role="status">${say(state)}</p>`}
${what === null || typeof what === 'string' ? '' : facts(what, lang)}
<form action="/credentials" method="get">
<label for="id">${say('number')}</label>
<input id="id" name="id" value="${escaped(id)}" autocomplete="off" maxlength="40" required>
<input type="hidden" name="lang" value="${lang}">
<button>${say('verify')}</button>
</form>
<a href="${escaped(address)}?lang=${other}" hreflang="${other}">${say('other')}</a>
</main>
</body>
</html>
`;
}

function facts(shown: ShownCredential, lang: Lang): string {
  const step = levels[shown.level ?? shown.grade ?? ''];
  const rows: [keyof typeof words, string | null][] = [
    ['subject', shown[lang]],
    ['rank', step?.[lang] ?? null],
    ['holder', lang === 'zh' ? shown.holderZh : shown.holderEn],
    ['issuer', shown.issuer[lang]],
    ['issuedOn', shown.issuedOn],
    ['validUntil', shown.validUntil],
    ['revokedOn', shown.revokedOn],
    ['number', shown.credentialId],
  ];
  const lines = rows.flatMap(([word, value]) =>
    value === null ? [] : [`<dt>${escaped(words[word][lang])}</dt><dd>${escaped(value)}</dd>`],
  );
  return `<dl>\n${lines.join('\n')}\n</dl>`;
}
