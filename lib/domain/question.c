/* question: the walk over all children, and the counting they share. */
#include "domain/question.h"

#include <assert.h>

#include "contribution.h"

int64_t question_end(const struct question *question)
{
    return question->as_of < question->period.end_s ? question->as_of : question->period.end_s;
}

void tell(const struct counting *counting, enum measure measure, uint64_t code,
          const struct fact *fact, struct slice id)
{
    const struct life *life = counting->life;
    counting->witness->counted(counting->witness->context, (uint16_t)measure, code,
                               histories_text(life->histories, life->history->child), fact, id);
}

/* Adds one child's contribution; `counting` is what all children share. */
static bool contribute(struct counting counting, const struct history *history,
                       struct arena scratch)
{
    struct life life;
    if (!life_of(counting.histories, history, &scratch, &life)) {
        return false;
    }
    counting.life = &life;
    counting.scratch = &scratch;
    counting.first = life_episodes_before(&life, counting.start);
    counting.behind = life_episodes_before(&life, counting.end);
    contribute_volume(&counting);
    contribute_interviews(&counting);
    contribute_named(&counting);
    return contribute_where(&counting) && contribute_risk(&counting) &&
           contribute_quality(&counting) && !counting.tally->full;
}

/* The walk over all children knows the next few, since memory is slower than counting: a child's
 * own entry is asked for when it comes into sight, then its directory, and its facts last. */
enum { IN_SIGHT = 8, NEARER = 4, NEAR = 2 };
struct walk {
    const struct histories *histories;
    const struct history *next[IN_SIGHT]; /* a ring; NULL: no more */
    uint32_t slot, at;
};

static void look_ahead(struct walk *walk)
{
    const struct history *history = histories_next(walk->histories, &walk->slot);
    walk->next[walk->at % IN_SIGHT] = history;
    if (history != NULL) {
        __builtin_prefetch(history);
    }
}

static struct walk walk_of(const struct histories *histories)
{
    struct walk walk = {.histories = histories};
    for (; walk.at < IN_SIGHT; walk.at++) {
        look_ahead(&walk);
    }
    return walk;
}

static const struct history *walk_next(struct walk *walk)
{
    const struct history *history = walk->next[walk->at % IN_SIGHT];
    const struct history *near = walk->next[(walk->at + NEAR) % IN_SIGHT];
    const struct history *nearer = walk->next[(walk->at + NEARER) % IN_SIGHT];
    if (history != NULL) {
        look_ahead(walk);
        walk->at++;
    }
    if (near != NULL) {
        history_fetch_facts(walk->histories, near);
    }
    if (nearer != NULL) {
        history_fetch_index(walk->histories, nearer);
    }
    return history;
}

bool question_answer(const struct histories *histories, const struct question *question,
                     struct arena *arena, const struct witness *witness, struct aggregate *out)
{
    assert(question->rules != NULL);
    assert(question->tools != NULL);
    /* The tally grows in front, a child's scratch lives in the back half. */
    struct arena scratch = *arena;
    scratch.at = scratch.begin = arena->at + (arena->end - arena->at) / 2;
    struct arena front = *arena;
    front.end = scratch.begin;
    struct tally tally;
    tally_init(&tally, &front);
    const struct counting counting = {.question = question,
                                      .histories = histories,
                                      .tally = &tally,
                                      .witness = witness,
                                      .x = question->authority,
                                      .start = question->period.start_s,
                                      .end = question->period.end_s,
                                      .until = question_end(question),
                                      .high = rules_high(question->rules)};
    struct walk walk = walk_of(histories);
    const struct history *history;
    while ((history = walk_next(&walk)) != NULL) {
        if (!contribute(counting, history, scratch)) {
            return false;
        }
    }
    if (!tally_settle(&tally, out)) {
        return false;
    }
    arena->at = front.at;
    return true;
}
