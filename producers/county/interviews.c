/* interviews: see interviews.h. An interview may cover several episodes: a child who is missing
 * again before the first could be held is interviewed once about both. */
#include "interviews.h"

#include <assert.h>

#include "authority.h"
#include "base/civil.h"
#include "issues.h"
#include "tale.h"

/* Offered 92 %, accepted 62 % of those, completed 90 % of those, 63 % of those within 72 hours, and
 * worse for children placed with or by others: set from Missing People's questions to councils
 * (2023/24), the Children's Society (2019) and what inspectors wrote of twelve areas. Devon 2017/18
 * completed 238 of 639 of children placed from other areas. Shares of 1,000. */
enum { ROW_HOME, ROW_OWN_IN_AREA, ROW_OWN_PLACED_OUT, ROW_PLACED_HERE };
static const struct row {
    int offered, accepted, completed, within_72h;
} rows[] = {
    [ROW_HOME] = {945, 695, 910, 670},
    [ROW_OWN_IN_AREA] = {945, 695, 905, 720},
    [ROW_OWN_PLACED_OUT] = {820, 600, 880, 560},
    [ROW_PLACED_HERE] = {770, 600, 880, 530},
};
static const struct row often = {-25, -50, -10, -60}; /* for those often missing */

enum {
    OFTEN = 5, /* episodes in the 365 days before */
    CLOCK_S = 72 * SECONDS_HOUR,
    WAITING_MAX = 8,
    MISSING_AGAIN_PER_MILLE = 600, /* else nothing is recorded for the first episode */
    NOTHING_PER_MILLE = 350,       /* of those not offered: no record at all */
    NO_REPLY_PER_MILLE = 180,      /* of those not accepted */
    FORGOTTEN_PER_MILLE = 25,      /* of those offered: no outcome is ever recorded */
    TOLD_BY_OTHERS_PER_MILLE = 350 /* of those not completed */
};

struct process {
    struct row odds;
    int64_t back_s, offered_s, completed_s;
    int64_t again_s;                   /* the next missing episode starts; INT64_MAX */
    struct slice waiting[WAITING_MAX]; /* episodes that the next interview also covers */
    int waiting_count;
};

static int row_of(const struct child *child)
{
    if (child->status != STATUS_LOOKED_AFTER) {
        return ROW_HOME;
    }
    if (child->seat.group == CHILD_PLACED_HERE) {
        return ROW_PLACED_HERE;
    }
    return child->lives == child->responsible ? ROW_OWN_IN_AREA : ROW_OWN_PLACED_OUT;
}

static struct row odds_of(const struct tale *tale, const struct spell *spell)
{
    struct row odds = rows[row_of(&tale->child)];
    if (spell->before >= OFTEN) {
        odds.offered += often.offered;
        odds.accepted += often.accepted;
        odds.completed += often.completed;
        odds.within_72h += often.within_72h;
    }
    return odds;
}

static const struct spell *next_missing(const struct tale *tale, uint32_t after)
{
    for (uint32_t i = after + 1; i < tale->spell_count; i++) {
        if (tale->spells[i].kind == KIND_MISSING) {
            return &tale->spells[i];
        }
    }
    return NULL;
}

static struct record *interview_make(struct tale *tale, const struct process *process,
                                     const struct spell *spell)
{
    bool by_council = rng_chance(&tale->rng, 300);
    struct record *record = tale_fact(tale, RECORD_INTERVIEW,
                                      by_council ? "childrens-social-care" : "return-interviews");
    struct interview_record *interview = &record->interview;
    interview->responsible = authority_packed(tale->child.responsible);
    for (int i = 0; i < process->waiting_count; i++) {
        interview->episodes[interview->episode_count++] = process->waiting[i];
    }
    interview->episodes[interview->episode_count++] = (struct slice){spell->id, FACT_ID_TEXT};
    return record;
}

static int64_t some_hours_s(struct rng *rng, int64_t least, int64_t most)
{
    return rng_between(rng, least * 60, most * 60) * 60;
}

static void not_offered(struct tale *tale, const struct process *process, const struct spell *spell,
                        bool again)
{
    struct record *record = interview_make(tale, process, spell);
    bool placed = row_of(&tale->child) >= ROW_OWN_PLACED_OUT;
    enum choice_table table = placed ? CHOICE_NOT_OFFERED_PLACED : CHOICE_NOT_OFFERED;
    uint8_t usual = choice_draw(&tale->plan->choices, table, &tale->rng);
    bool given = again || rng_chance(&tale->rng, 900);
    record->interview.outcome = OUTCOME_NOT_OFFERED;
    record->interview.reason = again ? vocab_find(VOCAB_REASON, slice_of("missing_again")) : usual;
    record->interview.reason = given ? record->interview.reason : 0;
    int64_t at_s = again ? process->again_s : process->back_s;
    tale_send_fallibly(tale, at_s + some_hours_s(&tale->rng, 2, 96));
}

/* Note when each harm was first named. */
static void names_note(struct tale *tale, const bool named[HARM_COUNT + 1], int64_t known_s)
{
    for (int harm = 1; harm <= HARM_COUNT; harm++) {
        if (named[harm] && tale->named_s[harm] == SPELL_NEVER) {
            tale->named_s[harm] = known_s;
        }
    }
}

/* What came of the offer; sends the outcome. */
static void outcome(struct tale *tale, const struct process *process)
{
    struct rng *rng = &tale->rng;
    struct interview_record *interview = &tale->record.interview;
    bool accepted = rng_chance(rng, process->odds.accepted);
    bool completed = accepted && rng_chance(rng, process->odds.completed);
    bool refused = rng_chance(rng, 450), no_reply = rng_chance(rng, NO_REPLY_PER_MILLE);
    bool told = rng_chance(rng, TOLD_BY_OTHERS_PER_MILLE);
    uint8_t reason = choice_draw(&tale->plan->choices, CHOICE_DECLINED, rng);
    int64_t known_s = process->completed_s + some_hours_s(rng, 1, 60);
    bool named[HARM_COUNT + 1] = {false};
    interview->outcome = completed  ? OUTCOME_COMPLETED
                         : accepted ? (refused ? OUTCOME_REFUSED_ON_ARRIVAL : OUTCOME_NOT_PRESENT)
                         : no_reply ? OUTCOME_NO_REPLY
                                    : OUTCOME_DECLINED;
    bool declined =
        interview->outcome == OUTCOME_DECLINED || interview->outcome == OUTCOME_REFUSED_ON_ARRIVAL;
    interview->reason = declined ? reason : 0;
    interview->completed_at = completed ? (when)process->completed_s : WHEN_NONE;
    if (completed || told) {
        issues_make(tale, !completed, named);
    }
    names_note(tale, named, known_s);
    tale_send_fallibly(tale, known_s);
}

static void offered(struct tale *tale, const struct process *process, const struct spell *spell)
{
    struct rng *rng = &tale->rng;
    struct record *record = interview_make(tale, process, spell);
    record->interview.offered_at = (when)process->offered_s;
    record->interview.interviewer = choice_draw(&tale->plan->choices, CHOICE_INTERVIEWER, rng);
    bool known = rng_chance(rng, 960), independent = rng_chance(rng, 880);
    record->interview.independent = !known ? 0 : independent ? TRIBOOL_YES : TRIBOOL_NO;
    bool first = rng_chance(rng, 550), forgotten = rng_chance(rng, FORGOTTEN_PER_MILLE);
    int64_t waited_s = some_hours_s(rng, 1, 20);
    int64_t noted_s = process->offered_s + waited_s;
    if ((first && noted_s < process->completed_s) || forgotten) {
        record->interview.outcome = OUTCOME_PENDING;
        tale_send(tale, noted_s);
    }
    if (!forgotten) {
        outcome(tale, process);
    }
}

/* The instants of the process had the child stayed. */
static void schedule(struct tale *tale, struct process *process)
{
    struct rng *rng = &tale->rng;
    bool in_time = rng_chance(rng, process->odds.within_72h);
    int64_t early_s = some_hours_s(rng, 6, 71), late_hours = rng_between(rng, 0, 30);
    int64_t late_s = some_hours_s(rng, 73, 74 + late_hours * late_hours);
    int64_t took_s = in_time ? early_s : late_s;
    int64_t asked_s = some_hours_s(rng, 1, 48);
    process->completed_s = process->back_s + took_s;
    process->offered_s = process->back_s + (asked_s < took_s ? asked_s : took_s / 2);
}

/* Not offered, or missing again before it could be held: true when the episode is settled, or
 * waits for the next interview. */
static bool unheld(struct tale *tale, struct process *process, const struct spell *spell)
{
    struct rng *rng = &tale->rng;
    bool offer = rng_chance(rng, process->odds.offered);
    bool nothing = rng_chance(rng, NOTHING_PER_MILLE);
    bool noted = rng_chance(rng, MISSING_AGAIN_PER_MILLE);
    if (process->again_s < process->completed_s) {
        if (noted && process->again_s - process->back_s < CLOCK_S) {
            not_offered(tale, process, spell, true);
        }
        if (process->waiting_count < WAITING_MAX) {
            process->waiting[process->waiting_count++] = (struct slice){spell->id, FACT_ID_TEXT};
        }
        return true;
    }
    if (!offer && !nothing) {
        not_offered(tale, process, spell, false);
    }
    return !offer;
}

static void interview_tell(struct tale *tale, uint32_t number, struct process *process)
{
    const struct spell *spell = &tale->spells[number], *next = next_missing(tale, number);
    bool back = spell->returned_s != SPELL_NEVER || spell->found_s != SPELL_NEVER;
    if (spell->kind != KIND_MISSING || !back) {
        return;
    }
    process->odds = odds_of(tale, spell);
    process->back_s = spell->returned_s != SPELL_NEVER ? spell->returned_s : spell->found_s;
    process->again_s = next == NULL ? INT64_MAX : next->start_s;
    schedule(tale, process);
    if (!unheld(tale, process, spell)) {
        offered(tale, process, spell);
        process->waiting_count = 0;
    }
}

void interviews_tell(struct tale *tale)
{
    struct process process = {.waiting_count = 0};
    for (uint32_t i = 0; i < tale->spell_count; i++) {
        interview_tell(tale, i, &process);
    }
}
