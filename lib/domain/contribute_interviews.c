/* contribute_interviews: interviews and issues (measures.md, sections of those names): missing
 * episodes with responsible X whose child came back in the period, under 18. */
#include "base/civil.h"
#include "contribution.h"

enum { INTERVIEW_WITHIN_S = 72 * SECONDS_HOUR, STILL_MISSING_AFTER_S = SECONDS_DAY };

/* The best outcome of the covering interviews, best first (measures.md). */
enum best {
    BEST_COMPLETED,
    BEST_DECLINED,
    BEST_REFUSED_ON_ARRIVAL,
    BEST_NOT_PRESENT,
    BEST_NO_REPLY,
    BEST_PENDING_OFFERED,
    BEST_NOT_OFFERED,
    BEST_PENDING,
    BEST_NONE
};

static enum best rank(const struct interview *interview)
{
    static const uint8_t ranks[] = {
        [OUTCOME_PENDING] = BEST_PENDING,
        [OUTCOME_COMPLETED] = BEST_COMPLETED,
        [OUTCOME_DECLINED] = BEST_DECLINED,
        [OUTCOME_REFUSED_ON_ARRIVAL] = BEST_REFUSED_ON_ARRIVAL,
        [OUTCOME_NOT_PRESENT] = BEST_NOT_PRESENT,
        [OUTCOME_NO_REPLY] = BEST_NO_REPLY,
        [OUTCOME_NOT_OFFERED] = BEST_NOT_OFFERED,
    };
    if (interview->outcome == OUTCOME_PENDING && interview->offered_at != WHEN_NONE) {
        return BEST_PENDING_OFFERED;
    }
    return (enum best)ranks[interview->outcome];
}

/* All that an episode's covering interviews say together. */
struct said {
    enum best best;
    const struct life_interview *deciding;   /* whose reason counts */
    const struct life_interview *completing; /* the earliest completed one */
    int64_t offered_first;                   /* INT64_MAX when no offer is dated */
    uint64_t issues;
    uint16_t harms, actions;
    bool covered, offered, accepted, told_by_others;
};

static bool was_offered(enum best best)
{
    return best <= BEST_PENDING_OFFERED;
}

static bool was_accepted(enum best best)
{
    return best == BEST_COMPLETED || best == BEST_REFUSED_ON_ARRIVAL || best == BEST_NOT_PRESENT;
}

/* Among equals in outcome the latest offer decides, none counting as earliest; ties: the greatest
 * id. */
static bool decides_over(const struct life_interview *a, const struct life_interview *b)
{
    int64_t a_at = a->is->offered_at == WHEN_NONE ? -1 : (int64_t)a->is->offered_at;
    int64_t b_at = b->is->offered_at == WHEN_NONE ? -1 : (int64_t)b->is->offered_at;
    return a_at != b_at ? a_at > b_at : slice_compare(a->id, b->id) > 0;
}

static void listen(struct said *said, const struct life_interview *interview)
{
    const struct interview *is = interview->is;
    enum best best = rank(is);
    if (best < said->best || said->deciding == NULL) {
        said->best = best;
        said->deciding = interview;
    } else if (best == said->best && decides_over(interview, said->deciding)) {
        said->deciding = interview;
    }
    /* Completed interviews come in order of completed_at, then id: the first is the earliest. */
    if (best == BEST_COMPLETED &&
        (said->completing == NULL || interview->at < said->completing->at)) {
        said->completing = interview;
    }
    if (is->offered_at != WHEN_NONE && (int64_t)is->offered_at < said->offered_first) {
        said->offered_first = is->offered_at;
    }
    said->issues |= is->issues;
    said->harms |= is->harms;
    said->actions |= is->actions;
    said->covered = true;
    said->offered |= was_offered(best);
    said->accepted |= was_accepted(best);
    said->told_by_others |= is->told_by_others != 0;
}

static struct said said_of(const struct life *life, const struct life_episode *episode)
{
    struct said said = {.best = BEST_NONE, .offered_first = INT64_MAX};
    for (uint32_t i = 0; i < episode->cover_count; i++) {
        listen(&said, &life->interviews[life->covers[episode->first_cover + i]]);
    }
    return said;
}

/* What is carried along for one child: which codes were counted already. */
struct once {
    struct seen issues, harms[GROUP_COUNT], actions[GROUP_COUNT];
    bool due, with_issues;
};

/* An episode counts for its group, and for the total unless others placed the child here. */
struct target {
    const struct life_episode *episode;
    uint8_t groups[2];
    uint8_t group_count;
    bool ours;
};

static void count_in_groups(const struct counting *c, const struct target *target,
                            enum measure measure, uint64_t rest)
{
    for (uint8_t i = 0; i < target->group_count; i++) {
        count_episode(c, measure, MEASURE_GROUP(target->groups[i], rest), target->episode);
    }
}

/* False when the episode counts for nobody here. */
static bool target_of(const struct counting *c, const struct life_episode *episode,
                      struct target *out)
{
    const struct episode *is = episode->is;
    struct target target = {.episode = episode};
    bool looked_after = is->status == STATUS_LOOKED_AFTER;
    if (is->kind != KIND_MISSING) {
        return false;
    }
    if (is->responsible == c->x) {
        target.ours = true;
        target.groups[target.group_count++] = GROUP_ALL;
        target.groups[target.group_count++] = !looked_after           ? GROUP_HOME
                                              : is->authority == c->x ? GROUP_OWN_IN_AREA
                                                                      : GROUP_OWN_PLACED_OUT;
    } else if (looked_after && is->authority == c->x) {
        target.groups[target.group_count++] = GROUP_PLACED_HERE;
    }
    *out = target;
    return target.group_count > 0;
}

static void count_codes(const struct counting *c, const struct target *target,
                        enum measure episodes, enum measure children, uint64_t set,
                        struct seen seen[GROUP_COUNT])
{
    for (; set != 0; set &= set - 1) {
        uint8_t code = first_code(set);
        count_in_groups(c, target, episodes, code);
        for (uint8_t i = 0; i < target->group_count; i++) {
            if (seen_first(&seen[target->groups[i]], code)) {
                count_child(c, children, MEASURE_GROUP(target->groups[i], code));
            }
        }
    }
}

static void count_completed(const struct counting *c, const struct target *target,
                            const struct said *said, int64_t returned)
{
    count_in_groups(c, target, INTERVIEW_COMPLETED, 0);
    if (said->completing->is->independent == TRIBOOL_YES) {
        count_in_groups(c, target, INTERVIEW_INDEPENDENT, 0);
    }
    if (target->episode->is->precision == PRECISION_DAY) {
        count_in_groups(c, target, INTERVIEW_NOT_TIMED, 0);
        return;
    }
    int64_t taken = (int64_t)said->completing->is->completed_at - returned;
    count_in_groups(c, target, taken <= INTERVIEW_WITHIN_S ? INTERVIEW_WITHIN_72H : INTERVIEW_LATE,
                    0);
    count_in_groups(c, target, INTERVIEW_SECONDS, taken < 0 ? 0 : (uint64_t)taken);
}

static void count_outcome(const struct counting *c, const struct target *target,
                          const struct said *said, int64_t returned)
{
    uint8_t reason = said->deciding == NULL ? 0 : said->deciding->is->reason;
    uint64_t given = reason == 0 ? CODE_NOT_RECORDED : reason;
    if (said->best == BEST_COMPLETED) {
        count_completed(c, target, said, returned);
    } else if (said->best == BEST_DECLINED || said->best == BEST_REFUSED_ON_ARRIVAL) {
        count_in_groups(c, target, INTERVIEW_DECLINED, 0);
        count_in_groups(c, target, INTERVIEW_DECLINED_REASON, given);
    } else {
        count_in_groups(c, target, INTERVIEW_OVERDUE, 0);
        if (said->best == BEST_NOT_OFFERED) {
            count_in_groups(c, target, INTERVIEW_NOT_OFFERED, 0);
            count_in_groups(c, target, INTERVIEW_NOT_OFFERED_REASON, given);
        }
    }
}

static void count_process(const struct counting *c, const struct target *target,
                          const struct said *said, int64_t returned, struct once *once)
{
    count_in_groups(c, target, INTERVIEW_DUE, 0);
    if (said->offered) {
        count_in_groups(c, target, INTERVIEW_OFFERED, 0);
    }
    if (said->offered_first <= returned + INTERVIEW_WITHIN_S) {
        count_in_groups(c, target, INTERVIEW_OFFERED_IN_72H, 0);
    }
    if (said->accepted) {
        count_in_groups(c, target, INTERVIEW_ACCEPTED, 0);
    }
    if (said->best != BEST_COMPLETED && said->told_by_others) {
        count_in_groups(c, target, INTERVIEW_THIRD_PARTY, 0);
    }
    count_outcome(c, target, said, returned);
    count_codes(c, target, INTERVIEW_HARM, INTERVIEW_HARM_CHILDREN, said->harms, once->harms);
    count_codes(c, target, INTERVIEW_ACTION, INTERVIEW_ACTION_CHILDREN, said->actions,
                once->actions);
}

static void count_issues(const struct counting *c, const struct life_episode *episode,
                         const struct said *said, struct once *once)
{
    bool telling = (said->issues & vocab_telling_issues()) != 0;
    count_episode(c, ISSUES_EPISODES_DUE, 0, episode);
    if (!once->due) {
        once->due = true;
        count_child(c, ISSUES_CHILDREN_DUE, 0);
    }
    if (telling) {
        count_episode(c, ISSUES_EPISODES_WITH, 0, episode);
    }
    if (telling && !once->with_issues) {
        once->with_issues = true;
        count_child(c, ISSUES_CHILDREN_WITH, 0);
    }
    if (said->issues == 0) {
        count_episode(c, ISSUES_EPISODES_NONE, 0, episode);
    }
    for (uint64_t left = said->issues; left != 0; left &= left - 1) {
        uint8_t code = first_code(left);
        count_episode(c, ISSUE_EPISODES, code, episode);
        if (seen_first(&once->issues, code)) {
            count_child(c, ISSUE_CHILDREN, code);
        }
    }
}

static void count_completeness(const struct counting *c, const struct life_episode *episode,
                               const struct said *said)
{
    count_episode(c, COMPLETE_INTERVIEW, 1, episode);
    if (said->covered) {
        count_episode(c, COMPLETE_INTERVIEW, 0, episode);
    }
    if (said->best == BEST_COMPLETED) {
        count_episode(c, COMPLETE_ISSUE, 1, episode);
        if ((said->issues & vocab_telling_issues()) != 0) {
            count_episode(c, COMPLETE_ISSUE, 0, episode);
        }
    }
}

static void count_returned(const struct counting *c, const struct target *target, int64_t returned,
                           struct once *once)
{
    const struct life_episode *episode = target->episode;
    /* An adult on the day of return has no interview due; a child with no month of birth has. */
    if (life_adult(episode->is->born, returned)) {
        return;
    }
    if (episode->is->returned_at == WHEN_NONE) {
        count_in_groups(c, target, INTERVIEW_RETURN_ASSUMED, 0);
    }
    if (returned + INTERVIEW_WITHIN_S > c->question->as_of) {
        count_in_groups(c, target, INTERVIEW_NOT_YET_DUE, 0);
        return;
    }
    struct said said = said_of(c->life, episode);
    count_process(c, target, &said, returned, once);
    if (target->ours) {
        count_issues(c, episode, &said, once);
        count_completeness(c, episode, &said);
    }
}

void contribute_interviews(const struct counting *c)
{
    struct once once;
    bool begun = false;
    for (uint32_t i = 0; i < c->life->episode_count; i++) {
        const struct life_episode *episode = &c->life->episodes[i];
        when returned = life_return(episode);
        bool counts = returned != WHEN_NONE ? in_period(c, returned)
                                            : c->until - episode->start > STILL_MISSING_AFTER_S;
        struct target target;
        if (!counts || !target_of(c, episode, &target)) {
            continue;
        }
        if (!begun) { /* most children have no such episode, and it is large */
            once = (struct once){0};
            begun = true;
        }
        if (returned == WHEN_NONE) {
            count_in_groups(c, &target, INTERVIEW_STILL_MISSING, 0);
        } else {
            count_returned(c, &target, returned, &once);
        }
    }
}
