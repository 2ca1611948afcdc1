/* rules_interviews: rules about return home interviews and what they tell. */
#include <stdlib.h>

#include "base/civil.h"
#include "domain/period.h"
#include "rules_find.h"

/* The interview clock is ended by completed, declined or refused_on_arrival alone (measures.md). */
static bool ends_clock(const struct interview *interview)
{
    return interview->outcome == OUTCOME_COMPLETED || interview->outcome == OUTCOME_DECLINED ||
           interview->outcome == OUTCOME_REFUSED_ON_ARRIVAL;
}

static bool ended_by(const struct life *life, const struct life_episode *episode, int64_t instant)
{
    for (uint32_t i = 0; i < episode->cover_count; i++) {
        const struct life_interview *interview =
            &life->interviews[life->covers[episode->first_cover + i]];
        if (ends_clock(interview->is) && interview->at <= instant) {
            return true;
        }
    }
    return false;
}

/* Since when the 72-hour clock of an episode runs; WHEN_NONE when it does not. */
static when clock_start(const struct life_episode *episode)
{
    when returned = life_return(episode);
    bool runs = episode->is->kind == KIND_MISSING && returned != WHEN_NONE &&
                !life_adult(episode->is->born, returned);
    return runs ? returned : WHEN_NONE;
}

static bool ran_out(const struct find *find, const struct life_episode *episode, int64_t *at)
{
    when returned = clock_start(episode);
    if (returned == WHEN_NONE) {
        return false;
    }
    *at = (int64_t)returned + window_of(find);
    return *at <= find->tick && !ended_by(find->life, episode, *at);
}

void find_interview_due_soon(struct find *find)
{
    for (uint32_t i = 0; i < find->life->episode_count; i++) {
        const struct life_episode *episode = &find->life->episodes[i];
        int64_t at;
        if (ran_out(find, episode, &at)) {
            struct firing firing = on_episode(episode, at);
            firing.standing = !ended_by(find->life, episode, find->tick);
            fire(find, firing);
        }
    }
}

struct clock {
    int64_t at; /* when it ran out */
    uint32_t number;
};

static int compare_clocks(const void *a, const void *b)
{
    const struct clock *x = a;
    const struct clock *y = b;
    if (x->at != y->at) {
        return x->at < y->at ? -1 : 1;
    }
    return (x->number > y->number) - (x->number < y->number);
}

/* The episodes whose clocks ran out, in order of that; NULL when there is no room. */
static struct clock *clocks_run_out(struct find *find, uint32_t *count)
{
    struct clock *clocks = ARENA_NEW(find->out->arena, struct clock, find->life->episode_count);
    *count = 0;
    if (clocks == NULL) {
        find->out->full = true;
        return NULL;
    }
    for (uint32_t i = 0; i < find->life->episode_count; i++) {
        int64_t at;
        if (ran_out(find, &find->life->episodes[i], &at)) {
            clocks[(*count)++] = (struct clock){at, i};
        }
    }
    qsort(clocks, *count, sizeof clocks[0], compare_clocks);
    return clocks;
}

/* The child's clocks that ran out in one fortnight are told once, by the earliest; what is told
 * holds while any of them is still without an interview. */
void find_interview_overdue(struct find *find)
{
    uint32_t count;
    const struct clock *clocks = clocks_run_out(find, &count);
    for (uint32_t i = 0, first = 0; i < count; first = i) {
        struct period fortnight =
            period_at(PERIOD_FORTNIGHT, civil_date(clocks[first].at), period_default_anchor());
        struct firing firing =
            on_episode(&find->life->episodes[clocks[first].number], clocks[first].at);
        for (; i < count && clocks[i].at < fortnight.end_s; i++) {
            const struct life_episode *episode = &find->life->episodes[clocks[i].number];
            firing.standing = firing.standing || !ended_by(find->life, episode, find->tick);
        }
        fire(find, firing);
    }
}

struct firing on_interview(const struct life *life, const struct life_interview *interview,
                           uint8_t harm, int64_t occurred)
{
    uint32_t authority = 0;
    if (interview->episode_count > 0) {
        authority = life->episodes[life->covered[interview->first_episode]].is->authority;
    }
    return (struct firing){.trigger = interview->fact,
                           .authority = authority,
                           .responsible = interview->is->responsible,
                           .harm = harm,
                           .occurred = occurred};
}

void find_exploitation_named(struct find *find)
{
    for (uint32_t i = 0; i < find->life->interview_count; i++) {
        const struct life_interview *interview = &find->life->interviews[i];
        for (uint8_t harm = 1; harm <= HARM_COUNT; harm++) {
            if (risk_names(interview->is, harm)) {
                fire(find, on_interview(find->life, interview, harm, interview->at));
            }
        }
    }
}

/* Rules without a star in codes.md take missing episodes only: an interview about away episodes
 * alone is none of theirs. One whose episodes are not known (yet) might be, and is told. */
static bool about_missing(const struct life *life, const struct life_interview *interview)
{
    for (uint32_t i = 0; i < interview->episode_count; i++) {
        uint32_t number = life->covered[interview->first_episode + i];
        if (life->episodes[number].is->kind == KIND_MISSING) {
            return true;
        }
    }
    return interview->episode_count == 0;
}

void find_harm_while_missing(struct find *find)
{
    for (uint32_t i = 0; i < find->life->interview_count; i++) {
        const struct life_interview *interview = &find->life->interviews[i];
        if ((interview->is->harms & vocab_telling_harms()) != 0 &&
            about_missing(find->life, interview)) {
            fire(find, on_interview(find->life, interview, 0, interview->at));
        }
    }
}

static bool followed_up(const struct life *life, uint8_t harm, int64_t from, int64_t to)
{
    return risk_assessed(life, harm, from, to) || risk_decided(life, harm, from, to);
}

void find_named_not_followed_up(struct find *find)
{
    for (uint32_t i = 0; i < find->life->interview_count; i++) {
        const struct life_interview *interview = &find->life->interviews[i];
        int64_t at = interview->at + window_of(find);
        for (uint8_t harm = 1; harm <= HARM_COUNT; harm++) {
            if (risk_names(interview->is, harm) && about_missing(find->life, interview) &&
                !followed_up(find->life, harm, interview->at, at)) {
                struct firing firing = on_interview(find->life, interview, harm, at);
                firing.standing = !followed_up(find->life, harm, interview->at, find->tick);
                fire(find, firing);
            }
        }
    }
}

static bool declined(const struct find *find, const struct life_interview *interview)
{
    return (interview->is->outcome == OUTCOME_DECLINED ||
            interview->is->outcome == OUTCOME_REFUSED_ON_ARRIVAL) &&
           interview->at <= find->tick && about_missing(find->life, interview);
}

void find_declines_repeated(struct find *find)
{
    const struct life *life = find->life;
    struct counted *times = counted_room(find, life->interview_count);
    uint32_t count = 0;
    for (uint32_t i = 0; times != NULL && i < life->interview_count; i++) {
        const struct life_interview *interview = &life->interviews[i];
        if (declined(find, interview)) {
            times[count++] =
                (struct counted){.firing = on_interview(life, interview, 0, interview->at)};
        }
    }
    fire_counted(find, times, count);
}
