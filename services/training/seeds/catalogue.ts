import { communityId, demoId, enterpriseId } from '@millgate/demo';
import { LocalizedText, Money } from '@millgate/kit';
import { CourseKind, CourseTheme } from '../src/course/course.entity.ts';
import { DegreeLevel } from '../src/course/degree-level.ts';
import { CredentialKind } from '../src/credential/credential.entity.ts';
import { SkillLevel } from '../src/credential/skill-level.ts';
import { CourseMode } from '../src/instance/course-instance.entity.ts';
import { ProviderKind } from '../src/provider/provider.entity.ts';

const provider = (key: string, zh: string, en: string, kind: ProviderKind, community: string | null) => ({
  id: demoId('prv', key),
  names: LocalizedText.of(zh, en),
  kind,
  communityId: community,
});

const jinshan = communityId('jinshan');
const lingfeng = communityId('lingfeng');
const xinzhuang = communityId('xinzhuang');
const liming = communityId('liming');

/** The organisations that the articles name as teaching or examining. */
export const providers = [
  provider(
    'zhangjiang-jinshan',
    '张江（金山园）人才服务平台',
    'Zhangjiang (Jinshan Park) Talent Service Platform',
    ProviderKind.TALENT_PLATFORM,
    jinshan,
  ),
  provider(
    'minhang-skills',
    '闵行区高技能人才服务中心',
    'Minhang High-skilled Talent Service Centre',
    ProviderKind.SKILLS_CENTRE,
    xinzhuang,
  ),
  provider(
    'xinzhuang-skills',
    '莘庄工业区高技能人才服务中心',
    'Xinzhuang High-skilled Talent Service Centre',
    ProviderKind.SKILLS_CENTRE,
    xinzhuang,
  ),
  provider('open-university', '上海开放大学', 'Shanghai Open University', ProviderKind.UNIVERSITY, null),
  provider('lingfeng', '灵峰工业社区', 'Lingfeng Industrial Community', ProviderKind.COMMUNITY, lingfeng),
  provider('red-sock', '“红袜子”社企共富党建联盟', 'Red Sock Alliance', ProviderKind.COMMUNITY, liming),
  provider(
    'authority',
    '人力资源和社会保障部门',
    'Human resources and social security authority',
    ProviderKind.AUTHORITY,
    null,
  ),
];

/** A course with what its sittings have in common. */
export interface Offer {
  readonly key: string;
  readonly course: {
    readonly id: string;
    readonly names: LocalizedText;
    readonly kind: CourseKind;
    readonly theme: CourseTheme;
    readonly prerequisiteLevel?: SkillLevel;
    readonly awards?: CredentialKind;
    readonly degreeLevel?: DegreeLevel;
    readonly terms?: number;
    readonly creditsRequired?: number;
  };
  readonly sitting: {
    readonly providerRef: string;
    readonly communityId: string;
    readonly mode: CourseMode;
    readonly capacity: number;
    readonly minimum: number;
    readonly quotaPerEnterprise: number | null;
    readonly price: Money;
    readonly requestedByIds: string[];
    readonly instructors?: LocalizedText;
  };
}

function offer(
  key: string,
  [zh, en]: readonly [string, string],
  kind: CourseKind,
  theme: CourseTheme,
  by: string,
  community: string,
  more: Partial<Offer['sitting']> & Pick<Offer['course'], 'prerequisiteLevel' | 'awards'> & { degree?: object } = {},
): Offer {
  const { prerequisiteLevel, awards = CredentialKind.CERTIFICATE, degree, ...sitting } = more;
  return {
    key,
    course: {
      id: demoId('crs', key),
      names: LocalizedText.of(zh, en),
      kind,
      theme,
      ...(prerequisiteLevel ? { prerequisiteLevel } : {}),
      ...(kind === CourseKind.SESSION ? {} : { awards }),
      ...degree,
    },
    sitting: {
      providerRef: demoId('prv', by),
      communityId: community,
      mode: CourseMode.ONSITE,
      capacity: 40,
      minimum: 10,
      quotaPerEnterprise: null,
      price: Money.yuan(0),
      requestedByIds: [],
      ...sitting,
    },
  };
}

const { COMMISSIONED, CATALOGUE, DEGREE, SESSION } = CourseKind;
const platform = 'zhangjiang-jinshan';

/** Made to order: the automotive quality audit that Donghai Tianpu needed, thirty seats, five to an enterprise. */
export const autoQuality = offer(
  'auto-quality',
  ['汽车质量内审', 'Automotive internal quality audit'],
  COMMISSIONED,
  CourseTheme.QUALITY,
  platform,
  jinshan,
  {
    capacity: 30,
    minimum: 10,
    quotaPerEnterprise: 5,
    price: Money.yuan(1_200),
    requestedByIds: [enterpriseId('tianpu')],
    instructors: LocalizedText.of('由提出需求的企业推荐', 'Proposed by the enterprises that asked'),
  },
);

/** Teaches the next level to those who hold level 3: the one course that asks for a level. */
export const weldingTechnician = offer(
  'welding-technician',
  ['焊工技师（二级）研修', 'Welding technician (level 2)'],
  CATALOGUE,
  CourseTheme.TRADE_SKILL,
  'lingfeng',
  lingfeng,
  { prerequisiteLevel: SkillLevel.LEVEL_3, capacity: 20, minimum: 8, price: Money.yuan(600) },
);

export const weldingQuality = offer(
  'welding-quality',
  ['焊接安全与质量', 'Welding safety and quality'],
  CATALOGUE,
  CourseTheme.TRADE_SKILL,
  'lingfeng',
  lingfeng,
);

export const leanAtLingfeng = offer(
  'lean-lingfeng',
  ['模具企业精益生产', 'Lean production for mould makers'],
  CATALOGUE,
  CourseTheme.MANUFACTURING,
  'lingfeng',
  lingfeng,
  { quotaPerEnterprise: 10 },
);

/** The year programme of the park, skill courses, and the degree classes of the Open University. */
export const offers: readonly Offer[] = [
  autoQuality,
  offer('lean', ['精益管理', 'Lean management'], COMMISSIONED, CourseTheme.MANAGEMENT, platform, jinshan),
  offer('talent', ['人才培训', 'Talent training'], COMMISSIONED, CourseTheme.TALENT, platform, jinshan),
  offer('policy', ['政策解读', 'Policy interpretation'], SESSION, CourseTheme.POLICY, platform, jinshan, {
    mode: CourseMode.BLENDED,
    capacity: 100,
  }),
  offer(
    'budget',
    ['全面预算管理', 'Comprehensive budget management'],
    COMMISSIONED,
    CourseTheme.FINANCE,
    platform,
    jinshan,
  ),
  offer(
    'automotive',
    ['行业专题培训（汽车行业）', 'Industry special: automotive'],
    COMMISSIONED,
    CourseTheme.MANUFACTURING,
    platform,
    jinshan,
  ),
  offer(
    'toyota',
    ['丰田专家分享会', 'Toyota experts’ sharing session'],
    SESSION,
    CourseTheme.MANUFACTURING,
    platform,
    jinshan,
    { capacity: 80 },
  ),
  offer(
    'industry-4',
    [
      '面向智能制造与工业4.0的制造项目全过程管理',
      'Managing manufacturing projects for smart manufacturing and Industry 4.0',
    ],
    COMMISSIONED,
    CourseTheme.MANAGEMENT,
    platform,
    jinshan,
  ),
  weldingTechnician,
  weldingQuality,
  leanAtLingfeng,
  offer(
    'skills-upgrade',
    ['高技能人才提升班', 'Advanced skills class'],
    CATALOGUE,
    CourseTheme.TRADE_SKILL,
    'minhang-skills',
    xinzhuang,
  ),
  offer('sock-design', ['袜艺设计', 'Sock design'], CATALOGUE, CourseTheme.TRADE_SKILL, 'red-sock', liming),
];

/** What a term of the demo’s degrees earns. */
export const creditsOfTerm = 16;

/** As open universities usually ask for; the article states neither terms nor credits. */
const plans = {
  college: { degreeLevel: DegreeLevel.JUNIOR_COLLEGE, terms: 5, creditsRequired: 76 },
  bachelor: { degreeLevel: DegreeLevel.BACHELOR, terms: 5, creditsRequired: 71 },
} as const;

/** Degrees of the Open University; each has a junior-college and a bachelor class. */
export const degrees: readonly Offer[] = (
  [
    ['mechatronics', '机电一体化', 'Mechatronics'],
    ['construction', '建设工程管理', 'Construction engineering management'],
    ['mechanical-electronic', '机械电子工程', 'Mechanical and electronic engineering'],
  ] as const
).flatMap(([key, zh, en]) =>
  [['college', '专科', 'junior college'] as const, ['bachelor', '本科', 'bachelor'] as const].map(
    ([suffix, zhLevel, enLevel]) =>
      offer(
        `${key}-${suffix}`,
        [`${zh}（${zhLevel}）`, `${en} (${enLevel})`],
        DEGREE,
        CourseTheme.ENGINEERING,
        'open-university',
        xinzhuang,
        {
          mode: CourseMode.BLENDED,
          capacity: 60,
          minimum: 20,
          price: Money.yuan(6_000),
          awards: CredentialKind.DIPLOMA,
          degree: plans[suffix],
        },
      ),
  ),
);
