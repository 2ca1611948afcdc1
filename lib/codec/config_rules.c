/* config: rules.json, the windows and severities of the indications (see codec/config.h). */
#include <assert.h>
#include <stddef.h>

#include "base/instant.h"
#include "codec/config.h"
#include "codec/settings.h"

enum { WINDOW_DIGITS_MAX = 4 };

/* "72h" or "30d": one to four digits, not starting with 0, and the unit. */
static bool window_seconds(struct slice text, int64_t *out)
{
    if (text.size < 2 || text.size > WINDOW_DIGITS_MAX + 1 || text.at[0] == '0') {
        return false;
    }
    char unit = text.at[text.size - 1];
    if (unit != 'h' && unit != 'd') {
        return false;
    }
    int64_t number = 0;
    for (size_t i = 0; i + 1 < text.size; i++) {
        if (text.at[i] < '0' || text.at[i] > '9') {
            return false;
        }
        number = number * 10 + (text.at[i] - '0');
    }
    *out = number * (unit == 'h' ? SECONDS_HOUR : SECONDS_DAY);
    return true;
}

static bool read_window(const struct place *place, void *out)
{
    struct rule_setting *setting = out;
    if (setting->window_s == 0) {
        return place_error(place, "this rule has no window");
    }
    struct slice text;
    if (!settings_text(place, &text) || !window_seconds(text, &setting->window_s)) {
        return place_error(
            place, "\"window\" must be hours or days such as \"72h\" or \"30d\", 1 to 9999");
    }
    return true;
}

static bool read_severity(const struct place *place, void *out)
{
    static const char *const names[] = {
        [SEVERITY_REASON] = "reason", [SEVERITY_MEDIUM] = "medium", [SEVERITY_HIGH] = "high"};
    struct rule_setting *setting = out;
    struct slice text;
    if (settings_text(place, &text)) {
        for (uint8_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            if (slice_is(text, names[i])) {
                setting->severity = i;
                return true;
            }
        }
    }
    return place_error(place, "\"severity\" must be reason, medium or high");
}

static bool read_rule(const struct place *place, void *out)
{
    static const struct setting settings[] = {
        {.name = "on", .type = SETTING_FLAG, .offset = offsetof(struct rule_setting, on)},
        {.name = "severity", .type = SETTING_OWN, .read = read_severity},
        {.name = "window", .type = SETTING_OWN, .read = read_window},
    };
    return settings_object(place, settings, sizeof settings / sizeof settings[0], out);
}

static bool read_each(const struct place *place, void *out)
{
    struct setting settings[RULE_COUNT];
    for (int i = 0; i < RULE_COUNT; i++) {
        settings[i] = (struct setting){.name = rule_row((enum rule_id)i)->id,
                                       .type = SETTING_OWN,
                                       .read = read_rule,
                                       .offset = (size_t)i * sizeof(struct rule_setting)};
    }
    return settings_object(place, settings, RULE_COUNT, out);
}

static bool read_rules(const struct place *place, void *out)
{
    static const struct setting settings[] = {
        {.name = "schema", .type = SETTING_SCHEMA, .required = true, .expects = "homeward.rules/1"},
        {.name = "rules",
         .type = SETTING_OWN,
         .required = true,
         .offset = offsetof(struct rules, rule),
         .read = read_each},
    };
    return settings_object(place, settings, sizeof settings / sizeof settings[0], out);
}

bool rules_read(struct slice bytes, const char *name, struct rules *out, struct err *err)
{
    assert(name != NULL);
    struct settings_file file = {.bytes = bytes, .name = name, .err = err};
    struct rules made = rules_default();
    if (!settings_load(&file, read_rules, &made)) {
        return false;
    }
    *out = made;
    return true;
}
