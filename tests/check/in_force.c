/* in_force: preloaded into a program so that it runs in the locale of its environment.
 *
 * Our programs never choose a locale, so LC_ALL alone would change nothing and prove nothing. This
 * chooses it for them before main(), and stops the program when the locale is not there.
 */
#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

__attribute__((constructor)) static void choose_locale(void)
{
    const char *wanted = getenv("HOMEWARD_DECIMAL_POINT");
    if (setlocale(LC_ALL, "") == NULL || wanted == NULL ||
        strcmp(nl_langinfo(RADIXCHAR), wanted) != 0) {
        abort();
    }
}
