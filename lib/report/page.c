#include "report/page.h"

#define GROUPS(rest)                                                                               \
    {                                                                                              \
        {"All", "interviews." rest}, {"Home and care leavers", "interviews.by.home." rest},        \
            {"Looked after, in area", "interviews.by.looked_after_own_in_area." rest},             \
            {"Looked after, placed out", "interviews.by.looked_after_own_placed_out." rest},       \
        {                                                                                          \
            "Placed here by others*", "interviews.by.placed_here_by_others." rest                  \
        }                                                                                          \
    }

static const struct part parts[] = {
    {PART_QUESTION, .text = "How many children went missing, and who are they?"},
    {PART_MATRIX, .text = "Missing and away, in this period", .names = "Measure", .deep = true,
     .columns = {{"Number", "volume."}}},
    {PART_MATRIX, .text = "How long they were missing", .names = "Time from start to end",
     .columns = {{"Episodes", "duration."}}},
    {PART_MATRIX, .text = "How long, where only dates were recorded", .names = "Dates apart",
     .columns = {{"Episodes", "duration.day_precision."}}},
    {PART_MATRIX, .text = "Age at their first episode of the period", .names = "Age",
     .columns = {{"Children", "people.age."}}},
    {PART_MATRIX, .text = "Sex", .names = "Recorded as", .columns = {{"Children", "people.sex."}}},
    {PART_MATRIX, .text = "Ethnicity", .names = "Ethnicity",
     .columns = {{"Children", "people.ethnicity."}}},
    {PART_MATRIX, .text = "Whose children they are: missing episodes by care and responsibility",
     .names = "Count",
     .columns = {{"Home and care leavers", "split.home."},
                 {"Looked after, in area", "split.looked_after_own_in_area."},
                 {"Looked after, placed out*", "split.looked_after_own_placed_out."},
                 {"Placed here by others", "split.placed_here_by_others."}}},
    {PART_TEXT,
     .text = "* Went missing from another authority's area, so they are not part of the missing "
             "episodes above. The other three groups add up to them."},

    {PART_QUESTION, .text = "Were they listened to? Return home interviews"},
    {PART_TEXT,
     .text = "Missing episodes of children this authority is responsible for, who returned in the "
             "period. Every number counts episodes. Due = completed + declined + overdue, so a "
             "child to whom nothing was offered stays in the count."},
    {PART_MATRIX, .text = "From due to completed", .names = "Interviews", .columns = GROUPS("")},
    {PART_MATRIX, .text = "Hours from return to completion", .names = "Hours",
     .columns = GROUPS("hours_to_completion.")},
    {PART_TEXT,
     .text = "* Other authorities are responsible for these children: they are outside All."},
    {PART_MATRIX, .text = "Why interviews were declined", .names = "Reason",
     .columns = {{"Episodes", "interviews.reasons.declined."}}},
    {PART_MATRIX, .text = "Why interviews were not offered", .names = "Reason",
     .columns = {{"Episodes", "interviews.reasons.not_offered."}}},
    {PART_ELEMENTS, .text = "Harm suffered while missing", .names = "Harm",
     .empty = "No harm was recorded, and none ruled out.", .columns = {{"", "interviews.harms"}}},
    {PART_ELEMENTS, .text = "What followed the interviews", .names = "Action",
     .empty = "No action was recorded.", .columns = {{"", "interviews.actions"}}},

    {PART_QUESTION, .text = "Why did they go missing?"},
    {PART_MATRIX, .text = "How much is known: issues recorded by interviews", .names = "Coverage",
     .columns = {{"Number", "issues.coverage."}}},
    {PART_TEXT,
     .text = "Nothing is known of episodes without an interview. An episode may have several "
             "issues, so their rows add up to more than the total."},
    {PART_ELEMENTS, .text = "Underlying issues, those of most children first", .names = "Issue",
     .empty = "No issue was recorded.", .columns = {{"", "issues.codes"}}},

    {PART_QUESTION, .text = "Where and when?"},
    {PART_ELEMENTS, .text = "Areas they went missing from", .names = "Area",
     .empty = "No area was recorded.", .most = 20, .columns = {{"", "where.from"}}},
    {PART_ELEMENTS, .text = "Areas they were found in", .names = "Area",
     .empty = "No area was recorded.", .most = 20, .columns = {{"", "where.found"}}},
    {PART_ELEMENTS, .text = "Establishments they went missing from (URN)", .names = "URN",
     .empty = "No establishment was recorded.", .most = 20,
     .columns = {{"", "where.establishments"}}},
    {PART_SERIES, .text = "Hour of the day at which episodes began (London time)", .names = "Hour",
     .columns = {{"Episodes", "when.hour#"}}},
    {PART_SERIES, .text = "Day of the week on which episodes began", .names = "Day",
     .columns = {{"Episodes", "when.weekday#"}}},

    {PART_QUESTION, .text = "Who is at risk of exploitation, and who is looking?"},
    {PART_TEXT,
     .text = "Only people decide a level; what is computed here points out, with its evidence, "
             "where somebody should look."},
    {PART_MATRIX, .text = "Levels and reviews, at the end of the period", .names = "Which children",
     .columns = {{"Sexual exploitation", "risk.cse."}, {"Criminal exploitation", "risk.cce."}}},
    {PART_MATRIX, .text = "Exploitation named in an interview: what followed",
     .names = "Which children",
     .columns = {{"Sexual exploitation", "risk.named.cse."},
                 {"Criminal exploitation", "risk.named.cce."}}},
    {PART_MATRIX, .text = "Known harm of the children who went missing, by latest assessment",
     .names = "Which children",
     .columns = {{"Sexual exploitation", "risk.harm_status.cse."},
                 {"Criminal exploitation", "risk.harm_status.cce."}}},
    {PART_MATRIX, .text = "Children who should be looked at again", .names = "Which children",
     .columns = {{"Children", "risk."}}},
    {PART_MATRIX, .text = "Missing three times in 90 days, and not assessed in 180 days",
     .names = "Which children", .columns = {{"Children", "risk.repeat_missing_unassessed."}}},

    {PART_QUESTION, .text = "Can these figures be relied on?"},
    {PART_IDENTITY, .text = "Every record read is accounted for:"},
    {PART_MATRIX, .text = "Records read (the whole input)", .names = "Records",
     .columns = {{"Number", "quality."}}},
    {PART_MATRIX, .text = "Records that could not be used", .names = "Reason",
     .empty = "Every record could be used.", .columns = {{"Records", "quality.rejected."}}},
    {PART_MATRIX, .text = "Oddities in accepted records", .names = "Oddity",
     .columns = {{"Facts", "quality.flags."}}},
    {PART_MATRIX, .text = "Completeness", .names = "Of this period's episodes",
     .columns = {{"Percent", "quality.completeness."}}},
    {PART_SOURCES, .text = "Sources", .names = "Source"},

    {PART_QUESTION, .text = "How was this counted?"},
    {PART_METHOD, .text = NULL},
};

const struct part *page_parts(uint32_t *count)
{
    *count = sizeof parts / sizeof parts[0];
    return parts;
}

bool part_is_small(const struct part *part)
{
    return part->kind == PART_ELEMENTS ||
           (part->kind == PART_MATRIX && part->columns[2].prefix == NULL);
}
