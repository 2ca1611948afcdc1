#include "report/figures.h"

#include "domain/measure.h"
#include "domain/vocab.h"

#define COUNT(path, label, unit, measure, code)                                                    \
    {                                                                                              \
        path, label, unit, make_count, NULL, measure, 0, code, 0                                   \
    }
#define BAND(path, band, label, unit, measure, code)                                               \
    {                                                                                              \
        path, label, unit, make_count, band, measure, 0, code, 0                                   \
    }
#define MADE(path, label, unit, make, measure, code)                                               \
    {                                                                                              \
        path, label, unit, make, NULL, measure, 0, code, 0                                         \
    }
#define LIST(path, label, make, episodes, children, list)                                          \
    {                                                                                              \
        path, label, "", make, NULL, episodes, children, 0, list                                   \
    }

static const struct figure_row volume_rows[] = {
    COUNT("volume.missing.episodes", "Missing episodes", "episodes", MISSING_EPISODES, 0),
    COUNT("volume.missing.children", "Children who went missing", "children", MISSING_CHILDREN, 0),
    COUNT("volume.away.episodes", "Episodes away without authorisation", "episodes", AWAY_EPISODES,
          0),
    COUNT("volume.away.children", "Children away without authorisation", "children", AWAY_CHILDREN,
          0),
    COUNT("volume.open_at_end", "Episodes still open at the end", "episodes", OPEN_AT_END, 0),
    COUNT("volume.first_time_children", "Children missing for the first time in a year", "children",
          FIRST_TIME_CHILDREN, 0),
    COUNT("volume.repeat.two_in_period", "Children missing twice or more in the period", "children",
          TWO_IN_PERIOD, 0),
    COUNT("volume.repeat.three_in_30_days", "Children missing three times in 30 days", "children",
          THREE_IN_30_DAYS, 0),
    COUNT("volume.repeat.three_in_90_days", "Children missing three times in 90 days", "children",
          THREE_IN_90_DAYS, 0),
    COUNT("volume.repeat.ten_in_365_days", "Children missing ten times in a year", "children",
          TEN_IN_365_DAYS, 0),
    MADE("volume.concentration.top_ten_children_episodes",
         "Episodes of the ten children missing most often", "episodes", make_top_ten,
         EPISODES_PER_CHILD, 0),
    MADE("volume.rate_per_10000.episodes", "Missing episodes per 10,000 children", "per_10000",
         make_rate, MISSING_EPISODES, 0),
    MADE("volume.rate_per_10000.children", "Children missing per 10,000 children", "per_10000",
         make_rate, MISSING_CHILDREN, 0),
};

static const struct figure_row duration_rows[] = {
    BAND("duration", "under_6h", "Under 6 hours", "episodes", DURATION_BAND, BAND_UNDER_6H),
    BAND("duration", "h6_24", "6 to under 24 hours", "episodes", DURATION_BAND, BAND_6_24H),
    BAND("duration", "h24_48", "24 to under 48 hours", "episodes", DURATION_BAND, BAND_24_48H),
    BAND("duration", "d2_7", "2 to under 7 days", "episodes", DURATION_BAND, BAND_2_7D),
    BAND("duration", "d7_30", "7 to under 30 days", "episodes", DURATION_BAND, BAND_7_30D),
    BAND("duration", "over_30d", "30 days and over", "episodes", DURATION_BAND, BAND_OVER_30D),
    BAND("duration", "open", "Not ended", "episodes", DURATION_BAND, BAND_OPEN),
    BAND("duration.day_precision", "d0", "Same day", "episodes", DURATION_DAYS, DAYS_0),
    BAND("duration.day_precision", "d1", "1 day", "episodes", DURATION_DAYS, DAYS_1),
    BAND("duration.day_precision", "d2", "2 days", "episodes", DURATION_DAYS, DAYS_2),
    BAND("duration.day_precision", "d3_7", "3 to 7 days", "episodes", DURATION_DAYS, DAYS_3_7),
    BAND("duration.day_precision", "d8_30", "8 to 30 days", "episodes", DURATION_DAYS, DAYS_8_30),
    BAND("duration.day_precision", "over_30", "Over 30 days", "episodes", DURATION_DAYS,
         DAYS_OVER_30),
    COUNT("duration.overnight", "Missing at night (midnight to 5 in the morning)", "episodes",
          OVERNIGHT, 0),
};

static const struct figure_row split_rows[] = {
    COUNT("episodes", "Missing episodes", "episodes", SPLIT_EPISODES, 0),
    COUNT("children", "Children", "children", SPLIT_CHILDREN, 0),
};

static const struct figure_row people_rows[] = {
    BAND("people.age", "under_10", "Under 10", "children", PEOPLE_AGE, AGE_UNDER_10),
    BAND("people.age", "10_12", "10 to 12", "children", PEOPLE_AGE, AGE_10_12),
    BAND("people.age", "13_15", "13 to 15", "children", PEOPLE_AGE, AGE_13_15),
    BAND("people.age", "16_17", "16 and 17", "children", PEOPLE_AGE, AGE_16_17),
    BAND("people.age", "not_recorded", "Not recorded", "children", PEOPLE_AGE, AGE_NOT_RECORDED),
    LIST("people.sex", NULL, make_vocabulary, PEOPLE_SEX, 0, VOCAB_SEX),
    LIST("people.ethnicity", NULL, make_ethnicity, PEOPLE_ETHNICITY, 0, VOCAB_ETHNICITY),
};

static const struct figure_row when_where_rows[] = {
    LIST("when.hour", NULL, make_hour_series, START_HOUR, 0, 24),
    LIST("when.weekday", NULL, make_weekday_series, START_WEEKDAY, 0, 7),
    LIST("where.from", NULL, make_gss_list, FROM_EPISODES, FROM_CHILDREN, 0),
    LIST("where.found", NULL, make_gss_list, FOUND_EPISODES, FOUND_CHILDREN, 0),
    LIST("where.establishments", NULL, make_urn_list, ESTABLISHMENT_EPISODES,
         ESTABLISHMENT_CHILDREN, 0),
};

static const struct figure_row interview_rows[] = {
    COUNT("due", "Interviews due (72 hours have passed since return)", "episodes", INTERVIEW_DUE,
          0),
    COUNT("not_yet_due", "Not yet due", "episodes", INTERVIEW_NOT_YET_DUE, 0),
    COUNT("return_assumed", "Return taken from when the child was found", "episodes",
          INTERVIEW_RETURN_ASSUMED, 0),
    COUNT("still_missing", "No return recorded, more than 24 hours on", "episodes",
          INTERVIEW_STILL_MISSING, 0),
    COUNT("offered", "Offered", "episodes", INTERVIEW_OFFERED, 0),
    COUNT("offered_in_72h", "Offered within 72 hours", "episodes", INTERVIEW_OFFERED_IN_72H, 0),
    COUNT("accepted", "Accepted", "episodes", INTERVIEW_ACCEPTED, 0),
    COUNT("completed", "Completed", "episodes", INTERVIEW_COMPLETED, 0),
    COUNT("within_72h", "Completed within 72 hours", "episodes", INTERVIEW_WITHIN_72H, 0),
    COUNT("late", "Completed late", "episodes", INTERVIEW_LATE, 0),
    COUNT("not_timed", "Completed, hours not known (dates only)", "episodes", INTERVIEW_NOT_TIMED,
          0),
    COUNT("overdue", "Overdue", "episodes", INTERVIEW_OVERDUE, 0),
    COUNT("declined", "Declined by the child", "episodes", INTERVIEW_DECLINED, 0),
    COUNT("not_offered", "Not offered (part of overdue)", "episodes", INTERVIEW_NOT_OFFERED, 0),
    MADE("reasons.declined", NULL, "episodes", make_reasons, INTERVIEW_DECLINED_REASON,
         REASON_DECLINED),
    MADE("reasons.not_offered", NULL, "episodes", make_reasons, INTERVIEW_NOT_OFFERED_REASON,
         REASON_NOT_OFFERED),
    LIST("harms", NULL, make_code_list, INTERVIEW_HARM, INTERVIEW_HARM_CHILDREN,
         VOCAB_HARM_SUFFERED),
    LIST("actions", NULL, make_code_list, INTERVIEW_ACTION, INTERVIEW_ACTION_CHILDREN,
         VOCAB_INTERVIEW_ACTION),
    COUNT("third_party_information", "Not completed, but others told us something", "episodes",
          INTERVIEW_THIRD_PARTY, 0),
    COUNT("independent", "Completed by someone independent", "episodes", INTERVIEW_INDEPENDENT, 0),
    MADE("hours_to_completion.median", "Half were completed within", "hours", make_hours,
         INTERVIEW_SECONDS, 50),
    MADE("hours_to_completion.p90", "Nine in ten were completed within", "hours", make_hours,
         INTERVIEW_SECONDS, 90),
};

static const struct figure_row issue_rows[] = {
    COUNT("issues.coverage.episodes_due", "Episodes with an interview due", "episodes",
          ISSUES_EPISODES_DUE, 0),
    COUNT("issues.coverage.episodes_with_issues", "of these, with an underlying issue recorded",
          "episodes", ISSUES_EPISODES_WITH, 0),
    COUNT("issues.coverage.episodes_none_recorded", "of these, with no issue recorded at all",
          "episodes", ISSUES_EPISODES_NONE, 0),
    COUNT("issues.coverage.children", "Children with an interview due", "children",
          ISSUES_CHILDREN_DUE, 0),
    COUNT("issues.coverage.children_with_issues", "of these, with an underlying issue recorded",
          "children", ISSUES_CHILDREN_WITH, 0),
    LIST("issues.codes", NULL, make_code_list, ISSUE_EPISODES, ISSUE_CHILDREN, VOCAB_ISSUE),
    MADE("issues.pairs", NULL, "", make_empty_list, 0, 0),
};

static const struct figure_row level_rows[] = {
    MADE("none", "Decided: none", "children", make_level, RISK_LEVEL, LEVEL_NONE),
    MADE("low", "Decided: low", "children", make_level, RISK_LEVEL, LEVEL_LOW),
    MADE("medium", "Decided: medium", "children", make_level, RISK_LEVEL, LEVEL_MEDIUM),
    MADE("high", "Decided: high", "children", make_level, RISK_LEVEL, LEVEL_HIGH),
    COUNT("raised", "Raised in the period", "children", RISK_RAISED, 0),
    COUNT("lowered", "Lowered in the period", "children", RISK_LOWERED, 0),
    COUNT("closed", "Closed in the period", "children", RISK_CLOSED, 0),
    MADE("reviews_overdue", "Reviews overdue (medium and high)", "children", make_level,
         RISK_REVIEWS_OVERDUE, 0),
    COUNT("indicated_above_level", "Assessment points above the decided level", "children",
          RISK_INDICATED_ABOVE_LEVEL, 0),
};

static const struct figure_row named_rows[] = {
    COUNT("children", "Children for whom an interview named it", "children", NAMED_CHILDREN, 0),
    COUNT("assessed_in_14d", "Assessed within 14 days", "children", NAMED_ASSESSED_IN_14D, 0),
    COUNT("decided_in_14d", "Decided on within 14 days", "children", NAMED_DECIDED_IN_14D, 0),
    COUNT("not_yet_due", "Neither yet, 14 days still running", "children", NAMED_NOT_YET_DUE, 0),
    COUNT("not_followed_up", "Not followed up in 14 days", "children", NAMED_NOT_FOLLOWED_UP, 0),
};

static const struct figure_row harm_status_rows[] = {
    COUNT("none_known", "No harm known", "children", HARM_STATUS, HARM_STATUS_NONE_KNOWN),
    COUNT("suspected", "Harm suspected", "children", HARM_STATUS, HARM_STATUS_SUSPECTED),
    COUNT("known", "Harm known", "children", HARM_STATUS, HARM_STATUS_KNOWN),
    COUNT("not_assessed", "Not assessed", "children", HARM_STATUS, 0),
};

static const struct figure_row risk_rows[] = {
    COUNT("risk.not_decided", "High indication in the period, no decision since", "children",
          NOT_DECIDED, 0),
    BAND("risk.repeat_missing_unassessed", "neither", "No assessment of either", "children",
         UNASSESSED, 0),
    BAND("risk.repeat_missing_unassessed", "cse", "No assessment of sexual exploitation",
         "children", UNASSESSED, HARM_CSE),
    BAND("risk.repeat_missing_unassessed", "cce", "No assessment of criminal exploitation",
         "children", UNASSESSED, HARM_CCE),
    COUNT("risk.lowered_then_missing",
          "Level lowered, then missing or exploitation named within 90 days", "children",
          LOWERED_THEN_MISSING, 0),
    MADE("trend", NULL, "", make_empty_list, 0, 0),
};

#define BLOCK(prefix, upper, rows)                                                                 \
    {                                                                                              \
        prefix, upper, rows, sizeof(rows) / sizeof((rows)[0])                                      \
    }

static const struct figure_block blocks[] = {
    BLOCK("", 0, volume_rows),
    BLOCK("", 0, duration_rows),
    BLOCK("split.home.", GROUP_HOME, split_rows),
    BLOCK("split.looked_after_own_in_area.", GROUP_OWN_IN_AREA, split_rows),
    BLOCK("split.looked_after_own_placed_out.", GROUP_OWN_PLACED_OUT, split_rows),
    BLOCK("split.placed_here_by_others.", GROUP_PLACED_HERE, split_rows),
    BLOCK("", 0, people_rows),
    BLOCK("", 0, when_where_rows),
    BLOCK("interviews.", MEASURE_GROUP(GROUP_ALL, 0), interview_rows),
    BLOCK("interviews.by.home.", MEASURE_GROUP(GROUP_HOME, 0), interview_rows),
    BLOCK("interviews.by.looked_after_own_in_area.", MEASURE_GROUP(GROUP_OWN_IN_AREA, 0),
          interview_rows),
    BLOCK("interviews.by.looked_after_own_placed_out.", MEASURE_GROUP(GROUP_OWN_PLACED_OUT, 0),
          interview_rows),
    BLOCK("interviews.by.placed_here_by_others.", MEASURE_GROUP(GROUP_PLACED_HERE, 0),
          interview_rows),
    BLOCK("", 0, issue_rows),
    BLOCK("risk.cse.", MEASURE_HARM(HARM_CSE, 0), level_rows),
    BLOCK("risk.cce.", MEASURE_HARM(HARM_CCE, 0), level_rows),
    BLOCK("risk.named.cse.", MEASURE_HARM(HARM_CSE, 0), named_rows),
    BLOCK("risk.named.cce.", MEASURE_HARM(HARM_CCE, 0), named_rows),
    BLOCK("risk.harm_status.cse.", MEASURE_HARM(HARM_CSE, 0), harm_status_rows),
    BLOCK("risk.harm_status.cce.", MEASURE_HARM(HARM_CCE, 0), harm_status_rows),
    BLOCK("", 0, risk_rows),
};

const struct figure_block *figure_blocks(uint32_t *count)
{
    *count = sizeof blocks / sizeof blocks[0];
    return blocks;
}
