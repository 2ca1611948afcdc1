/* analyzer: what clang's analyzer cannot see from one file: err_set() and err_wrap() return false.
 *
 * Put in front of every source by tests/check/tidy.sh (but not of err.c, which defines them), and
 * never compiled. Without it every path behind a failed call looks as if it went on.
 */
#ifndef CHECK_ANALYZER_H
#define CHECK_ANALYZER_H

#include "base/err.h"

#define err_set(...) ((void)err_set(__VA_ARGS__), false)
#define err_wrap(...) ((void)err_wrap(__VA_ARGS__), false)

#endif
