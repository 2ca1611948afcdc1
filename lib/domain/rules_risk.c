/* rules_risk: rules about levels, assessments and decisions, harm by harm. */
#include <stddef.h>

#include "base/civil.h"
#include "rules_find.h"

enum { REPEAT_TIMES = 3, REPEAT_WITHIN_DAYS = 90 };

static struct firing on_decision(const struct life_decision *decision, int64_t occurred)
{
    return (struct firing){.trigger = decision->fact,
                           .responsible = decision->is->responsible,
                           .harm = decision->is->harm,
                           .occurred = occurred};
}

static struct firing on_assessment(const struct life_assessment *assessment, int64_t occurred)
{
    return (struct firing){.trigger = assessment->fact,
                           .responsible = assessment->is->responsible,
                           .harm = assessment->is->harm,
                           .occurred = occurred};
}

static const struct life_decision *next_of_harm(const struct life *life, uint32_t number)
{
    for (uint32_t i = number + 1; i < life->decision_count; i++) {
        if (life->decisions[i].is->harm == life->decisions[number].is->harm) {
            return &life->decisions[i];
        }
    }
    return NULL;
}

/* The assessment with which the latest unbroken run of "harm known" began; NULL when the latest
 * says something else. */
static const struct life_assessment *known_since(const struct find *find, uint8_t harm)
{
    const struct life_assessment *since = NULL;
    for (uint32_t i = 0; i < find->life->assessment_count; i++) {
        const struct life_assessment *assessment = &find->life->assessments[i];
        if (assessment->is->harm != harm || assessment->at > find->tick) {
            continue;
        }
        if (assessment->is->harm_status != HARM_STATUS_KNOWN) {
            since = NULL;
        } else if (since == NULL) {
            since = assessment;
        }
    }
    return since;
}

/* The decision with which the latest unbroken run of levels none and low began; NULL with *low when
 * the level was never above, NULL without when it is now. */
static const struct life_decision *low_since(const struct find *find, uint8_t harm, bool *low)
{
    const struct life_decision *since = NULL;
    *low = true;
    for (uint32_t i = 0; i < find->life->decision_count; i++) {
        const struct life_decision *decision = &find->life->decisions[i];
        if (decision->is->harm != harm || decision->at > find->tick) {
            continue;
        }
        if (decision->is->level >= LEVEL_MEDIUM) {
            *low = false;
            since = NULL;
        } else if (!*low) {
            *low = true;
            since = decision;
        }
    }
    return since;
}

/* Whoever spoke last about the harm has the child now; of an assessment and a decision of one
 * instant the decision. There is an assessment. */
static uint32_t responsible_now(const struct find *find, uint8_t harm)
{
    const struct life_assessment *assessment =
        risk_assessment(find->life, harm, INT64_MIN, find->tick);
    const struct life_decision *decision = risk_decision(find->life, harm, find->tick);
    bool decided_last = decision != NULL && decision->at >= assessment->at;
    return decided_last ? decision->is->responsible : assessment->is->responsible;
}

void find_harm_known_level_low(struct find *find)
{
    for (uint8_t harm = 1; harm <= HARM_COUNT; harm++) {
        bool low;
        const struct life_assessment *known = known_since(find, harm);
        const struct life_decision *lowered = low_since(find, harm, &low);
        if (known == NULL || !low) {
            continue;
        }
        bool decision_made_it = lowered != NULL && lowered->at > known->at;
        struct firing firing =
            decision_made_it ? on_decision(lowered, lowered->at) : on_assessment(known, known->at);
        firing.responsible = responsible_now(find, harm);
        firing.standing = true;
        fire(find, firing);
    }
}

/* The missing episodes alone, in order of their starts. */
struct starts {
    const struct life_episode **all;
    uint32_t count;
};

static struct starts missing_starts(struct find *find)
{
    const struct life *life = find->life;
    struct starts starts = {
        .all = ARENA_ROOM(find->out->arena, const struct life_episode *, life->episode_count)};
    find->out->full = find->out->full || starts.all == NULL;
    for (uint32_t i = 0; starts.all != NULL && i < life->episode_count; i++) {
        if (life->episodes[i].is->kind == KIND_MISSING) {
            starts.all[starts.count++] = &life->episodes[i];
        }
    }
    return starts;
}

/* How many of them lie at or before an instant. */
static uint32_t starts_until(const struct starts *starts, int64_t instant)
{
    uint32_t low = 0;
    uint32_t high = starts->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (starts->all[middle]->start <= instant) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Missing three times in the 90 days to an instant, and not assessed for the harm in its window. */
static bool repeat_unassessed(const struct find *find, const struct starts *starts, uint8_t harm,
                              int64_t instant)
{
    uint32_t until = starts_until(starts, instant);
    return until >= REPEAT_TIMES &&
           starts->all[until - REPEAT_TIMES]->start >= instant - DAYS(REPEAT_WITHIN_DAYS) &&
           !risk_assessed(find->life, harm, instant - window_of(find), instant);
}

/* The instant, where that begins at it by the tick and is later than the latest so far. */
static int64_t later_begin(const struct find *find, const struct starts *starts, uint8_t harm,
                           int64_t instant, int64_t latest)
{
    bool begins = instant > latest && instant <= find->tick &&
                  repeat_unassessed(find, starts, harm, instant) &&
                  !repeat_unassessed(find, starts, harm, instant - 1);
    return begins ? instant : latest;
}

/* One signal a child and harm: for the latest time that it began, at a start, or when the last
 * assessment grew too old for it while the count still held. The latest start is the trigger. */
static void find_repeat_of_harm(struct find *find, const struct starts *starts, uint8_t harm)
{
    const struct life *life = find->life;
    /* What lies before the instant asked about need not be looked for. */
    int64_t none = find->wanted == NULL ? INT64_MIN : find->wanted->since_s - 1;
    int64_t latest = none;
    for (uint32_t i = 0; i < starts->count; i++) {
        latest = later_begin(find, starts, harm, starts->all[i]->start, latest);
    }
    for (uint32_t i = 0; i < life->assessment_count; i++) {
        if (life->assessments[i].is->harm == harm) {
            int64_t too_old = life->assessments[i].at + window_of(find) + 1;
            latest = later_begin(find, starts, harm, too_old, latest);
        }
    }
    if (latest != none) {
        struct firing firing = on_episode(starts->all[starts_until(starts, latest) - 1], latest);
        firing.harm = harm;
        firing.standing = repeat_unassessed(find, starts, harm, find->tick);
        fire(find, firing);
    }
}

void find_repeat_missing_unassessed(struct find *find)
{
    struct starts starts = missing_starts(find);
    for (uint8_t harm = 1; harm <= HARM_COUNT; harm++) {
        find_repeat_of_harm(find, &starts, harm);
    }
}

void find_missing_while_elevated(struct find *find)
{
    const struct life *life = find->life;
    for (uint32_t i = 0; i < life->decision_count; i++) {
        const struct life_decision *decision = &life->decisions[i];
        if (decision->is->level < LEVEL_MEDIUM) {
            continue;
        }
        const struct life_decision *next = next_of_harm(life, i);
        uint32_t first = life_episodes_before(life, decision->at);
        /* Once between decisions: the first start alone. */
        if (first < life->episode_count &&
            (next == NULL || life->episodes[first].start < next->at)) {
            struct firing firing = on_episode(&life->episodes[first], life->episodes[first].start);
            firing.harm = decision->is->harm;
            fire(find, firing);
        }
    }
}

/* The latest decision that lowered or closed the level of a harm, as time goes on. */
struct lowering {
    uint8_t harm;
    uint32_t next; /* the first decision not yet looked at */
    int64_t latest;
};

static struct lowering lowering_of(uint8_t harm)
{
    return (struct lowering){.harm = harm, .latest = INT64_MIN};
}

/* Whether there was one in [from, to]; `to` never goes back. */
static bool lowered_within(const struct life *life, struct lowering *lowering, int64_t from,
                           int64_t to)
{
    for (; lowering->next < life->decision_count; lowering->next++) {
        const struct life_decision *decision = &life->decisions[lowering->next];
        if (decision->at > to) {
            break;
        }
        if (decision->is->harm == lowering->harm &&
            decision->is->level < risk_level_before(life, lowering->next)) {
            lowering->latest = decision->at;
        }
    }
    return lowering->latest >= from;
}

static void find_missing_after_lowering(struct find *find, uint8_t harm)
{
    const struct life *life = find->life;
    struct lowering lowering = lowering_of(harm);
    for (uint32_t i = 0; i < life->episode_count; i++) {
        int64_t at = life->episodes[i].start;
        if (lowered_within(life, &lowering, at - window_of(find), at)) {
            struct firing firing = on_episode(&life->episodes[i], at);
            firing.harm = harm;
            fire(find, firing);
        }
    }
}

static void find_named_after_lowering(struct find *find, uint8_t harm)
{
    const struct life *life = find->life;
    struct lowering lowering = lowering_of(harm);
    for (uint32_t i = 0; i < life->interview_count; i++) {
        const struct life_interview *interview = &life->interviews[i];
        if (risk_names(interview->is, harm) &&
            lowered_within(life, &lowering, interview->at - window_of(find), interview->at)) {
            fire(find, on_interview(life, interview, harm, interview->at));
        }
    }
}

void find_lowered_then_missing(struct find *find)
{
    for (uint8_t harm = 1; harm <= HARM_COUNT; harm++) {
        find_missing_after_lowering(find, harm);
        find_named_after_lowering(find, harm);
    }
}

void find_lowered_against_evidence(struct find *find)
{
    const struct life *life = find->life;
    int64_t named[HARM_COUNT + 1]; /* when each harm was last named, as time goes on */
    for (uint8_t harm = 1; harm <= HARM_COUNT; harm++) {
        named[harm] = INT64_MIN;
    }
    for (uint32_t i = 0, next = 0; i < life->decision_count; i++) {
        const struct life_decision *decision = &life->decisions[i];
        for (; next < life->interview_count && life->interviews[next].at <= decision->at; next++) {
            for (uint8_t harm = 1; harm <= HARM_COUNT; harm++) {
                if (risk_names(life->interviews[next].is, harm)) {
                    named[harm] = life->interviews[next].at;
                }
            }
        }
        if (named[decision->is->harm] >= decision->at - window_of(find) &&
            decision->is->level < risk_level_before(life, i)) {
            fire(find, on_decision(decision, decision->at));
        }
    }
}

void find_indicated_above_level(struct find *find)
{
    for (uint8_t harm = 1; harm <= HARM_COUNT; harm++) {
        const struct life_assessment *latest =
            risk_assessment(find->life, harm, find->tick - window_of(find), find->tick);
        const struct tool *tool = latest == NULL ? NULL : risk_tool(find->tools, latest->is);
        struct tool_score score;
        if (tool == NULL) {
            continue;
        }
        if (!risk_score(tool, find->life, latest, *find->out->arena, &score)) {
            find->out->full = true;
            return;
        }
        const struct life_decision *decision = risk_decision(find->life, harm, find->tick);
        uint8_t decided = decision == NULL ? LEVEL_NONE : decision->is->level;
        if (score.level > decided) {
            bool later = decision != NULL && decision->at > latest->at;
            struct firing firing = on_assessment(latest, later ? decision->at : latest->at);
            firing.standing = true;
            fire(find, firing);
        }
    }
}

void find_review_overdue(struct find *find)
{
    for (uint32_t i = 0; i < find->life->decision_count; i++) {
        const struct life_decision *decision = &find->life->decisions[i];
        if (decision->is->level < LEVEL_MEDIUM) {
            continue;
        }
        int64_t due = risk_review_due(decision, (int32_t)(window_of(find) / SECONDS_DAY));
        const struct life_decision *next = next_of_harm(find->life, i);
        if (next == NULL || next->at > due) {
            struct firing firing = on_decision(decision, due);
            firing.standing = next == NULL || next->at > find->tick;
            fire(find, firing);
        }
    }
}
