/* measure: the list of what is counted, each to be read with its entry in measures.md.
 *
 * "code" says what the cell's code is; "E", "C", "F" say whether episodes, children or other facts
 * are counted. Where a measure is kept for each interview group, the code's upper byte is the
 * group (enum GROUP_*, GROUP_ALL first): MEASURE_GROUP(group, rest).
 */
#ifndef DOMAIN_MEASURE_H
#define DOMAIN_MEASURE_H

#include <stdint.h>

#define MEASURE_GROUP(group, rest) (((uint64_t)(group) << 56) | (uint64_t)(rest))
/* harm in the upper byte: MEASURE_HARM(HARM_CSE, level) */
#define MEASURE_HARM(harm, rest) (((uint64_t)(harm) << 56) | (uint64_t)(rest))

enum {
    BAND_UNDER_6H,
    BAND_6_24H,
    BAND_24_48H,
    BAND_2_7D,
    BAND_7_30D,
    BAND_OVER_30D,
    BAND_OPEN,
    BAND_COUNT
};
enum { DAYS_0, DAYS_1, DAYS_2, DAYS_3_7, DAYS_8_30, DAYS_OVER_30, DAYS_COUNT };
enum { AGE_UNDER_10, AGE_10_12, AGE_13_15, AGE_16_17, AGE_NOT_RECORDED, AGE_COUNT };
/* sex and ethnicity use their vocabulary code; children without one count under this: */
#define CODE_NOT_RECORDED 255

enum measure {
    MEASURE_NOTHING,
    /* volume */
    MISSING_EPISODES,    /* E */
    MISSING_CHILDREN,    /* C */
    AWAY_EPISODES,       /* E */
    AWAY_CHILDREN,       /* C */
    OPEN_AT_END,         /* E */
    FIRST_TIME_CHILDREN, /* C */
    TWO_IN_PERIOD,       /* C */
    THREE_IN_30_DAYS,    /* C */
    THREE_IN_90_DAYS,    /* C */
    TEN_IN_365_DAYS,     /* C */
    EPISODES_PER_CHILD,  /* C, code: how many episodes: gives concentration */
    /* duration, missing episodes */
    DURATION_BAND, /* E, code: BAND_* */
    DURATION_DAYS, /* E, code: DAYS_* */
    OVERNIGHT,     /* E */
    /* split, code: GROUP_* */
    SPLIT_EPISODES, /* E */
    SPLIT_CHILDREN, /* C */
    /* people */
    PEOPLE_AGE,       /* C, code: AGE_* */
    PEOPLE_SEX,       /* C, code: sex; absent counts as SEX_NOT_RECORDED */
    PEOPLE_ETHNICITY, /* C, code: ethnicity or CODE_NOT_RECORDED */
    /* when */
    START_HOUR,    /* E, code: 0 to 23, London */
    START_WEEKDAY, /* E, code: 0 Monday to 6 */
    /* where, code: packed GSS or URN */
    FROM_EPISODES,
    FROM_CHILDREN,
    FOUND_EPISODES,
    FOUND_CHILDREN,
    ESTABLISHMENT_EPISODES,
    ESTABLISHMENT_CHILDREN,
    /* interviews: E, code: MEASURE_GROUP(group, 0) unless said otherwise */
    INTERVIEW_DUE,
    INTERVIEW_NOT_YET_DUE,
    INTERVIEW_RETURN_ASSUMED,
    INTERVIEW_STILL_MISSING,
    INTERVIEW_OFFERED,
    INTERVIEW_OFFERED_IN_72H,
    INTERVIEW_ACCEPTED,
    INTERVIEW_COMPLETED,
    INTERVIEW_WITHIN_72H,
    INTERVIEW_LATE,
    INTERVIEW_NOT_TIMED,
    INTERVIEW_OVERDUE,
    INTERVIEW_DECLINED,
    INTERVIEW_NOT_OFFERED,
    INTERVIEW_THIRD_PARTY,
    INTERVIEW_INDEPENDENT,
    INTERVIEW_DECLINED_REASON,    /* code: MEASURE_GROUP(group, reason or CODE_NOT_RECORDED) */
    INTERVIEW_NOT_OFFERED_REASON, /* likewise */
    INTERVIEW_HARM,               /* code: MEASURE_GROUP(group, harm suffered) */
    INTERVIEW_HARM_CHILDREN,      /* C, likewise */
    INTERVIEW_ACTION,             /* code: MEASURE_GROUP(group, action) */
    INTERVIEW_ACTION_CHILDREN,    /* C, likewise */
    INTERVIEW_SECONDS, /* code: MEASURE_GROUP(group, seconds from return to completion) */
    /* issues */
    ISSUES_EPISODES_DUE,  /* E: the same as INTERVIEW_DUE of GROUP_ALL */
    ISSUES_EPISODES_WITH, /* E */
    ISSUES_EPISODES_NONE, /* E */
    ISSUES_CHILDREN_DUE,  /* C */
    ISSUES_CHILDREN_WITH, /* C */
    ISSUE_EPISODES,       /* E, code: issue */
    ISSUE_CHILDREN,       /* C, code: issue */
    /* risk: C, code: MEASURE_HARM(harm, …) unless said otherwise */
    RISK_LEVEL, /* …(harm, level) */
    RISK_RAISED,
    RISK_LOWERED,
    RISK_CLOSED,
    RISK_REVIEWS_OVERDUE,
    RISK_INDICATED_ABOVE_LEVEL,
    RISK_DECISIONS_BEFORE_END, /* F: decisions of X of that harm before T; 0: no levels supplied */
    NAMED_CHILDREN,
    NAMED_ASSESSED_IN_14D,
    NAMED_DECIDED_IN_14D,
    NAMED_NOT_YET_DUE,
    NAMED_NOT_FOLLOWED_UP,
    HARM_STATUS,          /* …(harm, status, or 0 for not assessed) */
    NOT_DECIDED,          /* code 0 */
    UNASSESSED,           /* code 0 neither, HARM_CSE, HARM_CCE */
    LOWERED_THEN_MISSING, /* code 0 */
    /* quality: F, whole input */
    QUALITY_LATE,
    QUALITY_REVISED,
    QUALITY_RETRACTED,
    QUALITY_ORPHANS,
    QUALITY_ZERO_DURATION,
    QUALITY_CLOCK_SKEW,
    QUALITY_OVERLAP,
    QUALITY_INFANT,
    QUALITY_BORN_AFTER_START,
    QUALITY_POSSIBLE_DUPLICATE,
    QUALITY_MISSING_TO_AWAY,
    QUALITY_UNKNOWN_TOOL,
    /* completeness: E; code 0 has it, 1 the whole */
    COMPLETE_RETURNED_AT,
    COMPLETE_AREA,
    COMPLETE_FOUND_AREA,
    COMPLETE_BORN,
    COMPLETE_ETHNICITY,
    COMPLETE_INTERVIEW,
    COMPLETE_ISSUE,
    MEASURE_COUNT
};

#endif
