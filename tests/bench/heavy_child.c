/* bench_heavy_child: what a fold and a question take when one child has very many facts, as a feed
 * that loops makes them. It must stay in proportion to the facts, whatever their shape.
 *
 *   bench_heavy_child [FACTS [SHAPE]]      (100000 facts of every shape)
 *
 * Nothing is asserted; tests/end_to_end/heavy_child.sh counts the instructions.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/civil.h"
#include "base/err.h"
#include "domain/code.h"
#include "domain/question.h"
#include "domain/vocab.h"
#include "shell/memory.h"

enum { ID_TEXT = 16 };

static double now_s(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct heavy {
    struct histories histories;
    struct arena memory, slab;
    uint32_t here, there; /* authorities */
    when from;            /* the start of the period asked for */
    uint32_t facts;
    uint32_t number; /* of the fact that is made */
    char id[ID_TEXT];
    struct record record;
};

static void make_episode(struct heavy *heavy, when start)
{
    struct episode_record *episode = &heavy->record.episode;
    record_clear(&heavy->record, RECORD_EPISODE);
    episode->kind = KIND_MISSING;
    episode->missing_since = start;
    episode->found_at = episode->returned_at = start + SECONDS_HOUR;
    episode->authority = heavy->here;
    episode->responsible = heavy->here;
    episode->status = STATUS_LOOKED_AFTER;
    episode->precision = PRECISION_MINUTE;
}

static void a_minute_apart(struct heavy *heavy)
{
    make_episode(heavy, heavy->from + heavy->number * 60);
}

static void in_one_hour(struct heavy *heavy)
{
    make_episode(heavy, heavy->from + heavy->number % SECONDS_HOUR);
}

static void at_one_instant(struct heavy *heavy)
{
    make_episode(heavy, heavy->from);
}

/* Placed here by others, so that it matters who was heard from. */
static void open_ended(struct heavy *heavy)
{
    a_minute_apart(heavy);
    heavy->record.episode.found_at = heavy->record.episode.returned_at = WHEN_NONE;
    heavy->record.episode.responsible = heavy->there;
}

static void of_no_duration(struct heavy *heavy)
{
    a_minute_apart(heavy);
    heavy->record.episode.found_at = heavy->record.episode.returned_at =
        heavy->record.episode.missing_since;
}

static void make_decision(struct heavy *heavy, uint8_t harm, uint8_t level)
{
    struct decision_record *decision = &heavy->record.decision;
    when at = heavy->from + heavy->number * 60;
    record_clear(&heavy->record, RECORD_DECISION);
    decision->decided_at = at;
    decision->responsible = heavy->here;
    decision->harm = harm;
    decision->level = level;
    decision->decider = decision->rationale = 1;
    decision->panel = slice_of("meg");
}

/* Levels that go up and down, each harm in its turn. */
static void half_decisions(struct heavy *heavy)
{
    a_minute_apart(heavy);
    if (heavy->number % 2 != 0) {
        uint8_t level = heavy->number % 8 < 4 ? LEVEL_LOW : LEVEL_HIGH;
        make_decision(heavy, heavy->number % 4 < 2 ? HARM_CSE : HARM_CCE, level);
    }
}

/* Nothing lowered, and all of one harm, so that every search for the other is in vain. */
static void half_flat_decisions(struct heavy *heavy)
{
    open_ended(heavy);
    if (heavy->number % 2 != 0) {
        make_decision(heavy, HARM_CSE, LEVEL_LOW);
    }
}

/* Interviews that name both harms and refer to as many of the episodes before as they can. */
static void make_interview(struct heavy *heavy)
{
    static char names[EPISODES_MAX][ID_TEXT];
    struct interview_record *interview = &heavy->record.interview;
    uint32_t number = heavy->number;
    record_clear(&heavy->record, RECORD_INTERVIEW);
    interview->outcome = OUTCOME_COMPLETED;
    interview->completed_at = heavy->from + number * 60;
    interview->responsible = heavy->here;
    interview->issue_count = 1;
    interview->issues[0] = (struct issue){vocab_find(VOCAB_ISSUE, slice_of("trafficking_concern")),
                                          ISSUE_SOURCE_CHILD, 1};
    for (uint32_t i = 0; i < EPISODES_MAX && 2 * i < number; i++) {
        int size = snprintf(names[i], ID_TEXT, "f%u", number - 1 - 2 * i);
        interview->episodes[interview->episode_count++] = (struct slice){names[i], (size_t)size};
    }
}

static void half_interviews(struct heavy *heavy)
{
    a_minute_apart(heavy);
    if (heavy->number % 2 != 0) {
        make_interview(heavy);
    }
}

static void thirds(struct heavy *heavy)
{
    a_minute_apart(heavy);
    if (heavy->number % 3 == 1) {
        make_interview(heavy);
    } else if (heavy->number % 3 == 2) {
        record_clear(&heavy->record, RECORD_ASSESSMENT);
        struct assessment_record *assessment = &heavy->record.assessment;
        assessment->assessed_at = heavy->from + heavy->number * 60;
        assessment->responsible = heavy->here;
        assessment->harm = HARM_CSE;
        assessment->harm_status = HARM_STATUS_KNOWN;
        assessment->assessor = 1;
        assessment->tool = slice_of("none");
        assessment->tool_version = slice_of("none");
    }
}

static const struct shape {
    const char *name;
    void (*make)(struct heavy *);
} shapes[] = {
    {"minute", a_minute_apart},    {"hour", in_one_hour},           {"instant", at_one_instant},
    {"open", open_ended},          {"zero", of_no_duration},        {"decisions", half_decisions},
    {"flat", half_flat_decisions}, {"interviews", half_interviews}, {"thirds", thirds},
};
enum { SHAPES = sizeof shapes / sizeof shapes[0] };

static bool take_in(struct heavy *heavy, const struct shape *shape)
{
    static const unsigned char seed[16] = {1};
    size_t room = (size_t)(heavy->slab.end - heavy->slab.begin);
    histories_init(&heavy->histories, slab_over(heavy->slab.begin, room), seed);
    for (heavy->number = 0; heavy->number < heavy->facts; heavy->number++) {
        shape->make(heavy);
        struct record *record = &heavy->record;
        int size = snprintf(heavy->id, ID_TEXT, "f%u", heavy->number);
        record->id = (struct slice){heavy->id, (size_t)size};
        record->child = slice_of("sim.a");
        record->event_id = record->id;
        record->source = slice_of("looping-feed");
        record->revision = 1;
        record->recorded_at = heavy->from + 400 * SECONDS_DAY;
        if (histories_apply(&heavy->histories, record) != APPLIED) {
            return false;
        }
    }
    return true;
}

static bool measure(struct heavy *heavy, const struct shape *shape)
{
    struct rules rules = rules_default();
    struct tools tools = {0};
    struct question question = {.authority = heavy->here, .rules = &rules, .tools = &tools};
    question.period =
        period_at(PERIOD_YEAR, civil_date((int64_t)heavy->from), period_default_anchor());
    question.as_of = question.period.end_s;
    struct arena memory = heavy->memory;
    struct aggregate answer;
    double start = now_s();
    if (!take_in(heavy, shape)) {
        return false;
    }
    double taken = now_s();
    bool answered = question_answer(&heavy->histories, &question, &memory, NULL, &answer);
    printf("  %-10s %8u facts %8.3f s to take in %8.3f s to answer, %u cells\n", shape->name,
           heavy->facts, taken - start, now_s() - taken, answered ? answer.count : 0);
    return answered;
}

int main(int argc, char **argv)
{
    static struct heavy heavy;
    struct err err = {0};
    bool known = code_read_gss(slice_of("E06000047"), &heavy.here) &&
                 code_read_gss(slice_of("E06000001"), &heavy.there);
    heavy.from = (when)civil_midnight(date_make(2016, 4, 2));
    heavy.facts = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 100000;
    if (argc > 3 || !known || heavy.facts == 0) {
        fprintf(stderr, "usage: bench_heavy_child [FACTS [SHAPE]]\n");
        return 64;
    }
    if (!memory_reserve((size_t)2 << 30, &heavy.memory, &err) ||
        !memory_reserve((size_t)2 << 30, &heavy.slab, &err)) {
        fprintf(stderr, "bench_heavy_child: %s\n", err.text);
        return err_exit_code(err.code);
    }
    bool done = false;
    for (size_t i = 0; i < SHAPES; i++) {
        if (argc < 3 || strcmp(argv[2], shapes[i].name) == 0) {
            done = measure(&heavy, &shapes[i]);
            if (!done) {
                break;
            }
        }
    }
    if (!done) {
        fprintf(stderr, "bench_heavy_child: out of memory, or no such shape\n");
        return 71;
    }
    return 0;
}
