/* contribute_named: exploitation named in an interview, and what followed within 14 days
 * (measures.md "risk", `named`; Ofsted on Durham 2016, recommendation 14).
 *
 * A child with several such interviews is not followed up when any one of them was not: nobody is
 * hidden behind an answer to something else.
 */
#include "contribution.h"

enum { FOLLOW_UP_DAYS = 14 };

/* The authority responsible on an episode the interview covers; an interview whose episodes are not
 * known (yet) speaks for the authority it names itself. */
static bool belongs_to_x(const struct counting *c, const struct life_interview *interview)
{
    for (uint32_t i = 0; i < interview->episode_count; i++) {
        uint32_t number = c->life->covered[interview->first_episode + i];
        if (c->life->episodes[number].is->responsible == c->x) {
            return true;
        }
    }
    return interview->episode_count == 0 && interview->is->responsible == c->x;
}

struct follow_up {
    bool named, assessed, decided, running, missed;
};

static void look(const struct counting *c, uint8_t harm, const struct life_interview *interview,
                 struct follow_up *follow_up)
{
    int64_t until = interview->at + DAYS(FOLLOW_UP_DAYS);
    bool assessed = risk_assessed(c->life, harm, interview->at, until);
    bool decided = risk_decided(c->life, harm, interview->at, until);
    bool running = until > c->question->as_of;
    follow_up->named = true;
    follow_up->assessed |= assessed;
    follow_up->decided |= decided;
    follow_up->running |= !assessed && !decided && running;
    follow_up->missed |= !assessed && !decided && !running;
}

static void count_harm(const struct counting *c, uint8_t harm)
{
    struct follow_up follow_up = {0};
    for (uint32_t i = 0; i < c->life->interview_count; i++) {
        const struct life_interview *interview = &c->life->interviews[i];
        if (risk_names(interview->is, harm) && in_period(c, interview->at) &&
            belongs_to_x(c, interview)) {
            look(c, harm, interview, &follow_up);
        }
    }
    const struct {
        enum measure measure;
        bool holds;
    } cells[] = {
        {NAMED_CHILDREN, follow_up.named},
        {NAMED_ASSESSED_IN_14D, follow_up.assessed},
        {NAMED_DECIDED_IN_14D, follow_up.decided},
        {NAMED_NOT_YET_DUE, follow_up.running && !follow_up.missed},
        {NAMED_NOT_FOLLOWED_UP, follow_up.missed},
    };
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        if (cells[i].holds) {
            count_child(c, cells[i].measure, MEASURE_HARM(harm, 0));
        }
    }
}

void contribute_named(const struct counting *c)
{
    /* What all interviews say together, as if they were one. */
    const struct interview all = {.issues = c->life->issues, .harms = c->life->harms};
    bool any = all.issues != 0 || all.harms != 0;
    for (uint8_t harm = 1; any && harm <= HARM_COUNT; harm++) {
        if (risk_names(&all, harm)) {
            count_harm(c, harm);
        }
    }
}
