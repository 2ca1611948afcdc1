/* run_say: what the program says at the end, to people and to programs. */
#include <stdio.h>

#include "codec/decode.h"
#include "codec/json.h"
#include "run.h"
#include "shell/log.h"
#include "shell/memory.h"

enum { CLOSING_ROOM = 65536, WORDS_ROOM = 1024 };

void say_closing(const struct work *work)
{
    const struct accounting *accounting = &work->fold.accounting;
    char period[PERIOD_TEXT];
    period_write(&work->question.period, period);
    char as_of[INSTANT_TEXT + 1] = {0};
    instant_write(work->question.as_of, as_of);
    (void)printf("%s, %s, as of %s: %s%s\n", work->settings->authority, period, as_of,
                 work->summary.final ? "final" : "provisional",
                 work->summary.from.synthetic ? ". DEMONSTRATION DATA" : "");
    (void)printf("%lld missing episodes of %lld children; interviews: %lld due, %lld completed, "
                 "%lld of them within 72 hours, %lld overdue\n",
                 (long long)summary_value(&work->summary, "volume.missing.episodes"),
                 (long long)summary_value(&work->summary, "volume.missing.children"),
                 (long long)summary_value(&work->summary, "interviews.due"),
                 (long long)summary_value(&work->summary, "interviews.completed"),
                 (long long)summary_value(&work->summary, "interviews.within_72h"),
                 (long long)summary_value(&work->summary, "interviews.overdue"));
    (void)printf("%llu read = %llu accepted + %llu duplicate + %llu rejected + %llu tombstone + "
                 "%llu erased\n",
                 (unsigned long long)accounting->read, (unsigned long long)accounting->accepted,
                 (unsigned long long)accounting->duplicate,
                 (unsigned long long)accounting_rejected(accounting),
                 (unsigned long long)accounting->tombstone, (unsigned long long)accounting->erased);
    (void)printf("written: %s/summary.html, .json, .csv and manifest.json\n",
                 work->settings->output);
}

void say_closing_json(const struct work *work)
{
    char memory[CLOSING_ROOM];
    struct text text = text_over(memory, sizeof memory);
    struct json_out json = json_to(&text, false);
    char period[PERIOD_TEXT];
    period_write(&work->question.period, period);
    const struct accounting *accounting = &work->fold.accounting;
    const struct {
        const char *key;
        uint64_t count;
    } counts[] = {
        {"read", accounting->read},           {"accepted", accounting->accepted},
        {"duplicate", accounting->duplicate}, {"rejected", accounting_rejected(accounting)},
        {"tombstone", accounting->tombstone}, {"erased", accounting->erased},
    };
    json_begin_object(&json);
    json_key(&json, "authority");
    json_text(&json, work->settings->authority);
    json_key(&json, "period");
    json_text(&json, period);
    json_key(&json, "as_of");
    json_instant(&json, work->question.as_of);
    json_key(&json, "final");
    json_bool(&json, work->summary.final);
    json_key(&json, "synthetic");
    json_bool(&json, work->summary.from.synthetic);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        json_key(&json, counts[i].key);
        json_int(&json, (int64_t)counts[i].count);
    }
    json_key(&json, "output");
    json_text(&json, work->settings->output);
    json_end(&json);
    (void)printf("%.*s\n", (int)text.size, text.at);
}

static double seconds(int64_t spent_ns)
{
    return (double)spent_ns / 1e9;
}

static double per_second(uint64_t count, int64_t spent_ns)
{
    return spent_ns > 0 ? (double)count / seconds(spent_ns) : 0;
}

void say_stats(const struct work *work)
{
    const struct fold *fold = &work->fold;
    uint64_t read = fold->accounting.read;
    uint64_t fast = read > 0 ? fold->fast * 10000 / read : 0; /* hundredths of a percent, down */
    (void)fprintf(stderr,
                  "stats: total_s=%.3f total_records_per_s=%.0f fold_s=%.3f "
                  "fold_records_per_s=%.0f hash_s=%.3f answer_s=%.3f write_s=%.3f decoder=%s "
                  "fast_share=%llu.%02llu%% children=%u episodes=%llu "
                  "history_bytes=%zu peak_bytes=%zu\n",
                  seconds(work->total_ns), per_second(read, work->total_ns), seconds(work->fold_ns),
                  per_second(read, work->fold_ns), seconds(work->hash_ns), seconds(work->answer_ns),
                  seconds(work->write_ns), fold->decoder == DECODER_FAST ? "fast" : "jansson",
                  (unsigned long long)fast / 100, (unsigned long long)fast % 100,
                  work->histories->child_count,
                  (unsigned long long)work->histories->fact_count[RECORD_EPISODE],
                  slab_bytes_used(&work->histories->slab), memory_peak());
}

void say_rejected(const struct work *work)
{
    uint64_t rejected = accounting_rejected(&work->fold.accounting);
    if (rejected == 0) {
        return;
    }
    log_warn("%llu of %llu records could not be used; the others are not affected, and each is "
             "counted under `quality`",
             (unsigned long long)rejected, (unsigned long long)work->fold.accounting.read);
    for (uint32_t i = 0; i < work->told_count; i++) {
        const struct told *told = &work->told[i];
        char memory[WORDS_ROOM];
        struct text words = text_over(memory, sizeof memory);
        reject_write(&told->reject, &words);
        log_note("%s:%llu: %.*s", told->path, (unsigned long long)told->line, (int)words.size,
                 words.at);
    }
    if (rejected > work->told_count) {
        const char *list = work->settings->rejects;
        log_note("and %llu more; %s lists them all",
                 (unsigned long long)(rejected - work->told_count),
                 list != NULL ? list : "--rejects FILE");
    }
}
