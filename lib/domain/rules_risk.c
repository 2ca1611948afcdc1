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
        firing.standing = true;
        fire(find, firing);
    }
}

/* Missing three times in the 90 days to an instant, and not assessed for the harm in its window. */
static bool repeat_unassessed(const struct find *find, uint8_t harm, int64_t instant)
{
    uint32_t times = 0;
    for (uint32_t i = 0; i < find->life->episode_count; i++) {
        const struct life_episode *episode = &find->life->episodes[i];
        times += episode->is->kind == KIND_MISSING && episode->start <= instant &&
                 episode->start >= instant - DAYS(REPEAT_WITHIN_DAYS);
    }
    return times >= REPEAT_TIMES &&
           !risk_assessed(find->life, harm, instant - window_of(find), instant);
}

/* Whether that begins at an instant. */
static bool repeat_begins(const struct find *find, uint8_t harm, int64_t instant)
{
    return instant <= find->tick && repeat_unassessed(find, harm, instant) &&
           !repeat_unassessed(find, harm, instant - 1);
}

/* One signal a child and harm: for the latest time that it began, at a start, or when the last
 * assessment grew too old for it while the count still held. The latest start is the trigger. */
static void find_repeat_of_harm(struct find *find, uint8_t harm)
{
    const struct life *life = find->life;
    struct firing latest = {.occurred = INT64_MIN};
    for (uint32_t i = 0; i < life->episode_count; i++) {
        const struct life_episode *episode = &life->episodes[i];
        if (episode->is->kind != KIND_MISSING) {
            continue;
        }
        if (repeat_begins(find, harm, episode->start)) {
            latest = on_episode(episode, episode->start);
        }
        for (uint32_t j = 0; j < life->assessment_count; j++) {
            int64_t too_old = life->assessments[j].at + window_of(find) + 1;
            int64_t after = too_old - episode->start;
            if (life->assessments[j].is->harm == harm && after > 0 &&
                after <= DAYS(REPEAT_WITHIN_DAYS) && too_old >= latest.occurred &&
                repeat_begins(find, harm, too_old)) {
                latest = on_episode(episode, too_old);
            }
        }
    }
    if (latest.trigger != NULL) {
        latest.harm = harm;
        latest.standing = repeat_unassessed(find, harm, find->tick);
        fire(find, latest);
    }
}

void find_repeat_missing_unassessed(struct find *find)
{
    for (uint8_t harm = 1; harm <= HARM_COUNT; harm++) {
        find_repeat_of_harm(find, harm);
    }
}

void find_missing_while_elevated(struct find *find)
{
    const struct life *life = find->life;
    for (uint32_t i = 0; i < life->decision_count; i++) {
        const struct life_decision *decision = &life->decisions[i];
        const struct life_decision *next = next_of_harm(life, i);
        int64_t until = next == NULL ? INT64_MAX : next->at;
        for (uint32_t j = 0; decision->is->level >= LEVEL_MEDIUM && j < life->episode_count; j++) {
            int64_t start = life->episodes[j].start;
            if (start >= decision->at && start < until) {
                struct firing firing = on_episode(&life->episodes[j], start);
                firing.harm = decision->is->harm;
                fire(find, firing);
                break; /* once between decisions */
            }
        }
    }
}

/* A decision in [from, to] that lowered or closed the level of a harm. */
static bool lowered_within(const struct life *life, uint8_t harm, int64_t from, int64_t to)
{
    for (uint32_t i = 0; i < life->decision_count && life->decisions[i].at <= to; i++) {
        if (life->decisions[i].is->harm == harm && life->decisions[i].at >= from &&
            life->decisions[i].is->level < risk_level_before(life, i)) {
            return true;
        }
    }
    return false;
}

void find_lowered_then_missing(struct find *find)
{
    const struct life *life = find->life;
    int64_t window_s = window_of(find);
    for (uint8_t harm = 1; harm <= HARM_COUNT; harm++) {
        for (uint32_t i = 0; i < life->episode_count; i++) {
            int64_t at = life->episodes[i].start;
            if (lowered_within(life, harm, at - window_s, at)) {
                struct firing firing = on_episode(&life->episodes[i], at);
                firing.harm = harm;
                fire(find, firing);
            }
        }
        for (uint32_t i = 0; i < life->interview_count; i++) {
            int64_t at = life->interviews[i].at;
            if (risk_names(life->interviews[i].is, harm) &&
                lowered_within(life, harm, at - window_s, at)) {
                fire(find, on_interview(life, &life->interviews[i], harm, at));
            }
        }
    }
}

void find_lowered_against_evidence(struct find *find)
{
    const struct life *life = find->life;
    for (uint32_t i = 0; i < life->decision_count; i++) {
        const struct life_decision *decision = &life->decisions[i];
        bool named = false;
        for (uint32_t j = 0; j < life->interview_count; j++) {
            const struct life_interview *interview = &life->interviews[j];
            named |= risk_names(interview->is, decision->is->harm) &&
                     interview->at <= decision->at &&
                     interview->at >= decision->at - window_of(find);
        }
        if (named && decision->is->level < risk_level_before(life, i)) {
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
