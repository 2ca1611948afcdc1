/* contribute_risk: levels, moves, reviews, indications (measures.md "risk").
 *
 * Levels belong to the authority responsible on the child's latest decision of that harm before T;
 * moves to the moving decision's own.
 */
#include "base/civil.h"
#include "contribution.h"

enum { FORTNIGHT_DAYS = 14, ASSESSED_DAYS = 180, AFTER_LOWERING_DAYS = 90 };

/* "In the 180 days to T" is 0 < T - assessed_at <= 180 d. */
static const struct life_assessment *assessed_lately(const struct counting *c, uint8_t harm)
{
    return risk_assessment(c->life, harm, c->until - DAYS(ASSESSED_DAYS), c->until - 1);
}

static void count_level(const struct counting *c, uint8_t harm)
{
    const struct life_decision *latest = risk_decision(c->life, harm, c->until - 1);
    if (latest == NULL || latest->is->responsible != c->x || life_adult(c->life->born, c->until)) {
        return;
    }
    uint8_t level = latest->is->level;
    count_child(c, RISK_LEVEL, MEASURE_HARM(harm, level));
    if (level >= LEVEL_MEDIUM && c->until >= risk_review_due(latest, FORTNIGHT_DAYS)) {
        count_child(c, RISK_REVIEWS_OVERDUE, MEASURE_HARM(harm, 0));
    }
}

static enum measure move_of(uint8_t before, uint8_t level)
{
    if (level >= before) {
        return level > before ? RISK_RAISED : MEASURE_NOTHING;
    }
    return level == LEVEL_NONE ? RISK_CLOSED : RISK_LOWERED;
}

static void count_moves(const struct counting *c, uint8_t harm)
{
    struct seen seen = {0};
    for (uint32_t i = 0; i < c->life->decision_count; i++) {
        const struct life_decision *decision = &c->life->decisions[i];
        if (decision->is->harm != harm || !in_period(c, decision->at) ||
            decision->is->responsible != c->x) {
            continue;
        }
        enum measure move = move_of(risk_level_before(c->life, i), decision->is->level);
        if (move != MEASURE_NOTHING && seen_first(&seen, (uint8_t)move)) {
            count_child(c, move, MEASURE_HARM(harm, 0));
        }
    }
}

static void count_decisions(const struct counting *c)
{
    for (uint32_t i = 0; i < c->life->decision_count; i++) {
        const struct life_decision *decision = &c->life->decisions[i];
        if (decision->at < c->until && decision->is->responsible == c->x) {
            count_fact(c, RISK_DECISIONS_BEFORE_END, MEASURE_HARM(decision->is->harm, 0),
                       decision->fact, decision->id);
        }
    }
}

static bool count_indicated(const struct counting *c, uint8_t harm)
{
    const struct life_assessment *assessment = assessed_lately(c, harm);
    const struct tool *tool =
        assessment == NULL ? NULL : risk_tool(c->question->tools, assessment->is);
    if (tool == NULL) {
        return true;
    }
    struct tool_score score;
    if (!risk_score(tool, c->life, assessment, *c->scratch, &score)) {
        return false;
    }
    const struct life_decision *latest = risk_decision(c->life, harm, c->until - 1);
    uint32_t responsible = latest == NULL ? assessment->is->responsible : latest->is->responsible;
    uint8_t decided = latest == NULL ? LEVEL_NONE : latest->is->level;
    if (responsible == c->x && score.level > decided) {
        count_child(c, RISK_INDICATED_ABOVE_LEVEL, MEASURE_HARM(harm, 0));
    }
    return true;
}

static void count_harm_status(const struct counting *c)
{
    bool started_here = false;
    for (uint32_t i = c->first; i < c->behind; i++) {
        const struct episode *is = c->life->episodes[i].is;
        started_here |= is->kind == KIND_MISSING && is->authority == c->x;
    }
    for (uint8_t harm = 1; started_here && harm <= HARM_COUNT; harm++) {
        const struct life_assessment *latest = risk_assessment(c->life, harm, 0, c->until - 1);
        count_child(c, HARM_STATUS,
                    MEASURE_HARM(harm, latest == NULL ? 0 : latest->is->harm_status));
    }
}

static void count_unassessed(const struct counting *c)
{
    if (!reached_at_x(c, 3, DAYS(90))) {
        return;
    }
    bool without[HARM_COUNT + 1];
    for (uint8_t harm = 1; harm <= HARM_COUNT; harm++) {
        without[harm] = assessed_lately(c, harm) == NULL;
        if (without[harm]) {
            count_child(c, UNASSESSED, harm);
        }
    }
    if (without[HARM_CSE] && without[HARM_CCE]) {
        count_child(c, UNASSESSED, 0);
    }
}

/* The next missing start, and the next naming of a harm, in the period, as time goes on. */
struct triggers {
    uint8_t harm;
    uint32_t episode, interview;
};

static bool starts_in_period(const struct counting *c, const struct life_episode *episode)
{
    return episode->is->kind == KIND_MISSING && in_period(c, episode->start);
}

static bool names_in_period(const struct counting *c, const struct life_interview *interview,
                            uint8_t harm)
{
    return (interview->is->issues & vocab_exploitation_issues(harm)) != 0 &&
           in_period(c, interview->at);
}

/* Whether there is a trigger in [from, to]; `from` never goes back. */
static bool triggered_within(const struct counting *c, struct triggers *next, int64_t from,
                             int64_t to)
{
    const struct life *life = c->life;
    while (next->episode < life->episode_count &&
           (life->episodes[next->episode].start < from ||
            !starts_in_period(c, &life->episodes[next->episode]))) {
        next->episode++;
    }
    while (next->interview < life->interview_count &&
           (life->interviews[next->interview].at < from ||
            !names_in_period(c, &life->interviews[next->interview], next->harm))) {
        next->interview++;
    }
    return (next->episode < life->episode_count && life->episodes[next->episode].start <= to) ||
           (next->interview < life->interview_count && life->interviews[next->interview].at <= to);
}

static bool lowered_then_missing(const struct counting *c, uint8_t harm)
{
    struct triggers next = {.harm = harm};
    for (uint32_t i = 0; i < c->life->decision_count; i++) {
        const struct life_decision *decision = &c->life->decisions[i];
        if (decision->is->harm == harm && decision->is->responsible == c->x &&
            decision->is->level < risk_level_before(c->life, i) &&
            triggered_within(c, &next, decision->at, decision->at + DAYS(AFTER_LOWERING_DAYS))) {
            return true;
        }
    }
    return false;
}

/* Indications that no decision before T came after: those after the last one, and those that the
 * last one raised itself, after the one before. The decision that raised it is no answer to it: a
 * level lowered against the evidence would else never be in want of one. */
static struct rules_wanted undecided(const struct counting *c)
{
    struct rules_wanted wanted = {.high = c->high,
                                  .responsible = c->x,
                                  .since_s = c->start,
                                  .tick_s = c->until - 1,
                                  .own_since_s = c->start};
    uint32_t before = life_decisions_before(c->life, c->until);
    if (before > 0 && c->life->decisions[before - 1].at >= c->start) {
        wanted.own = c->life->decisions[before - 1].fact;
        wanted.since_s = c->life->decisions[before - 1].at + 1;
    }
    if (before > 1 && c->life->decisions[before - 2].at >= c->start) {
        wanted.own_since_s = c->life->decisions[before - 2].at + 1;
    }
    return wanted;
}

/* Children with an indication of severity high raised in the period, up to T, at X, and no decision
 * since. The period is half-open: what is dated T itself, as a decision entered with its date alone
 * may be, belongs to the next one. */
static bool count_not_decided(const struct counting *c)
{
    if (c->until <= c->start) {
        return true;
    }
    bool found;
    struct rules_wanted wanted = undecided(c);
    if (!rules_any_high(c->question->rules, c->question->tools, c->life, &wanted, *c->scratch,
                        &found)) {
        return false;
    }
    if (found) {
        count_child(c, NOT_DECIDED, 0);
    }
    return true;
}

static void count_levels(const struct counting *c)
{
    count_decisions(c);
    for (uint8_t harm = 1; harm <= HARM_COUNT; harm++) {
        count_level(c, harm);
        count_moves(c, harm);
    }
    if (c->life->lowered &&
        (lowered_then_missing(c, HARM_CSE) || lowered_then_missing(c, HARM_CCE))) {
        count_child(c, LOWERED_THEN_MISSING, 0);
    }
}

bool contribute_risk(const struct counting *c)
{
    count_harm_status(c);
    count_unassessed(c);
    if (c->life->decision_count > 0) {
        count_levels(c);
    }
    if (c->life->assessment_count > 0 &&
        !(count_indicated(c, HARM_CSE) && count_indicated(c, HARM_CCE))) {
        return false;
    }
    return count_not_decided(c);
}
