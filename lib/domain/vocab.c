/* vocab: the tables of codes.md. The order is public within a build only: nothing that leaves the
 * program carries a number of a code, so codes may be added anywhere but never taken away.
 */
#include "domain/vocab.h"

#include <assert.h>
#include <string.h>

/* Codes that this file itself speaks of; the rows below take their places from these names. */
enum {
    ISSUE_GANG = 28,
    ISSUE_CSE_CONCERN = 29,
    ISSUE_CCE_CONCERN = 30,
    ISSUE_TRAFFICKING_CONCERN = 31,
    ISSUE_DEBT = 33,
    ISSUE_DECLINED_TO_SAY = 35,
    ISSUE_NOT_KNOWN = 36,
    ISSUE_COUNT = 37
};
enum {
    SUFFERED_NONE_DISCLOSED = 1,
    SUFFERED_SEXUAL = 3,
    SUFFERED_EXPLOITATION_SEXUAL = 4,
    SUFFERED_EXPLOITATION_CRIMINAL = 5,
    SUFFERED_NOT_KNOWN = 9,
    SUFFERED_COUNT = 9
};
enum { REASON_LAST_DECLINED = 4, REASON_OTHER = 12 }; /* not-offered codes in between */

static const struct vocab_code episode_kinds[] = {
    [KIND_MISSING] = {.name = "missing", .label = "Missing"},
    [KIND_AWAY] = {.name = "away", .label = "Away without authorisation"},
};

static const struct vocab_code precisions[] = {
    [PRECISION_MINUTE] = {.name = "minute", .label = "To the minute"},
    [PRECISION_DAY] = {.name = "day", .label = "Dates only"},
};

static const struct vocab_code statuses[] = {
    [STATUS_HOME] = {.name = "home", .label = "Living at home"},
    [STATUS_LOOKED_AFTER] = {.name = "looked_after", .label = "Looked after"},
    [STATUS_CARE_LEAVER] = {.name = "care_leaver", .label = "Care leaver"},
};

static const struct vocab_code sexes[] = {
    [SEX_FEMALE] = {.name = "female", .label = "Female"},
    [SEX_MALE] = {.name = "male", .label = "Male"},
    [SEX_OTHER] = {.name = "other", .label = "Other"},
    [SEX_NOT_RECORDED] = {.name = "not_recorded", .label = "Not recorded"},
};

static const struct vocab_code ethnicities[] = {
    {0},
    {.name = "WBRI", .label = "White British"},
    {.name = "WIRI", .label = "White Irish"},
    {.name = "WIRT", .label = "Traveller of Irish heritage"},
    {.name = "WROM", .label = "Gypsy or Roma"},
    {.name = "WOTH", .label = "Any other White background"},
    {.name = "MWBC", .label = "White and Black Caribbean"},
    {.name = "MWBA", .label = "White and Black African"},
    {.name = "MWAS", .label = "White and Asian"},
    {.name = "MOTH", .label = "Any other mixed background"},
    {.name = "AIND", .label = "Indian"},
    {.name = "APKN", .label = "Pakistani"},
    {.name = "ABAN", .label = "Bangladeshi"},
    {.name = "AOTH", .label = "Any other Asian background"},
    {.name = "BCRB", .label = "Caribbean"},
    {.name = "BAFR", .label = "African"},
    {.name = "BOTH", .label = "Any other Black background"},
    {.name = "CHNE", .label = "Chinese"},
    {.name = "OOTH", .label = "Any other ethnic group"},
    {.name = "REFU", .label = "Refused"},
    {.name = "NOBT", .label = "Not yet obtained"},
};

static const struct vocab_code places[] = {
    {0},
    {.name = "home", .label = "Home"},
    {.name = "foster", .label = "Foster placement"},
    {.name = "childrens_home", .label = "Children's home"},
    {.name = "secure", .label = "Secure unit"},
    {.name = "semi_independent", .label = "Semi-independent living"},
    {.name = "residential_school", .label = "Residential school"},
    {.name = "hospital", .label = "Hospital"},
    {.name = "school", .label = "School"},
    {.name = "other", .label = "Other"},
    {.name = "not_recorded", .label = "Not recorded"},
};

static const struct vocab_code police_risks[] = {
    [POLICE_RISK_NONE_APPARENT] = {.name = "none_apparent", .label = "No apparent risk"},
    [POLICE_RISK_LOW] = {.name = "low", .label = "Low"},
    [POLICE_RISK_MEDIUM] = {.name = "medium", .label = "Medium"},
    [POLICE_RISK_HIGH] = {.name = "high", .label = "High"},
    [POLICE_RISK_NOT_RECORDED] = {.name = "not_recorded", .label = "Not recorded"},
};

static const struct vocab_code returners[] = {
    {0},
    {.name = "own_accord", .label = "Of their own accord"},
    {.name = "police", .label = "Police"},
    {.name = "carer", .label = "Carer"},
    {.name = "professional", .label = "Another professional"},
    {.name = "other", .label = "Other"},
    {.name = "not_recorded", .label = "Not recorded"},
};

static const struct vocab_code disabilities[] = {
    {0},
    {.name = "yes", .label = "Yes"},
    {.name = "no", .label = "No"},
    {.name = "not_recorded", .label = "Not recorded"},
};

static const struct vocab_code markers[] = {
    {0},
    {.name = "child_protection_plan", .label = "Child protection plan"},
    {.name = "missing_education", .label = "Missing education"},
    {.name = "home_educated", .label = "Educated at home"},
    {.name = "gang_known", .label = "Known gang association"},
    {.name = "nrm_referred", .label = "Referred to the National Referral Mechanism"},
    {.name = "philomena_held", .label = "Philomena form held"},
    {.name = "education_health_care_plan", .label = "Education, health and care plan"},
};

static const struct vocab_code outcomes[] = {
    [OUTCOME_PENDING] = {.name = "pending", .label = "Pending"},
    [OUTCOME_COMPLETED] = {.name = "completed", .label = "Completed"},
    [OUTCOME_DECLINED] = {.name = "declined", .label = "Declined"},
    [OUTCOME_REFUSED_ON_ARRIVAL] = {.name = "refused_on_arrival", .label = "Refused on arrival"},
    [OUTCOME_NOT_PRESENT] = {.name = "not_present", .label = "Child not present"},
    [OUTCOME_NO_REPLY] = {.name = "no_reply", .label = "No reply"},
    [OUTCOME_NOT_OFFERED] = {.name = "not_offered", .label = "Not offered"},
};

static const struct vocab_code reasons[] = {
    {0},
    {.name = "did_not_see_need", .label = "Did not see the need"},
    {.name = "does_not_trust_services", .label = "Does not trust services"},
    {.name = "too_many_professionals", .label = "Too many professionals"},
    [REASON_LAST_DECLINED] = {.name = "no_reason_given", .label = "No reason given"},
    {.name = "missing_again", .label = "Missing again"},
    {.name = "unable_to_contact", .label = "Unable to contact"},
    {.name = "placed_out_of_area", .label = "Placed out of area"},
    {.name = "not_in_local_policy", .label = "Not in local policy"},
    {.name = "in_custody", .label = "In custody"},
    {.name = "in_hospital", .label = "In hospital"},
    {.name = "turned_18", .label = "Turned 18"},
    [REASON_OTHER] = {.name = "other", .label = "Other"},
};

static const struct vocab_code roles[] = {
    {0},
    {.name = "return_interview_worker", .label = "Return interview worker"},
    {.name = "missing_coordinator", .label = "Missing coordinator"},
    {.name = "social_worker", .label = "Social worker"},
    {.name = "residential_worker", .label = "Residential worker"},
    {.name = "foster_carer", .label = "Foster carer"},
    {.name = "youth_worker", .label = "Youth worker"},
    {.name = "voluntary_sector", .label = "Voluntary sector"},
    {.name = "police_officer", .label = "Police officer"},
    {.name = "health_professional", .label = "Health professional"},
    {.name = "education_professional", .label = "Education professional"},
    {.name = "panel_chair", .label = "Panel chair"},
    {.name = "team_manager", .label = "Team manager"},
    {.name = "other", .label = "Other"},
};

static const struct vocab_code issues[] = {
    {0},
    {"family_conflict", "Family conflict", "", ISSUE_PUSH},
    {"parental_separation", "Parental separation", "", ISSUE_PUSH},
    {"domestic_abuse", "Domestic abuse at home", "3A 3B 3C", ISSUE_PUSH},
    {"neglect", "Neglect", "16A", ISSUE_PUSH},
    {"emotional_abuse", "Emotional abuse", "17A", ISSUE_PUSH},
    {"physical_abuse", "Physical abuse", "18B 18C", ISSUE_PUSH},
    {"sexual_abuse", "Sexual abuse", "19B 19C", ISSUE_PUSH},
    {"parental_substance_misuse", "Parental drug or alcohol misuse", "1B 2B", ISSUE_PUSH},
    {"parental_mental_health", "Parental mental health", "4B", ISSUE_PUSH},
    {"communication_breakdown", "Breakdown in communication", "", ISSUE_PUSH},
    {"boundaries", "Dispute over rules or free time", "", ISSUE_PUSH},
    {"placement_unhappy", "Unhappy in placement", "", ISSUE_PUSH},
    {"placement_move", "Placement move, made or feared", "", ISSUE_PUSH},
    {"school_problems", "Problems at school, exclusion", "", ISSUE_PUSH},
    {"bullying", "Bullying", "", ISSUE_PUSH},
    {"bereavement", "Bereavement", "", ISSUE_PUSH},
    {"told_to_leave", "Told to leave", "", ISSUE_PUSH},
    {"mental_health", "Child's mental health", "4A", ISSUE_PUSH},
    {"self_harm", "Self-harm", "15A", ISSUE_PUSH},
    {"learning_need", "Learning disability or need", "5A", ISSUE_PUSH},
    {"see_family", "To see family", "", ISSUE_PULL},
    {"see_friends", "To see friends", "", ISSUE_PULL},
    {"relationship", "Boyfriend or girlfriend", "", ISSUE_PULL},
    {"parties", "Parties or gatherings", "", ISSUE_PULL},
    {"alcohol", "Child's alcohol use", "1A", ISSUE_PULL},
    {"drugs", "Child's drug use", "2A", ISSUE_PULL},
    {"antisocial_behaviour", "Anti-social behaviour", "14A", ISSUE_PULL},
    [ISSUE_GANG] = {"gang", "Gang association", "13A", ISSUE_PULL},
    [ISSUE_CSE_CONCERN] = {"cse_concern", "Concern about child sexual exploitation", "11A",
                           ISSUE_PULL},
    [ISSUE_CCE_CONCERN] = {"cce_concern", "Concern about child criminal exploitation, county lines",
                           "24A", ISSUE_PULL},
    [ISSUE_TRAFFICKING_CONCERN] = {"trafficking_concern", "Concern about trafficking", "12A",
                                   ISSUE_PULL},
    {"online_contact", "Contact made online", "", ISSUE_PULL},
    [ISSUE_DEBT] = {"debt", "Debt", "", ISSUE_PULL},
    {"not_missing", "Child does not think they were missing", "", ISSUE_OTHER},
    [ISSUE_DECLINED_TO_SAY] = {"declined_to_say", "Declined to say", "", ISSUE_OTHER},
    [ISSUE_NOT_KNOWN] = {"not_known", "Not known", "", ISSUE_OTHER},
    {"other", "Other", "20", ISSUE_OTHER},
};

static const struct vocab_code issue_sources[] = {
    [ISSUE_SOURCE_CHILD] = {.name = "child", .label = "Child"},
    {.name = "carer", .label = "Carer"},
    {.name = "family", .label = "Family"},
    {.name = "professional", .label = "Professional"},
    {.name = "police", .label = "Police"},
};

static const struct vocab_code confidences[] = {
    {0},
    {.name = "disclosed", .label = "Disclosed"},
    {.name = "observed", .label = "Observed"},
    {.name = "inferred", .label = "Inferred"},
};

static const struct vocab_code harms_suffered[] = {
    [SUFFERED_NONE_DISCLOSED] = {.name = "none_disclosed", .label = "None disclosed"},
    {.name = "physical", .label = "Physical harm"},
    [SUFFERED_SEXUAL] = {.name = "sexual", .label = "Sexual harm"},
    [SUFFERED_EXPLOITATION_SEXUAL] = {.name = "exploitation_sexual",
                                      .label = "Sexual exploitation"},
    [SUFFERED_EXPLOITATION_CRIMINAL] = {.name = "exploitation_criminal",
                                        .label = "Criminal exploitation"},
    {.name = "substance", .label = "Drugs or alcohol"},
    {.name = "self_harm", .label = "Self-harm"},
    {.name = "theft_or_robbery", .label = "Theft or robbery"},
    [SUFFERED_NOT_KNOWN] = {.name = "not_known", .label = "Not known"},
};

static const struct vocab_code interview_actions[] = {
    {0},
    {.name = "strategy_meeting", .label = "Strategy meeting"},
    {.name = "section_47", .label = "Section 47 enquiry"},
    {.name = "nrm_referral", .label = "Referral to the National Referral Mechanism"},
    {.name = "police_intelligence", .label = "Intelligence to police"},
    {.name = "social_care_referral", .label = "Social care referral"},
    {.name = "early_help_referral", .label = "Early help referral"},
    {.name = "health_referral", .label = "Health referral"},
    {.name = "mental_health_referral", .label = "Mental health referral"},
    {.name = "substance_misuse_referral", .label = "Substance misuse referral"},
    {.name = "school_liaison", .label = "Liaison with school"},
    {.name = "safety_plan", .label = "Safety plan"},
    {.name = "placement_review", .label = "Placement review"},
    {.name = "mediation", .label = "Mediation"},
    {.name = "exploitation_assessment", .label = "Exploitation assessment"},
    {.name = "no_further_action", .label = "No further action"},
};

static const struct vocab_code harms[] = {
    [HARM_CSE] = {.name = "cse", .label = "Child sexual exploitation"},
    [HARM_CCE] = {.name = "cce", .label = "Child criminal exploitation"},
};

static const struct vocab_code whens[] = {
    [WHEN_LIFETIME] = {.name = "lifetime", .label = "At some time in life"},
    [WHEN_CURRENT] = {.name = "current", .label = "Current"},
    [WHEN_PAST] = {.name = "past", .label = "Past"},
    [WHEN_BOTH] = {.name = "both", .label = "Past and current"},
};

static const struct vocab_code harm_statuses[] = {
    [HARM_STATUS_NONE_KNOWN] = {.name = "none_known", .label = "None known"},
    [HARM_STATUS_SUSPECTED] = {.name = "suspected", .label = "Suspected"},
    [HARM_STATUS_KNOWN] = {.name = "known", .label = "Known"},
};

static const struct vocab_code models[] = {
    {0},
    {.name = "online", .label = "Online"},
    {.name = "peer_on_peer", .label = "Peer on peer"},
    {.name = "boyfriend_girlfriend", .label = "Boyfriend or girlfriend"},
    {.name = "befriending_grooming", .label = "Befriending and grooming"},
    {.name = "party", .label = "Party"},
    {.name = "position_of_trust", .label = "Position of trust"},
    {.name = "organised_network", .label = "Organised network"},
    {.name = "gang", .label = "Gang"},
    {.name = "lone_offender", .label = "Lone offender"},
    {.name = "street_grooming", .label = "Street grooming"},
    {.name = "county_lines", .label = "County lines"},
    {.name = "other", .label = "Other"},
    {.name = "not_known", .label = "Not known"},
};

static const struct vocab_code levels[] = {
    [LEVEL_NONE] = {.name = "none", .label = "None"},
    [LEVEL_LOW] = {.name = "low", .label = "Low"},
    [LEVEL_MEDIUM] = {.name = "medium", .label = "Medium"},
    [LEVEL_HIGH] = {.name = "high", .label = "High"},
};

static const struct vocab_code rationales[] = {
    {0},
    {.name = "evidence_of_harm", .label = "Evidence of harm"},
    {.name = "pattern_of_missing", .label = "Pattern of going missing"},
    {.name = "new_information", .label = "New information"},
    {.name = "risk_reduced_with_evidence", .label = "Risk reduced, with evidence"},
    {.name = "safety_plan_working", .label = "Safety plan is working"},
    {.name = "moved_area", .label = "Moved area"},
    {.name = "turned_18", .label = "Turned 18"},
    {.name = "no_longer_at_risk", .label = "No longer at risk"},
    {.name = "differs_from_score", .label = "Differs from the score"},
    {.name = "other", .label = "Other"},
};

#define LIST(name, codes)                                                                          \
    {                                                                                              \
        (name), (codes), (uint8_t)(sizeof(codes) / sizeof((codes)[0]) - 1)                         \
    }

static const struct vocab lists[VOCAB_LIST_COUNT] = {
    [VOCAB_EPISODE_KIND] = LIST("episode_kind", episode_kinds),
    [VOCAB_PRECISION] = LIST("precision", precisions),
    [VOCAB_STATUS] = LIST("status", statuses),
    [VOCAB_SEX] = LIST("sex", sexes),
    [VOCAB_ETHNICITY] = LIST("ethnicity", ethnicities),
    [VOCAB_PLACE] = LIST("place", places),
    [VOCAB_POLICE_RISK] = LIST("police_risk", police_risks),
    [VOCAB_RETURNED_BY] = LIST("returned_by", returners),
    [VOCAB_DISABILITY] = LIST("disability", disabilities),
    [VOCAB_MARKER] = LIST("marker", markers),
    [VOCAB_OUTCOME] = LIST("outcome", outcomes),
    [VOCAB_REASON] = LIST("reason", reasons),
    [VOCAB_ROLE] = LIST("role", roles),
    [VOCAB_ISSUE] = LIST("issue", issues),
    [VOCAB_ISSUE_SOURCE] = LIST("issue_source", issue_sources),
    [VOCAB_CONFIDENCE] = LIST("confidence", confidences),
    [VOCAB_HARM_SUFFERED] = LIST("harm_suffered", harms_suffered),
    [VOCAB_INTERVIEW_ACTION] = LIST("interview_action", interview_actions),
    [VOCAB_HARM] = LIST("harm", harms),
    [VOCAB_WHEN] = LIST("when", whens),
    [VOCAB_HARM_STATUS] = LIST("harm_status", harm_statuses),
    [VOCAB_MODEL] = LIST("model", models),
    [VOCAB_LEVEL] = LIST("level", levels),
    [VOCAB_RATIONALE] = LIST("rationale", rationales),
};

_Static_assert(sizeof issues / sizeof issues[0] == ISSUE_COUNT + 1, "an issue moved");
_Static_assert(sizeof reasons / sizeof reasons[0] == REASON_OTHER + 1, "`other` is not last");

const struct vocab *vocab_of(enum vocab_list list)
{
    assert(list < VOCAB_LIST_COUNT);
    return &lists[list];
}

uint8_t vocab_find(enum vocab_list list, struct slice name)
{
    const struct vocab *vocab = vocab_of(list);
    for (unsigned code = 1; name.size > 0 && code <= vocab->count; code++) {
        const char *known = vocab->codes[code].name;
        if (known[0] == name.at[0] && strlen(known) == name.size &&
            memcmp(known, name.at, name.size) == 0) {
            return (uint8_t)code;
        }
    }
    return 0;
}

const char *vocab_name(enum vocab_list list, uint8_t code)
{
    assert(code > 0);
    assert(code <= vocab_of(list)->count);
    return lists[list].codes[code].name;
}

const char *vocab_label(enum vocab_list list, uint8_t code)
{
    assert(code > 0);
    assert(code <= vocab_of(list)->count);
    return lists[list].codes[code].label;
}

unsigned vocab_reason_use(uint8_t reason)
{
    assert(reason > 0);
    assert(reason <= REASON_OTHER);
    if (reason == REASON_OTHER) {
        return REASON_DECLINED | REASON_NOT_OFFERED;
    }
    return reason <= REASON_LAST_DECLINED ? REASON_DECLINED : REASON_NOT_OFFERED;
}

bool vocab_reason_fits(uint8_t outcome, uint8_t reason)
{
    unsigned use = vocab_reason_use(reason);
    switch (outcome) {
    case OUTCOME_DECLINED:
    case OUTCOME_REFUSED_ON_ARRIVAL:
        return (use & REASON_DECLINED) != 0;
    case OUTCOME_NOT_OFFERED:
        return (use & REASON_NOT_OFFERED) != 0;
    default:
        return true;
    }
}

uint64_t vocab_exploitation_issues(uint8_t harm)
{
    assert(harm == HARM_CSE || harm == HARM_CCE);
    return harm == HARM_CSE ? CODE_BIT(ISSUE_CSE_CONCERN) | CODE_BIT(ISSUE_TRAFFICKING_CONCERN)
                            : CODE_BIT(ISSUE_CCE_CONCERN) | CODE_BIT(ISSUE_GANG) |
                                  CODE_BIT(ISSUE_DEBT) | CODE_BIT(ISSUE_TRAFFICKING_CONCERN);
}

uint64_t vocab_exploitation_harms(uint8_t harm)
{
    assert(harm == HARM_CSE || harm == HARM_CCE);
    return harm == HARM_CSE ? CODE_BIT(SUFFERED_SEXUAL) | CODE_BIT(SUFFERED_EXPLOITATION_SEXUAL)
                            : CODE_BIT(SUFFERED_EXPLOITATION_CRIMINAL);
}

uint64_t vocab_telling_issues(void)
{
    return (CODE_BIT(ISSUE_COUNT + 1) - 1) & ~CODE_BIT(ISSUE_NOT_KNOWN) &
           ~CODE_BIT(ISSUE_DECLINED_TO_SAY);
}

uint64_t vocab_telling_harms(void)
{
    return (CODE_BIT(SUFFERED_COUNT + 1) - 1) & ~CODE_BIT(SUFFERED_NONE_DISCLOSED) &
           ~CODE_BIT(SUFFERED_NOT_KNOWN);
}
