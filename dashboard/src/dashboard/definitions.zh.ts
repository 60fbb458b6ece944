import type { NamedFigure } from './figures.texts.ts';

/** A definition in Chinese, and the digest of the English one that it says: where that has changed, a test asks for both. */
interface ChineseDefinition {
  readonly zh: string;
  readonly of: string;
}

export const chineseDefinitions: Readonly<Record<NamedFigure, ChineseDefinition>> = {
  'DeskFigures.breachedNow': { zh: '请求时刻，办理中且已过应办结日期的事项数。', of: 'bc685747' },
  'DeskFigures.filed': { zh: '时段内经任何渠道收到的事项数。', of: 'd2d35a98' },
  'DeskFigures.decided': { zh: '时段内办结（作出决定）的事项数。', of: '2af125fd' },
  'DeskFigures.onTimeShare': {
    zh: '分子：时段内办结且早于应办结日期的事项；分母：时段内办结的事项。没有办结时为空。',
    of: '03ad4fd1',
  },
  'DeskFigures.medianDaysToDecision': {
    zh: '时段内办结的事项，从收到到办结的日历天数的中位数；没有办结时为空。',
    of: '984dee86',
  },
  'DeskFigures.voices': { zh: '时段内收到的意见和建议（类型为“建议”）。', of: 'c71fa8d4' },
  'DeskFigures.industryVoices': {
    zh: '意见建议中属于产业的：类别为项目、金融、法律、市场、培训；其余为人的诉求。',
    of: 'f8d882a4',
  },
  'DeskFigures.assisted': { zh: '时段内收到的、由他人代办或陪同办理（帮办代办）的事项。', of: 'bab61b42' },
  'DeskFigures.mattersPerTicket': { zh: '时段内所取号码，平均每号办理的事项数；没有取号时为空。', of: '64dfb918' },
  'DeskFigures.badRatingShare': {
    zh: '分子：评分为 1 或 2 的事项；分母：时段内办结且有评分的事项。不足五个评分时为空，以免看出一个人打了几分。',
    of: 'a13c6a52',
  },
  'DeskFigures.poolsReached': { zh: '时段内达到成团人数的需求数。', of: '037a2b1a' },
  'DeskFigures.poolsFulfilled': { zh: '时段内需求得到回应的需求数。', of: 'e5c1e23b' },
  'DeskFigures.reopened': { zh: '时段内有了结果之后又重新办理的次数。', of: '56cb27de' },
  'DeskFigures.commitmentsKeptShare': {
    zh: '分子：早于应办结日期兑现的承诺；分母：时段内到期的承诺（类型为“承诺”）。没有到期时为空。',
    of: '2baaa0ee',
  },
  'DeskFigures.medianMinutesToCall': {
    zh: '时段内所取且已叫的号，从取号到叫号的分钟数的中位数；没有时为空。',
    of: '70d99007',
  },
  'DeskFigures.filedAtTerminals': { zh: '时段内经自助终端收到的事项。', of: '961fcc4c' },
  'DeskFigures.terminalsOnline': { zh: '请求时刻可以使用的自助终端。', of: '8913dfa9' },
  'SubsidyFigures.remaining': { zh: '预算中仍可批准的部分。', of: '598ae88e' },
  'SubsidyFigures.budget': { zh: '时段所涉各日历年度安排的资金。', of: '928e6005' },
  'SubsidyFigures.committed': { zh: '预算中为已批准、未支付的申请预留的部分。', of: 'b921f51c' },
  'SubsidyFigures.paid': { zh: '预算中已支付且未退回的部分。', of: '6930abd2' },
  'SubsidyFigures.waitingForMoney': { zh: '现在正等待资金的申请，不论何日提出。', of: '42ab7811' },
  'SubsidyFigures.medianMinutesToDecision': {
    zh: '时段内作出决定的申请，从提出到决定的分钟数的中位数；没有时为空。',
    of: 'e2f8605b',
  },
  'SubsidyFigures.immediatePercent': {
    zh: '分子：提出当刻即作出决定的申请；分母：时段内作出决定的申请。百分比，保留一位小数；没有时为空。',
    of: '8f913a23',
  },
  'SubsidyFigures.takeUpPercent': {
    zh: '领取率，百分比，保留一位小数。分子：已领到的人；分母：时段内的决定认定符合条件的人，每人计一次。从未申请的人两边都不计：没有人申请就不作认定。符合条件的不足五人时为空。',
    of: '6105b9ae',
  },
  'SubsidyFiguresPoint.granted': { zh: '按决定日期计，申请获批的人数。', of: '33698ec4' },
  'HousingFigures.occupancyPercent': {
    zh: '分子：已住床日；分母：可租床日。百分比，保留一位小数；没有床位时为空。',
    of: '8d195c4e',
  },
  'HousingFigures.waiting': { zh: '请求时刻正在等房的人：有申请且未安置、未撤回、未被跳过。', of: 'ed661548' },
  'HousingFigures.medianDaysToBed': {
    zh: '时段内接受的房源，从申请到接受的天数的中位数，保留一位小数；不足五份时为空。',
    of: 'ad743c34',
  },
  'HousingFigures.heldBedDays': { zh: '可租床日中有人持有租约的床日；整套出租计全部床位。', of: 'e650ed35' },
  'HousingFigures.bedDays': { zh: '请求当日在用、可出租房源的床位数，乘以时段的天数。', of: '1f12a460' },
  'HousingFigures.freeNights': { zh: '免费住宿的夜数：无人付费的租约的床日。', of: 'a2354b4c' },
  'HousingFigures.lodgersHired': { zh: '免费住宿之后就业、且在时段内报告的人。', of: 'd67fbd54' },
  'HousingFigures.offersMade': { zh: '时段内向申请人发出的房源通知。', of: '54ada4bb' },
  'HousingFigures.offersLapsed': { zh: '时段内逾期无人回应而失效的房源通知。', of: '128d7110' },
  'HousingFigures.rentDue': { zh: '按应付日期计，时段内到期的租金；仅限租户付费的租约。', of: 'e500d446' },
  'HousingFigures.rentPaid': { zh: '按支付日期计，时段内收到的租金，不论何时到期。', of: '1202daff' },
  'HousingFigures.repairsRequested': { zh: '时段内租户提出的报修。', of: 'a9f60d74' },
  'HousingFigures.homesContracted': { zh: '按签约日期计，时段内签约的购房套数，后来解除的也计。', of: 'eefda7f0' },
  'MealFigures.sold': { zh: '售出的餐份：未取消的订单与窗口售出之和。', of: '783b6551' },
  'MealFigures.planned': { zh: '计划的餐份，含加餐和复核。', of: 'ae5f98d5' },
  'MealFigures.mealsPerDay': { zh: '有供餐的日子，平均每天售出的餐份，保留一位小数。', of: '0729cd9b' },
  'MealFigures.sellThroughPercent': {
    zh: '分子：售出餐份；分母：计划餐份。百分比，保留一位小数；没有计划时为空。',
    of: 'c56490dc',
  },
  'MealFigures.noShow': { zh: '已订、到窗口关闭仍无人来取的餐份。', of: 'fa006285' },
  'MealFigures.wasted': { zh: '未售出而丢弃的餐份。', of: 'a79bde51' },
  'SoldOutFigures.servings': { zh: '在截止订餐之前就售罄的供餐次数。', of: '8bc73181' },
  'SoldOutFigures.medianMinutesBeforeCutoff': {
    zh: '最后一份售出到截止订餐之间分钟数的中位数；没有时为空。',
    of: '16b662e3',
  },
  'MealFigures.averagePrice': { zh: '购买者为每份餐支付的平均价格，取整到分；没有售出时为空。', of: '4af782cb' },
  'MealFigures.subsidisedPercent': {
    zh: '分子：按企业价售出的餐份；分母：全部售出餐份。百分比，保留一位小数。',
    of: '29e44a42',
  },
  'MealFigures.diners': { zh: '订过餐的人数，每人计一次。窗口购买者不记名，不计入。', of: '9b1c0a52' },
  'MealFigures.soldAtCounter': { zh: '在窗口售出的餐份。', of: 'f5979114' },
  'MealFigures.pickedUp': { zh: '已取走的预订餐份。', of: 'ed9f4f29' },
  'MealFigures.seatTurns': {
    zh: '平均每餐每个座位被使用的次数，保留两位小数：售出餐份除以座位数和餐次数。',
    of: '0afcc08f',
  },
  'TrainingFigures.seatsTakenPercent': {
    zh: '分子：已占名额；分母：名额。百分比，保留一位小数；没有名额时为空。',
    of: 'b6a7a828',
  },
  'TrainingFigures.sittings': { zh: '时段内开始的班次，取消的不计。', of: '94ceb150' },
  'TrainingFigures.cancelled': { zh: '被取消、或截止时人数不足的班次。', of: '79dd96d6' },
  'TrainingFigures.seats': { zh: '未取消班次的名额。', of: '0efd740d' },
  'TrainingFigures.seatsTaken': { zh: '名额中已被占用的。', of: 'e231f839' },
  'TrainingFigures.learners': { zh: '有名额的人数，每人计一次。', of: '22db4ff5' },
  'TrainingFigures.waiting': { zh: '候补名额的人数，每人计一次。', of: '0c47e160' },
  'TrainingFigures.graduates': { zh: '完成课程的人数，每人计一次。', of: 'fc549fa8' },
  'TrainingFigures.enterprises': { zh: '有职工占名额的企业数。', of: 'f52b7283' },
  'TrainingFigures.medianDaysFromDemand': {
    zh: '时段内开始的班次，从需求成团到开班的天数的中位数；没有时为空。',
    of: '2f3905d8',
  },
  'AdviceFigures.contactedOnTimeShare': {
    zh: '分子：首次提出后两个工作日内联系到的提问；分母：已联系或已逾期的提问。没有时为空。',
    of: 'b587dc5f',
  },
  'AdviceFigures.asked': { zh: '时段内首次提出的问题，保密的不计。', of: 'b2c26807' },
  'AdviceFigures.answered': { zh: '其中至今已答复的。', of: '3e35629c' },
  'AdviceFigures.medianHoursToContact': {
    zh: '已联系的提问，从首次提出到首次联系的小时数的中位数，不论其间问过几位顾问；没有时为空。',
    of: 'c41d15cb',
  },
  'AdviceFigures.reassigned': { zh: '其中因顾问谢绝、未回应或离任而转给下一位的。', of: 'd294251e' },
  'AdviceFigures.settled': { zh: '其中顾问回访时确认事情已经解决的。', of: '61423ff1' },
  'AdviceFigures.meanRating': {
    zh: '已评分提问的平均分，1 至 5；不足五个评分时为空，以免看出一个人打了几分。',
    of: 'd6732f30',
  },
  'AdviceFigures.askers': { zh: '为自己提问的职工人数，每人计一次。', of: '7e0120e8' },
  'RegistryFigures.employedWorkers': { zh: '当日在范围内企业任职的人数，每人计一次。', of: '2f712186' },
  'RegistryFigures.registeredWorkers': {
    zh: '各社区登记的人数，每人计一次。按现在计：登记簿不记登记日期。',
    of: 'b5e15df2',
  },
  'RegistryFigures.enterprises': { zh: '范围内未迁出的企业。按现在计：登记簿只记现状。', of: '8f56e59b' },
  'RegistryFiguresPoint.started': { zh: '该期内入职的人数，每人计一次。', of: '0b7041e4' },
  'RegistryFiguresPoint.ended': { zh: '该期内离职的人数，每人计一次。', of: '23aa0f77' },
  'GridCompleteness.percent': {
    zh: '分子：配齐的网格；分母：全部网格。百分比，保留一位小数；没有网格时为空。',
    of: '78c18f51',
  },
  'GridCompleteness.complete': { zh: '分子：当日有专职网格员、社区干部和企业代表的网格。', of: 'f773943c' },
  'GridCompleteness.grids': { zh: '分母：范围内的网格。', of: 'c16944e2' },
  'FacilityReach.facilities': {
    zh: '分子：现在在用、从范围内企业所在地步行十五分钟可达的设施，每处计一次。',
    of: '34bb97f9',
  },
  'FacilityReach.perThousand': {
    zh: '每千人的设施数，保留两位小数，按公布的人数计算；人数不公布时为空。',
    of: '5a370b09',
  },
};
