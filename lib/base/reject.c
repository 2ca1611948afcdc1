/* reject: the public codes for records that cannot be used; see base/reject.h. */
#include "base/reject.h"

#include <assert.h>
#include <stddef.h>

#define ONE_RECORD "All other records. This one is kept as it came, counted, and shown by code."

static const struct reject_row rows[REJECT_CODE_COUNT] = {
    [REJECT_ROUTE] =
        {"ROUTE",
         "The record came under a key, topic or partition that is not its own: no key, a key that "
         "is no id or not the record's child, a schema of another topic, a partition other than "
         "murmur2 gives, or a key made with another key id than the log's.",
         "Send it to the topic of its schema, keyed by its child, with Java's murmur2 partitioner "
         "and the log's own key file.",
         "All other records. Nothing was counted for the child it claims to be about."},
    [REJECT_EMPTY] = {"EMPTY", "The value has no bytes, or the line is blank.",
                      "Remove the blank line, or find out why the sender sent nothing.",
                      ONE_RECORD},
    [REJECT_SIZE] = {"SIZE",
                     "Too large: the value is over 65,536 bytes, an array over 1,000 items, a "
                     "string over 4,096 bytes or an object over 64 keys.",
                     "Look for what does not belong into the record and send it without; split "
                     "what is really more than one fact.",
                     ONE_RECORD},
    [REJECT_ENC] = {"ENC", "The value begins with a byte order mark, or is not UTF-8 but UTF-16.",
                    "Write UTF-8 without a byte order mark.", ONE_RECORD},
    [REJECT_UTF8] = {"UTF8", "The value is not valid UTF-8.",
                     "Convert the source to UTF-8 (it is often Latin-1 or Windows-1252).",
                     ONE_RECORD},
    [REJECT_DEPTH] = {"DEPTH", "Objects and arrays are nested more than 16 deep.",
                      "Send the record as its schema has it; no record needs more than 3.",
                      ONE_RECORD},
    [REJECT_JSON_SYNTAX] = {"JSON_SYNTAX",
                            "The value is not one JSON object: malformed, cut short, followed by "
                            "something else, or another kind of value.",
                            "Mend the writer; the byte position says where reading stopped.",
                            ONE_RECORD},
    [REJECT_JSON_DUPLICATE_KEY] = {"JSON_DUPLICATE_KEY",
                                   "An object has the same key twice, so what it says depends on "
                                   "the reader.",
                                   "Mend the writer to write each key once.", ONE_RECORD},
    [REJECT_NUM] = {"NUM", "A number is outside the signed 64-bit range or is not finite.",
                    "Send a whole number within the limits of its field.", ONE_RECORD},
    [REJECT_TYPE] = {"TYPE",
                     "A number is not a whole number: it has a fraction or an exponent, or is "
                     "minus zero.",
                     "Write whole numbers without a point: 1, not 1.0.", ONE_RECORD},
    [REJECT_SCHEMA] = {"SCHEMA",
                       "The schema is unknown, or a field is missing, of the wrong type, not of "
                       "its pattern, out of its range, or a list too long.",
                       "Compare the field the pointer names with the record's schema.", ONE_RECORD},
    [REJECT_CODE_UNKNOWN] = {"CODE_UNKNOWN",
                             "A field has a code that its list does not have. It is never taken "
                             "for a known one.",
                             "Map the source's code to one of the list, or ask for the list to be "
                             "extended.",
                             ONE_RECORD},
    [REJECT_TIME_NOOFFSET] = {"TIME_NOOFFSET",
                              "A time has no offset from UTC, so in October it could be either of "
                              "two hours.",
                              "Write the offset: Z for UTC, +01:00 for British Summer Time.",
                              ONE_RECORD},
    [REJECT_TIME] = {"TIME",
                     "A time or date is impossible, wrongly written, before 1990 or after 2099, "
                     "more than 24 hours after the record itself was made, or, where only dates "
                     "are known, not a London midnight.",
                     "Correct the time in the source, or the clock of the machine that recorded "
                     "it.",
                     ONE_RECORD},
    [REJECT_ORDER] = {"ORDER", "The child was found or returned before going missing.",
                      "Correct the times in the source; check them for a wrong offset or swapped "
                      "day and month.",
                      ONE_RECORD},
    [REJECT_STATUS] = {"STATUS",
                       "Two fields contradict each other: `away` for a child who is not looked "
                       "after, or `completed_at` without the outcome `completed`, or the reverse.",
                       "Correct whichever of the two is wrong in the source.", ONE_RECORD},
    [REJECT_AGE] = {"AGE",
                    "The person was 18 or older when the episode began; this system is for "
                    "children.",
                    "Check the month of birth; leave the record out if it is right.", ONE_RECORD},
    [REJECT_REVISION_CONFLICT] = {"REVISION_CONFLICT",
                                  "Another record of the same fact and revision says something "
                                  "else.",
                                  "Send what is right under the next revision number.",
                                  "The record that came first stands, and all other records."},
};

const struct reject_row *reject_row(enum reject_code code)
{
    assert(code > REJECT_NONE);
    assert(code < REJECT_CODE_COUNT);
    return &rows[code];
}

/* REJECT_NONE is left out: a rejection without a code must not close the accounting. */
uint64_t accounting_rejected(const struct accounting *accounting)
{
    uint64_t sum = 0;
    for (int code = REJECT_NONE + 1; code < REJECT_CODE_COUNT; code++) {
        sum += accounting->rejected[code];
    }
    return sum;
}

bool accounting_closes(const struct accounting *accounting)
{
    return accounting->read == accounting->accepted + accounting->duplicate +
                                   accounting_rejected(accounting) + accounting->tombstone +
                                   accounting->erased;
}

void accounting_add(struct accounting *into, const struct accounting *add)
{
    into->read += add->read;
    into->accepted += add->accepted;
    into->duplicate += add->duplicate;
    into->tombstone += add->tombstone;
    into->erased += add->erased;
    into->unknown_fields += add->unknown_fields;
    for (int code = 0; code < REJECT_CODE_COUNT; code++) {
        into->rejected[code] += add->rejected[code];
    }
}
