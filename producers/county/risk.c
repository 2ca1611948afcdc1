/* risk: see risk.h. The panel meets every other Thursday; medium and high are reviewed at each
 * meeting (Ofsted on Durham, 2016), low every twelve weeks. Shares without a source are judgements,
 * set so that about 230 children of County Durham are at risk of sexual exploitation at a time, at
 * first decided 12 % high, 7 % medium, 81 % low (Durham, 2017/18). */
#include "risk.h"

#include <assert.h>

#include "assess.h"
#include "authority.h"
#include "base/civil.h"
#include "domain/period.h"
#include "tale.h"

enum {
    FORTNIGHT = 14,
    MEETING_DAY = 10, /* after the Monday that begins the fortnight */
    LOW_REVIEW_DAYS = 84,
    REASSESS_DAYS = 91, /* SERAF: at least every three months */
    OFTEN = 3
};

/* Who is assessed, of 1,000 children. In one northern county nine in ten exploited children who
 * were missing repeatedly had not been referred; those named in an interview mostly are. */
enum {
    NAMED_PER_MILLE = 700,
    BURDENED_PER_MILLE = 450,
    OFTEN_PER_MILLE = 150,
    OTHER_PER_MILLE = 30
};

/* What a review comes to, of 1,000. */
static const struct review {
    int raised, lowered, closed;
} reviews[LEVEL_HIGH + 1] = {
    [LEVEL_LOW] = {35, 0, 190},
    [LEVEL_MEDIUM] = {20, 70, 15},
    [LEVEL_HIGH] = {0, 60, 8},
};
enum {
    SKIPPED_PER_MILLE = 70, /* reviews that slip to the next meeting */
    DIFFERS_PER_MILLE = 60, /* the panel differs from the tool */
    AGAINST_PER_MILLE = 90, /* more often lowered just before the child is missing again */
    AGAIN_S = 60 * SECONDS_DAY
};

struct course {
    uint8_t harm, level;
    int32_t meeting;  /* the date of the next decision */
    int32_t assessed; /* of the latest assessment */
    char assessment[FACT_ID_TEXT];
};

/* The first meeting of the panel after a date. */
static int32_t meeting_after(int32_t date)
{
    int32_t since = date - period_default_anchor() - MEETING_DAY;
    int32_t into = (since % FORTNIGHT + FORTNIGHT) % FORTNIGHT;
    return date + FORTNIGHT - into;
}

static void assess(struct tale *tale, struct course *course, uint8_t level, int32_t date)
{
    struct rng *rng = &tale->rng;
    const struct choices *choices = &tale->plan->choices;
    struct record *record = tale_fact(tale, RECORD_ASSESSMENT, "childrens-social-care");
    struct assessment_record *assessment = &record->assessment;
    int64_t at_s = civil_midnight(date) + rng_between(rng, 9 * 60, 17 * 60) * 60;
    enum choice_table status =
        level >= LEVEL_MEDIUM ? CHOICE_HARM_STATUS_HIGH : CHOICE_HARM_STATUS_LOW;
    assessment->responsible = authority_packed(tale->child.responsible);
    assessment->harm = course->harm;
    assessment->assessed_at = (when)at_s;
    assessment->assessor = choice_draw(choices, CHOICE_ASSESSOR, rng);
    assessment->harm_status = choice_draw(choices, status, rng);
    assess_make(tale, course->harm, level);
    for (int i = 0; i < FACT_ID_TEXT; i++) {
        course->assessment[i] = tale->id[i];
    }
    course->assessed = date;
    tale_send_fallibly(tale, at_s + rng_between(rng, 30, 2880) * 60);
}

static void decide(struct tale *tale, struct course *course, uint8_t level, uint8_t why)
{
    struct rng *rng = &tale->rng;
    struct record *record = tale_fact(tale, RECORD_DECISION, "exploitation-panel");
    struct decision_record *decision = &record->decision;
    bool linked = rng_chance(rng, 850), asked = rng_chance(rng, 500);
    int64_t at_s = civil_midnight(course->meeting) + rng_between(rng, 14 * 60, 17 * 60) * 60;
    uint8_t action = choice_draw(&tale->plan->choices, CHOICE_ACTION_HARM, rng);
    decision->responsible = authority_packed(tale->child.responsible);
    decision->harm = course->harm;
    decision->level = level;
    decision->decided_at = (when)at_s;
    decision->decider = vocab_find(VOCAB_ROLE, slice_of("panel_chair"));
    decision->panel = slice_of("exploitation-panel");
    decision->rationale = why;
    if (linked) {
        decision->assessment_id = (struct slice){course->assessment, FACT_ID_TEXT};
    }
    if (level != LEVEL_NONE) {
        decision->review_due = course->meeting + (level == LEVEL_LOW ? LOW_REVIEW_DAYS : FORTNIGHT);
    }
    if (asked && level != LEVEL_NONE) {
        decision->actions = (struct code_list){.count = 1, .codes = {action}};
        decision->action_due = course->meeting + FORTNIGHT;
    }
    course->level = level;
    tale_send_fallibly(tale, at_s + rng_between(rng, 10, 1500) * 60);
}

static bool missing_soon(const struct tale *tale, int64_t after_s)
{
    for (uint32_t i = 0; i < tale->spell_count; i++) {
        int64_t start_s = tale->spells[i].start_s;
        if (start_s > after_s && start_s < after_s + AGAIN_S) {
            return true;
        }
    }
    return false;
}

static void review(struct tale *tale, struct course *course)
{
    struct rng *rng = &tale->rng;
    const struct choices *choices = &tale->plan->choices;
    struct review odds = reviews[course->level];
    if (course->level >= LEVEL_MEDIUM && missing_soon(tale, civil_midnight(course->meeting))) {
        odds.lowered += AGAINST_PER_MILLE;
    }
    uint8_t raised = choice_draw(choices, CHOICE_RAISED_WHY, rng);
    uint8_t lowered = choice_draw(choices, CHOICE_LOWERED_WHY, rng);
    uint8_t closed = choice_draw(choices, CHOICE_CLOSED_WHY, rng);
    uint8_t kept = vocab_find(VOCAB_RATIONALE, slice_of("other"));
    int fate = (int)rng_between(rng, 0, 999);
    uint8_t level = course->level, why = kept;
    if (fate < odds.raised) {
        level++;
        why = raised;
    } else if (fate < odds.raised + odds.lowered) {
        level--;
        why = lowered;
    } else if (fate < odds.raised + odds.lowered + odds.closed) {
        level = LEVEL_NONE;
        why = closed;
    }
    if (level > course->level || course->meeting - course->assessed > REASSESS_DAYS) {
        assess(tale, course, level, course->meeting - 2);
    }
    decide(tale, course, level, why);
}

/* The date from which a child's risk is looked at; DATE_NONE when it is not. */
static int32_t noticed(struct tale *tale, uint8_t harm)
{
    struct rng *rng = &tale->rng;
    const struct plan *plan = tale->plan;
    bool panel = tale->child.seat.group == CHILD_PANEL;
    int64_t named_s = tale->named_s[harm];
    bool often = tale->spell_count >= OFTEN, burdened = tale->child.exploited[harm];
    int per_mille = named_s != SPELL_NEVER ? NAMED_PER_MILLE
                    : burdened             ? BURDENED_PER_MILLE
                    : often                ? OFTEN_PER_MILLE
                                           : OTHER_PER_MILLE;
    per_mille = panel ? (harm == HARM_CSE ? 1000 : 150) : per_mille;
    bool assessed = rng_chance(rng, per_mille);
    int64_t delay_days = rng_chance(rng, 750) ? rng_between(rng, 1, 12) : rng_between(rng, 13, 45);
    int32_t year = plan_year(plan, tale->child.seat.first_year);
    int32_t any = year + (int32_t)rng_below(rng, 340);
    if (!assessed) {
        return DATE_NONE;
    }
    if (named_s != SPELL_NEVER) {
        return civil_date(named_s) + (int32_t)delay_days;
    }
    if (often) {
        int64_t start_s = tale->spells[OFTEN - 1].start_s;
        return civil_date(start_s) + (int32_t)delay_days;
    }
    return any;
}

/* Review after review, until the level is none or the date `end` is reached. */
static void follow_up(struct tale *tale, struct course *course, int32_t end)
{
    while (course->level != LEVEL_NONE) {
        course->meeting += course->level == LEVEL_LOW ? LOW_REVIEW_DAYS : FORTNIGHT;
        course->meeting += rng_chance(&tale->rng, SKIPPED_PER_MILLE) ? FORTNIGHT : 0;
        if (course->meeting >= end) {
            return;
        }
        review(tale, course);
    }
}

static void course_tell(struct tale *tale, uint8_t harm)
{
    struct rng *rng = &tale->rng;
    int32_t date = noticed(tale, harm);
    int32_t end = tale->plan->to < tale->child.adult ? tale->plan->to : tale->child.adult;
    if (date == DATE_NONE || date >= end) {
        return;
    }
    bool named = tale->named_s[harm] != SPELL_NEVER || tale->child.exploited[harm];
    enum choice_table table = named ? CHOICE_LEVEL_FIRST_NAMED : CHOICE_LEVEL_FIRST;
    uint8_t level = choice_draw(&tale->plan->choices, table, rng);
    struct course course = {.harm = harm, .level = LEVEL_NONE, .meeting = meeting_after(date)};
    bool differs = rng_chance(rng, DIFFERS_PER_MILLE);
    uint8_t indicated = differs && level < LEVEL_HIGH ? (uint8_t)(level + 1) : level;
    assess(tale, &course, indicated, date);
    if (rng_chance(rng, 60)) {
        return; /* assessed, and never brought to the panel */
    }
    uint8_t why = indicated != level ? vocab_find(VOCAB_RATIONALE, slice_of("differs_from_score"))
                                     : choice_draw(&tale->plan->choices, CHOICE_RAISED_WHY, rng);
    if (course.meeting < end) {
        decide(tale, &course, level, why);
    }
    follow_up(tale, &course, end);
}

void risk_tell(struct tale *tale)
{
    for (uint8_t harm = 1; harm <= HARM_COUNT; harm++) {
        course_tell(tale, harm);
    }
}
