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

/* One signal a child and harm: for the latest time the count of three in 90 days was reached. */
void find_repeat_missing_unassessed(struct find *find)
{
    const struct life *life = find->life;
    const int64_t within_s = DAYS(REPEAT_WITHIN_DAYS);
    const struct life_episode *reached = NULL;
    bool standing = false;
    for (uint32_t i = 0; i < life->episode_count && life->episodes[i].start <= find->tick; i++) {
        uint32_t times = 0;
        for (uint32_t j = i + 1;
             j-- > 0 && life->episodes[j].start >= life->episodes[i].start - within_s;) {
            times += life->episodes[j].is->kind == KIND_MISSING;
        }
        if (life->episodes[i].is->kind == KIND_MISSING && times == REPEAT_TIMES) {
            reached = &life->episodes[i];
        }
        standing = times >= REPEAT_TIMES && life->episodes[i].start >= find->tick - within_s;
    }
    for (uint8_t harm = 1; reached != NULL && harm <= HARM_COUNT; harm++) {
        if (!risk_assessed(life, harm, reached->start - window_of(find), find->tick)) {
            struct firing firing = on_episode(reached, reached->start);
            firing.harm = harm;
            firing.standing = standing;
            fire(find, firing);
        }
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

/* The first start, or naming of that harm, in [from, to], as a firing; trigger NULL without one. */
static struct firing first_after(const struct life *life, uint8_t harm, int64_t from, int64_t to)
{
    struct firing first = {.occurred = INT64_MAX};
    for (uint32_t i = 0; i < life->episode_count && first.trigger == NULL; i++) {
        int64_t start = life->episodes[i].start;
        if (start >= from && start <= to) {
            first = on_episode(&life->episodes[i], start);
        }
    }
    for (uint32_t i = 0; i < life->interview_count; i++) {
        const struct life_interview *interview = &life->interviews[i];
        if (risk_names(interview->is, harm) && interview->at >= from && interview->at <= to &&
            interview->at < first.occurred) {
            return (struct firing){.trigger = interview->fact,
                                   .responsible = interview->is->responsible,
                                   .occurred = interview->at};
        }
    }
    return first;
}

void find_lowered_then_missing(struct find *find)
{
    for (uint32_t i = 0; i < find->life->decision_count; i++) {
        const struct life_decision *decision = &find->life->decisions[i];
        if (decision->is->level >= risk_level_before(find->life, i)) {
            continue;
        }
        struct firing firing = first_after(find->life, decision->is->harm, decision->at,
                                           decision->at + window_of(find));
        firing.harm = decision->is->harm;
        if (firing.trigger != NULL) {
            fire(find, firing);
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
