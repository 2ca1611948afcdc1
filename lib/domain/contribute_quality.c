/* contribute_quality: how far the records can be trusted (measures.md "quality"): facts of the
 * whole input, whatever the authority and the period. Flags are those of live facts. */
#include "base/civil.h"
#include "contribution.h"

enum { SAME_EPISODE_S = 60 * 60, INFANT_UNDER = 5 };

static void count_revisions(const struct counting *c)
{
    for (uint32_t i = 0; i < c->life->fact_count; i++) {
        const struct fact *fact = c->life->facts[i];
        struct slice id = fact_id(c->histories, fact);
        if ((fact->flags & FACT_LATE) != 0) {
            count_fact(c, QUALITY_LATE, 0, fact, id);
        }
        if (!fact_live(fact)) {
            count_fact(c, QUALITY_RETRACTED, 0, fact, id);
        } else if ((fact->flags & FACT_REVISED) != 0) {
            count_fact(c, QUALITY_REVISED, 0, fact, id);
        }
    }
}

/* An instant after the record that tells of it: a clock is wrong somewhere. More than 24 hours is
 * not accepted at all. */
static bool skewed(const struct fact *fact, when instant)
{
    return instant > fact->top.recorded && instant != WHEN_NONE;
}

static void count_skew(const struct counting *c)
{
    const struct life *life = c->life;
    for (uint32_t i = 0; i < life->episode_count; i++) {
        const struct episode *is = life->episodes[i].is;
        const struct fact *fact = life->episodes[i].fact;
        if (skewed(fact, is->missing_since) || skewed(fact, is->reported_at) ||
            skewed(fact, is->found_at) || skewed(fact, is->returned_at)) {
            count_episode(c, QUALITY_CLOCK_SKEW, 0, &life->episodes[i]);
        }
    }
    for (uint32_t i = 0; i < life->interview_count; i++) {
        const struct life_interview *interview = &life->interviews[i];
        if (skewed(interview->fact, interview->is->offered_at) ||
            skewed(interview->fact, interview->is->completed_at)) {
            count_fact(c, QUALITY_CLOCK_SKEW, 0, interview->fact, interview->id);
        }
    }
    for (uint32_t i = 0; i < life->assessment_count; i++) {
        const struct life_assessment *assessment = &life->assessments[i];
        if (skewed(assessment->fact, assessment->is->assessed_at)) {
            count_fact(c, QUALITY_CLOCK_SKEW, 0, assessment->fact, assessment->id);
        }
    }
    for (uint32_t i = 0; i < life->decision_count; i++) {
        const struct life_decision *decision = &life->decisions[i];
        if (skewed(decision->fact, decision->is->decided_at)) {
            count_fact(c, QUALITY_CLOCK_SKEW, 0, decision->fact, decision->id);
        }
    }
}

static void count_orphans(const struct counting *c)
{
    for (uint32_t i = 0; i < c->life->interview_count; i++) {
        const struct life_interview *interview = &c->life->interviews[i];
        if (interview->orphan) {
            count_fact(c, QUALITY_ORPHANS, 0, interview->fact, interview->id);
        }
    }
    for (uint32_t i = 0; i < c->life->decision_count; i++) {
        const struct life_decision *decision = &c->life->decisions[i];
        if (decision->orphan) {
            count_fact(c, QUALITY_ORPHANS, 0, decision->fact, decision->id);
        }
    }
}

static void count_flags(const struct counting *c, const struct life_episode *episode)
{
    const struct episode *is = episode->is;
    /* Two equal dates say nothing about hours (a return of dates only). */
    if (episode->end == episode->start && is->precision != PRECISION_DAY) {
        count_episode(c, QUALITY_ZERO_DURATION, 0, episode);
    }
    if (is->born != MONTH_NONE && !month_aged(is->born, episode->start, INFANT_UNDER)) {
        count_episode(c, QUALITY_INFANT, 0, episode);
        if (month_starts(is->born) > civil_date(episode->start)) {
            count_episode(c, QUALITY_BORN_AFTER_START, 0, episode);
        }
    }
    if (is->kind == KIND_AWAY && (episode->fact->flags & FACT_WAS_MISSING) != 0) {
        count_episode(c, QUALITY_MISSING_TO_AWAY, 0, episode);
    }
}

/* Another live episode of the child from another source that starts within 60 minutes: perhaps the
 * same one told twice. Both are kept, never merged by guess. In a run [first, behind) of episodes
 * of one source, the nearest of another are those just around the run. */
static void count_told_twice(const struct counting *c, uint32_t first, uint32_t behind)
{
    const struct life_episode *episodes = c->life->episodes;
    for (uint32_t i = first; i < behind; i++) {
        int64_t start = episodes[i].start;
        if ((first > 0 && start - episodes[first - 1].start <= SAME_EPISODE_S) ||
            (behind < c->life->episode_count && episodes[behind].start - start <= SAME_EPISODE_S)) {
            count_episode(c, QUALITY_POSSIBLE_DUPLICATE, 0, &episodes[i]);
        }
    }
}

static bool any_close(const struct life *life)
{
    for (uint32_t i = 1; i < life->episode_count; i++) {
        if (life->episodes[i].start - life->episodes[i - 1].start <= SAME_EPISODE_S) {
            return true;
        }
    }
    return false;
}

static void count_possible_duplicates(const struct counting *c)
{
    const struct life_episode *episodes = c->life->episodes;
    if (!any_close(c->life)) {
        return;
    }
    for (uint32_t first = 0, behind = 0; first < c->life->episode_count; first = behind) {
        while (behind < c->life->episode_count &&
               episodes[behind].fact->source == episodes[first].fact->source) {
            behind++;
        }
        count_told_twice(c, first, behind);
    }
}

static bool overlap(const struct life_episode *a, const struct life_episode *b)
{
    return a->start < b->end && b->start < a->end;
}

/* Marks in `found` every episode that overlaps another. In order of starts, an episode overlaps
 * some earlier one exactly when it overlaps the one of them that ends last: an empty one at the
 * same start overlaps nothing that starts there, so only earlier starts count for it. */
static void find_overlaps(const struct life *life, bool *found)
{
    int64_t ends = INT64_MIN;          /* the latest end among earlier episodes */
    int64_t ends_strictly = INT64_MIN; /* … among those that start earlier */
    for (uint32_t i = 0; i < life->episode_count; i++) {
        const struct life_episode *episode = &life->episodes[i];
        if (i > 0 && life->episodes[i - 1].start < episode->start) {
            ends_strictly = ends;
        }
        found[i] = (episode->end > episode->start ? ends : ends_strictly) > episode->start;
        for (uint32_t j = i + 1;
             !found[i] && j < life->episode_count && life->episodes[j].start < episode->end; j++) {
            found[i] = overlap(episode, &life->episodes[j]);
        }
        ends = episode->end > ends ? episode->end : ends;
    }
}

/* Whether any starts before all earlier ones ended: if none does, no two overlap. */
static bool any_runs_on(const struct life *life)
{
    int64_t ends = INT64_MIN;
    for (uint32_t i = 0; i < life->episode_count; i++) {
        if (life->episodes[i].start < ends) {
            return true;
        }
        ends = life->episodes[i].end > ends ? life->episodes[i].end : ends;
    }
    return false;
}

static bool count_overlaps(const struct counting *c)
{
    if (!any_runs_on(c->life)) {
        return true;
    }
    struct arena scratch = *c->scratch;
    bool *found = ARENA_ROOM(&scratch, bool, c->life->episode_count);
    if (found == NULL) {
        return false;
    }
    find_overlaps(c->life, found);
    for (uint32_t i = 0; i < c->life->episode_count; i++) {
        if (found[i]) {
            count_episode(c, QUALITY_OVERLAP, 0, &c->life->episodes[i]);
        }
    }
    return true;
}

bool contribute_quality(const struct counting *c)
{
    count_revisions(c);
    count_skew(c);
    count_orphans(c);
    for (uint32_t i = 0; i < c->life->episode_count; i++) {
        count_flags(c, &c->life->episodes[i]);
    }
    count_possible_duplicates(c);
    for (uint32_t i = 0; i < c->life->assessment_count; i++) {
        const struct life_assessment *assessment = &c->life->assessments[i];
        if (risk_tool(c->question->tools, assessment->is) == NULL) {
            count_fact(c, QUALITY_UNKNOWN_TOOL, 0, assessment->fact, assessment->id);
        }
    }
    return count_overlaps(c);
}
