/* fault: see fault.h. The kinds are those of bytes, JSON, time and domain that a single record can
 * have; what spoils it is put where `find` stands for the first time. */
#include "fault.h"

#include <assert.h>
#include <string.h>

#include "plan.h"

enum fault_form {
    FAULT_INSERT, /* `put` in place of `find` */
    FAULT_WHOLE,  /* `put` is the record */
    FAULT_CUT,    /* the second half is lost */
    FAULT_PAD     /* too large, by blanks after `find` */
};

/* A field given anew keeps its old value under the unknown name "was": no duplicate key. */
static const struct fault {
    enum reject_code code;
    enum fault_form form;
    const char *find, *put;
} faults[] = {
    {REJECT_JSON_SYNTAX, FAULT_CUT, "", ""},
    {REJECT_JSON_SYNTAX, FAULT_INSERT, "{\"schema\"", "{schema"},
    {REJECT_JSON_SYNTAX, FAULT_INSERT, "\"source\":\"", "\"source\":\"\\u0000"},
    {REJECT_JSON_SYNTAX, FAULT_INSERT, "\"revision\":", "\"revision\":+"},
    {REJECT_JSON_SYNTAX, FAULT_WHOLE, "", "[1,2,3]"},
    {REJECT_EMPTY, FAULT_WHOLE, "", ""},
    {REJECT_UTF8, FAULT_INSERT, "\"source\":\"", "\"source\":\"\xe9"},
    {REJECT_ENC, FAULT_INSERT, "{\"schema\"", "\xef\xbb\xbf{\"schema\""},
    {REJECT_JSON_DUPLICATE_KEY, FAULT_INSERT, "\"revision\":", "\"revision\":1,\"revision\":"},
    {REJECT_DEPTH, FAULT_INSERT, "{\"schema\"",
     "{\"x\":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]],\"schema\""},
    {REJECT_NUM, FAULT_INSERT, "\"revision\":", "\"revision\":9223372036854775808,\"was\":"},
    {REJECT_TYPE, FAULT_INSERT, "\"revision\":", "\"revision\":1.0,\"was\":"},
    {REJECT_TYPE, FAULT_INSERT, "\"revision\":", "\"revision\":-0,\"was\":"},
    {REJECT_SIZE, FAULT_PAD, "{", ""},
    {REJECT_SCHEMA, FAULT_INSERT, "\"child\":", "\"chyld\":"},
    {REJECT_SCHEMA, FAULT_INSERT, "\"recorded_at\":", "\"recorded_at\":null,\"was\":"},
    {REJECT_SCHEMA, FAULT_INSERT, "\"revision\":", "\"revision\":0,\"was\":"},
    {REJECT_CODE_UNKNOWN, FAULT_INSERT, "\"outcome\":\"", "\"outcome\":\"un"},
    {REJECT_CODE_UNKNOWN, FAULT_INSERT, "\"harm\":\"", "\"harm\":\"un"},
    {REJECT_CODE_UNKNOWN, FAULT_INSERT, "\"status\":\"", "\"status\":\"un"},
    {REJECT_TIME_NOOFFSET, FAULT_INSERT, "\"recorded_at\":\"",
     "\"recorded_at\":\"2016-03-01T12:00:00\",\"was\":\""},
    {REJECT_TIME, FAULT_INSERT, "\"recorded_at\":\"",
     "\"recorded_at\":\"2015-02-29T12:00:00Z\",\"was\":\""},
    {REJECT_TIME, FAULT_INSERT, "\"reported_at\":\"",
     "\"reported_at\":\"2099-12-31T23:00:00Z\",\"was\":\""},
    {REJECT_ORDER, FAULT_INSERT, "\"returned_at\":\"",
     "\"returned_at\":\"1990-01-01T00:00:00Z\",\"was\":\""},
    {REJECT_STATUS, FAULT_INSERT, "\"outcome\":\"completed\"", "\"outcome\":\"pending\""},
    {REJECT_AGE, FAULT_INSERT, "\"born\":\"", "\"born\":\"1950-01\",\"was\":\""},
    {REJECT_REVISION_CONFLICT, FAULT_INSERT, "\"sex\":\"female\"", "\"sex\":\"other\""},
};
enum { FAULTS = sizeof faults / sizeof faults[0], PAD_BYTES = 66000 };

static const uint64_t fault_stream = 0x6661756c74;

int fault_count(void)
{
    return FAULTS;
}

enum reject_code fault_code(int fault)
{
    assert(fault >= 0);
    assert(fault < FAULTS);
    return faults[fault].code;
}

static size_t found(struct slice line, const char *find)
{
    size_t length = strlen(find);
    for (size_t at = 0; at + length <= line.size; at++) {
        if (memcmp(line.at + at, find, length) == 0) {
            return at;
        }
    }
    return line.size;
}

static struct slice part(struct slice line, size_t from, size_t to)
{
    return (struct slice){line.at + from, to - from};
}

static void padded(struct slice line, struct text *out)
{
    text_char(out, '{');
    for (int i = 0; i < PAD_BYTES; i++) {
        text_char(out, ' ');
    }
    text_put(out, part(line, 1, line.size));
}

bool fault_make(int fault, struct slice line, struct text *out)
{
    assert(fault >= 0);
    assert(fault < FAULTS);
    const struct fault *row = &faults[fault];
    size_t at = found(line, row->find);
    switch (row->form) {
    case FAULT_WHOLE:
        text_puts(out, row->put);
        return true;
    case FAULT_CUT:
        text_put(out, part(line, 0, line.size / 2));
        return true;
    case FAULT_PAD:
        padded(line, out);
        return true;
    default:
        if (at == line.size) {
            return false;
        }
        text_put(out, part(line, 0, at));
        text_puts(out, row->put);
        text_put(out, part(line, at + strlen(row->find), line.size));
        return true;
    }
}

int fault_plant(const struct plan *plan, uint64_t number, struct text *text)
{
    struct rng rng = rng_fork(plan->seed ^ fault_stream, number);
    if (plan->faults_per_mille == 0 || !rng_chance(&rng, plan->faults_per_mille)) {
        return 0;
    }
    struct slice line = {text->at, text->size - 1};
    int fault = (int)rng_below(&rng, FAULTS);
    while (!fault_make(fault, line, text)) {
        fault = (fault + 1) % FAULTS; /* the first rows fit every record */
    }
    text_char(text, '\n');
    return 1;
}
