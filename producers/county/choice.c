/* choice: the weights, and where they come from. Sources are named short: CLA is the Department for
 * Education's statistics of looked-after children, 2018 to 2025; NCA the police's data report on
 * missing children, 2015/16; Hertfordshire a study of 9,184 incidents of care homes, 2019 to 2022.
 * A row without a source is a judgement.
 */
#include "choice.h"

#include <assert.h>
#include <stddef.h>

#include "domain/vocab.h"

struct row {
    const char *name; /* NULL: `code` is a plain number */
    uint32_t weight;
    uint8_t code;
};

#define AGE(years, weight_)                                                                        \
    {                                                                                              \
        NULL, (weight_), (years)                                                                   \
    }
#define HOUR(hour, weight_)                                                                        \
    {                                                                                              \
        NULL, (weight_), (hour)                                                                    \
    }

/* NCA: 93 % aged 12 to 17, 58 % aged 15 to 17; under-10s are below 1 %. */
static const struct row age_home[] = {
    AGE(6, 3),    AGE(8, 4),    AGE(9, 5),    AGE(10, 14),  AGE(11, 36),  AGE(12, 85),
    AGE(13, 135), AGE(14, 178), AGE(15, 205), AGE(16, 180), AGE(17, 120), AGE(18, 55),
};
/* CLA 2025: 20 and 120 incidents under 5 and at 5 to 9, 38,060 at 10 to 15, 48,690 at 16 on (56 %;
 * 52 % in 2018). */
static const struct row age_looked_after[] = {
    AGE(7, 1),    AGE(9, 1),    AGE(10, 6),   AGE(11, 12),  AGE(12, 35),  AGE(13, 80),
    AGE(14, 135), AGE(15, 185), AGE(16, 275), AGE(17, 260), AGE(18, 115),
};
/* Durham 2014/15: most children at risk of sexual exploitation were girls of 13 to 16. */
static const struct row age_panel[] = {
    AGE(11, 40), AGE(12, 80), AGE(13, 170), AGE(14, 230), AGE(15, 230), AGE(16, 170), AGE(17, 80),
};

/* After school and in the evening. */
static const struct row hour_home[] = {
    HOUR(0, 35),  HOUR(1, 22),  HOUR(2, 12),  HOUR(3, 8),   HOUR(4, 6),   HOUR(5, 6),
    HOUR(6, 8),   HOUR(7, 16),  HOUR(8, 34),  HOUR(9, 28),  HOUR(10, 24), HOUR(11, 24),
    HOUR(12, 30), HOUR(13, 32), HOUR(14, 40), HOUR(15, 66), HOUR(16, 76), HOUR(17, 76),
    HOUR(18, 80), HOUR(19, 84), HOUR(20, 86), HOUR(21, 82), HOUR(22, 74), HOUR(23, 51),
};
/* Hertfordshire: reports of care homes gather between 22:00 and 01:00, more at weekends. */
static const struct row hour_care[] = {
    HOUR(0, 110), HOUR(1, 45),  HOUR(2, 20),  HOUR(3, 10),  HOUR(4, 6),    HOUR(5, 5),
    HOUR(6, 5),   HOUR(7, 8),   HOUR(8, 14),  HOUR(9, 14),  HOUR(10, 14),  HOUR(11, 16),
    HOUR(12, 18), HOUR(13, 20), HOUR(14, 24), HOUR(15, 36), HOUR(16, 42),  HOUR(17, 46),
    HOUR(18, 56), HOUR(19, 64), HOUR(20, 72), HOUR(21, 95), HOUR(22, 140), HOUR(23, 150),
};

static const struct row ethnicity_minority[] = {
    {"WIRI", 4, 0}, {"WIRT", 5, 0}, {"WROM", 6, 0}, {"WOTH", 22, 0}, {"MWBC", 12, 0},
    {"MWBA", 6, 0}, {"MWAS", 8, 0}, {"MOTH", 9, 0}, {"AIND", 3, 0},  {"APKN", 7, 0},
    {"ABAN", 3, 0}, {"AOTH", 6, 0}, {"BCRB", 6, 0}, {"BAFR", 10, 0}, {"BOTH", 5, 0},
    {"CHNE", 1, 0}, {"OOTH", 8, 0},
};

static const struct row place_home[] = {
    {"home", 880, 0},   {"school", 70, 0},       {"other", 30, 0},
    {"hospital", 8, 0}, {"not_recorded", 12, 0},
};
/* CLA 2015: 51 % from secure units, homes and hostels. */
static const struct row place_looked_after[] = {
    {"childrens_home", 420, 0},
    {"foster", 330, 0},
    {"semi_independent", 180, 0},
    {"residential_school", 25, 0},
    {"secure", 5, 0},
    {"hospital", 5, 0},
    {"other", 35, 0},
};
/* Durham 2022: many homes, unregulated placements and placements from other counties. */
static const struct row place_placed[] = {
    {"childrens_home", 640, 0},
    {"semi_independent", 220, 0},
    {"foster", 110, 0},
    {"residential_school", 30, 0},
};

static const struct row police_risk[] = {
    {"none_apparent", 60, 0}, {"low", 210, 0},         {"medium", 590, 0},
    {"high", 115, 0},         {"not_recorded", 25, 0},
};
static const struct row police_risk_harm[] = {
    {"none_apparent", 10, 0}, {"low", 90, 0},          {"medium", 560, 0},
    {"high", 325, 0},         {"not_recorded", 15, 0},
};
/* Durham police 2022: half return of their own accord. */
static const struct row returned_by[] = {
    {"own_accord", 500, 0},  {"police", 240, 0}, {"carer", 150, 0},
    {"professional", 45, 0}, {"other", 30, 0},   {"not_recorded", 35, 0},
};

static const struct row declined[] = {
    {"did_not_see_need", 380, 0},
    {"no_reason_given", 330, 0},
    {"too_many_professionals", 130, 0},
    {"does_not_trust_services", 120, 0},
    {"other", 40, 0},
};
static const struct row not_offered[] = {
    {"unable_to_contact", 480, 0}, {"not_in_local_policy", 240, 0}, {"other", 130, 0},
    {"in_custody", 90, 0},         {"in_hospital", 60, 0},
};
static const struct row not_offered_placed[] = {
    {"placed_out_of_area", 560, 0},
    {"unable_to_contact", 260, 0},
    {"not_in_local_policy", 90, 0},
    {"in_custody", 50, 0},
    {"other", 40, 0},
};
static const struct row interviewer[] = {
    {"return_interview_worker", 420, 0}, {"missing_coordinator", 140, 0},
    {"voluntary_sector", 170, 0},        {"youth_worker", 110, 0},
    {"social_worker", 120, 0},           {"residential_worker", 40, 0},
};
static const struct row told_by[] = {
    {"carer", 400, 0},
    {"professional", 310, 0},
    {"family", 170, 0},
    {"police", 120, 0},
};
/* Police 2016/17: no harm in 96 % of all reports; those who are interviewed tell of more. */
static const struct row harm_suffered[] = {
    {"none_disclosed", 845, 0}, {"not_known", 60, 0}, {"substance", 55, 0},
    {"physical", 18, 0},        {"self_harm", 14, 0}, {"theft_or_robbery", 8, 0},
};
static const struct row action[] = {
    {"safety_plan", 300, 0},
    {"no_further_action", 250, 0},
    {"school_liaison", 80, 0},
    {"early_help_referral", 80, 0},
    {"mental_health_referral", 70, 0},
    {"mediation", 70, 0},
    {"placement_review", 60, 0},
    {"social_care_referral", 50, 0},
    {"substance_misuse_referral", 40, 0},
};
static const struct row action_harm[] = {
    {"exploitation_assessment", 380, 0},
    {"police_intelligence", 250, 0},
    {"strategy_meeting", 210, 0},
    {"section_47", 90, 0},
    {"nrm_referral", 70, 0},
};

static const struct row assessor[] = {
    {"social_worker", 620, 0}, {"missing_coordinator", 160, 0}, {"youth_worker", 120, 0},
    {"police_officer", 60, 0}, {"health_professional", 40, 0},
};
/* Durham 2014/15: online is the most common, 25 % rising to 37 %. */
static const struct row model_cse[] = {
    {"online", 370, 0},
    {"boyfriend_girlfriend", 150, 0},
    {"befriending_grooming", 130, 0},
    {"peer_on_peer", 120, 0},
    {"party", 80, 0},
    {"street_grooming", 50, 0},
    {"lone_offender", 40, 0},
    {"position_of_trust", 20, 0},
    {"organised_network", 20, 0},
    {"not_known", 20, 0},
};
static const struct row model_cce[] = {
    {"county_lines", 450, 0},     {"gang", 230, 0},        {"befriending_grooming", 140, 0},
    {"organised_network", 90, 0}, {"peer_on_peer", 60, 0}, {"not_known", 30, 0},
};
static const struct row harm_status_low[] = {
    {"none_known", 780, 0},
    {"suspected", 190, 0},
    {"known", 30, 0},
};
static const struct row harm_status_high[] = {
    {"none_known", 160, 0},
    {"suspected", 500, 0},
    {"known", 340, 0},
};
/* Durham 2017/18: 135 matrices, 16 high, 10 medium, 109 low. Both tables together give that. */
static const struct row level_first[] = {
    {"low", 850, 0},
    {"medium", 60, 0},
    {"high", 90, 0},
};
static const struct row level_first_named[] = {
    {"low", 740, 0},
    {"medium", 90, 0},
    {"high", 170, 0},
};
static const struct row raised_why[] = {
    {"new_information", 400, 0},
    {"pattern_of_missing", 350, 0},
    {"evidence_of_harm", 250, 0},
};
static const struct row lowered_why[] = {
    {"risk_reduced_with_evidence", 450, 0},
    {"safety_plan_working", 450, 0},
    {"differs_from_score", 60, 0},
    {"other", 40, 0},
};
static const struct row closed_why[] = {
    {"no_longer_at_risk", 620, 0},
    {"risk_reduced_with_evidence", 260, 0},
    {"moved_area", 120, 0},
};
static const struct row marker[] = {
    {"philomena_held", 420, 0},
    {"education_health_care_plan", 160, 0},
    {"child_protection_plan", 150, 0},
    {"missing_education", 130, 0},
    {"gang_known", 70, 0},
    {"home_educated", 40, 0},
    {"nrm_referred", 30, 0},
};

#define TABLE(list, rows)                                                                          \
    {                                                                                              \
        (list), (rows), sizeof(rows) / sizeof((rows)[0])                                           \
    }
#define NUMBERS VOCAB_LIST_COUNT

static const struct table {
    enum vocab_list list;
    const struct row *rows;
    size_t count;
} tables[CHOICE_TABLE_COUNT] = {
    [CHOICE_AGE_HOME] = TABLE(NUMBERS, age_home),
    [CHOICE_AGE_LOOKED_AFTER] = TABLE(NUMBERS, age_looked_after),
    [CHOICE_AGE_PANEL] = TABLE(NUMBERS, age_panel),
    [CHOICE_HOUR_HOME] = TABLE(NUMBERS, hour_home),
    [CHOICE_HOUR_CARE] = TABLE(NUMBERS, hour_care),
    [CHOICE_ETHNICITY_MINORITY] = TABLE(VOCAB_ETHNICITY, ethnicity_minority),
    [CHOICE_PLACE_HOME] = TABLE(VOCAB_PLACE, place_home),
    [CHOICE_PLACE_LOOKED_AFTER] = TABLE(VOCAB_PLACE, place_looked_after),
    [CHOICE_PLACE_PLACED] = TABLE(VOCAB_PLACE, place_placed),
    [CHOICE_POLICE_RISK] = TABLE(VOCAB_POLICE_RISK, police_risk),
    [CHOICE_POLICE_RISK_HARM] = TABLE(VOCAB_POLICE_RISK, police_risk_harm),
    [CHOICE_RETURNED_BY] = TABLE(VOCAB_RETURNED_BY, returned_by),
    [CHOICE_DECLINED] = TABLE(VOCAB_REASON, declined),
    [CHOICE_NOT_OFFERED] = TABLE(VOCAB_REASON, not_offered),
    [CHOICE_NOT_OFFERED_PLACED] = TABLE(VOCAB_REASON, not_offered_placed),
    [CHOICE_INTERVIEWER] = TABLE(VOCAB_ROLE, interviewer),
    [CHOICE_TOLD_BY] = TABLE(VOCAB_ISSUE_SOURCE, told_by),
    [CHOICE_HARM_SUFFERED] = TABLE(VOCAB_HARM_SUFFERED, harm_suffered),
    [CHOICE_ACTION] = TABLE(VOCAB_INTERVIEW_ACTION, action),
    [CHOICE_ACTION_HARM] = TABLE(VOCAB_INTERVIEW_ACTION, action_harm),
    [CHOICE_ASSESSOR] = TABLE(VOCAB_ROLE, assessor),
    [CHOICE_MODEL_CSE] = TABLE(VOCAB_MODEL, model_cse),
    [CHOICE_MODEL_CCE] = TABLE(VOCAB_MODEL, model_cce),
    [CHOICE_HARM_STATUS_LOW] = TABLE(VOCAB_HARM_STATUS, harm_status_low),
    [CHOICE_HARM_STATUS_HIGH] = TABLE(VOCAB_HARM_STATUS, harm_status_high),
    [CHOICE_LEVEL_FIRST] = TABLE(VOCAB_LEVEL, level_first),
    [CHOICE_LEVEL_FIRST_NAMED] = TABLE(VOCAB_LEVEL, level_first_named),
    [CHOICE_RAISED_WHY] = TABLE(VOCAB_RATIONALE, raised_why),
    [CHOICE_LOWERED_WHY] = TABLE(VOCAB_RATIONALE, lowered_why),
    [CHOICE_CLOSED_WHY] = TABLE(VOCAB_RATIONALE, closed_why),
    [CHOICE_MARKER] = TABLE(VOCAB_MARKER, marker),
};

static void make(const struct table *table, struct choice *out)
{
    assert(table->count > 0);
    assert(table->count <= CHOICE_ROWS_MAX);
    *out = (struct choice){.count = (uint8_t)table->count};
    for (size_t i = 0; i < table->count; i++) {
        const struct row *row = &table->rows[i];
        uint8_t code = row->name == NULL ? row->code : vocab_find(table->list, slice_of(row->name));
        assert(row->name == NULL || code != 0);
        out->total += row->weight;
        out->codes[i] = code;
        out->upto[i] = out->total;
    }
}

void choices_make(struct choices *out)
{
    for (int i = 0; i < CHOICE_TABLE_COUNT; i++) {
        make(&tables[i], &out->of[i]);
    }
}

uint8_t choice_at(const struct choices *choices, enum choice_table table, uint32_t quantile)
{
    const struct choice *choice = &choices->of[table];
    uint32_t wanted = (uint32_t)((uint64_t)quantile * choice->total >> 32);
    int row = 0;
    while (wanted >= choice->upto[row]) {
        row++;
    }
    assert(row < choice->count);
    return choice->codes[row];
}

uint8_t choice_draw(const struct choices *choices, enum choice_table table, struct rng *rng)
{
    return choice_at(choices, table, (uint32_t)(rng_next(rng) >> 32));
}
