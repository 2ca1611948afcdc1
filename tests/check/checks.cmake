# checks: the rules of the house as tests, each with a twin that shows it fail.
function(add_check name)
    if(ARGN)
        add_test(NAME check_${name} COMMAND ${HOMEWARD_LAUNCH} ${ARGN})
        homeward_test(check_${name} check)
    endif()
    add_test(NAME planted_${name} COMMAND ${HOMEWARD_LAUNCH} "${check}/planted.sh" ${name}
             "${CMAKE_BINARY_DIR}" ${HOMEWARD_KIND})
    homeward_test(planted_${name} check)
endfunction()

set(check "${CMAKE_CURRENT_SOURCE_DIR}/check")
add_check(rooms "${check}/rooms.sh" "${CMAKE_SOURCE_DIR}" "${CMAKE_BINARY_DIR}")
add_check(style "${check}/style.sh")
add_check(purity "${check}/purity.sh" "${CMAKE_BINARY_DIR}" ${HOMEWARD_KIND})
add_check(links "${check}/links.sh" "${CMAKE_BINARY_DIR}")
# Themselves steps of tests/run.sh, over the release build's programs and over all sources.
add_check(locales)
add_check(tidy)
# What runs every test here: shown to take the caller's settings away, and to clear up.
add_check(launch)
