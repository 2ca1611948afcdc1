/* story: records told in a few words, taken in as a program takes them in, and asked about.
 *
 * A story goes through the very decoder and table of histories that programs use, and keeps the
 * accounting. All children are invented: their keys are of key id `sim`.
 *
 * Short form, one fact a line:
 *     E id key=value …   an episode of sim.a, missing from home in E06000047
 *     I id key=value …   an interview of episode e1, pending
 *     A id key=value …   an assessment by seraf 2016-wales, CSE, no items, no harm known
 *     D id key=value …   a decision on CSE, level low
 * A value that begins with [, { or " or is a number, true, false or null is taken as JSON, any
 * other is a string; no value has a space. Every fact is of source "police", recorded on 2020-01-01
 * at revision 1 unless it says otherwise.
 */
#ifndef SUPPORT_STORY_H
#define SUPPORT_STORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/reject.h"
#include "base/slice.h"
#include "domain/history.h"
#include "domain/question.h"
#include "domain/rules.h"
#include "domain/tool.h"

enum { STORY_TEXT = 4096 };

struct story {
    struct histories histories;
    struct accounting accounting;
    struct rules rules; /* as codes.md has them, until a test changes them */
    struct tool seraf;
    struct tools tools;
    void *memory; /* of the slab */
    void *room;   /* of the arena */
    struct arena arena;
    char said[STORY_TEXT]; /* the last answer in words */
};

/* The tool is read from schemas/tools/seraf.json under `source_dir`. Both abort on a machine
 * without memory: a test has nothing better to do. */
void story_begin(struct story *story, const char *source_dir);
void story_end(struct story *story);

/* Take one line in and say what became of it: "accepted", "duplicate", "CODE pointer" (with the
 * pointer only where there is one), "newer" or "full". The words live until the next call. */
const char *story_line(struct story *story, struct slice line);
/* Facts in the short form, one a line; the disposition of the first that is not accepted, else
 * "accepted". */
const char *story_tell(struct story *story, const char *told);
/* The NDJSON line of one fact in the short form; the words live until the next call. */
const char *story_json(struct story *story, const char *told);

/* "E06000047 month:2016-03-01 2016-05-01T00:00:00Z" as a question; asserts that it is one. */
struct question story_question(const struct story *story, const char *asked);
/* The answer, in the story's arena. */
struct aggregate story_answer(struct story *story, const struct question *question);
/* Asks and reads one cell. */
int64_t story_count(struct story *story, const char *asked, uint16_t measure, uint64_t code);

/* S(facts, tick) of one rule (NULL: of all) for a child, in words: "SEVERITY HARM TRIGGER
 * OCCURRED", then " standing" where the condition still holds; the harm left out where there is
 * none, the rule in front where all are listed; joined by "; ". */
const char *story_indications(struct story *story, const char *child, const char *rule,
                              const char *tick);

/* Tables of stories: what was told, what is asked, and which cells must come out. */
struct story_cell {
    uint16_t measure;
    int64_t want;
    uint64_t code;
};
enum { STORY_CELLS = 10 };
struct story_case {
    const char *name, *told, *asked;
    struct story_cell cells[STORY_CELLS]; /* up to the first of measure 0 */
};
/* False when something differs: story->said then names the case and the first difference. */
bool story_holds(struct story *story, const struct story_case *row);

#endif
