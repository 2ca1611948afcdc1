/* rules_interviews: rules about return home interviews and what they tell. */
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
    const struct episode *is = episode->is;
    when returned = is->returned_at != WHEN_NONE ? is->returned_at : is->found_at;
    if (is->kind != KIND_MISSING || returned == WHEN_NONE) {
        return WHEN_NONE;
    }
    bool adult = is->born != MONTH_NONE && month_age(is->born, civil_date(returned)) >= RISK_ADULT;
    return adult ? WHEN_NONE : returned;
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

/* The child's clocks that ran out in one fortnight are told once, by the earliest; what is told
 * holds while any of them is still without an interview. */
struct fortnight_clocks {
    bool told; /* by an earlier one */
    bool standing;
};

static struct fortnight_clocks clocks_of_fortnight(const struct find *find, uint32_t number,
                                                   int64_t at)
{
    struct period fortnight = period_at(PERIOD_FORTNIGHT, civil_date(at), period_default_anchor());
    struct fortnight_clocks clocks = {0};
    for (uint32_t i = 0; i < find->life->episode_count; i++) {
        const struct life_episode *episode = &find->life->episodes[i];
        int64_t other;
        if (ran_out(find, episode, &other) && other >= fortnight.start_s &&
            other < fortnight.end_s) {
            clocks.told |= other < at || (other == at && i < number);
            clocks.standing |= !ended_by(find->life, episode, find->tick);
        }
    }
    return clocks;
}

void find_interview_overdue(struct find *find)
{
    for (uint32_t i = 0; i < find->life->episode_count; i++) {
        const struct life_episode *episode = &find->life->episodes[i];
        int64_t at;
        if (!ran_out(find, episode, &at)) {
            continue;
        }
        struct fortnight_clocks clocks = clocks_of_fortnight(find, i, at);
        if (!clocks.told) {
            struct firing firing = on_episode(episode, at);
            firing.standing = clocks.standing;
            fire(find, firing);
        }
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
