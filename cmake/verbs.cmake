# verbs: the few words that build everything: add_room, add_program, add_unit, add_fuzz, add_bench.
#
# Sources are found by name, so a new file needs no change here:
#   lib/<room>/*.c                  the room
#   <program>/main.c, run*.c        the program's shell
#   <program>/<anything else>.c     its pure core, also a library (county_core) that tests can link
# A room or program without sources is left out with a note, and so is what needs it.

set(HOMEWARD_PURE_ROOMS base domain stats codec flow report)
# Every test is run by this: nothing in its caller's environment may change it.
set(HOMEWARD_LAUNCH "${CMAKE_SOURCE_DIR}/tests/check/launch.sh")
set(HOMEWARD_SANITIZER_WORDS "LeakSanitizer;AddressSanitizer;runtime error:")

# Link `target` with those of the names that exist.
function(link_existing target)
    foreach(name IN LISTS ARGN)
        if(TARGET ${name})
            get_target_property(kind ${name} TYPE)
            if(NOT kind STREQUAL "EXECUTABLE")
                target_link_libraries(${target} PUBLIC ${name})
            endif()
        endif()
    endforeach()
endfunction()

# add_room(NAME USES room-or-package... [SOURCE_LEVEL _GNU_SOURCE])
function(add_room name)
    cmake_parse_arguments(room "" "SOURCE_LEVEL" "USES" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/lib/${name}/*.c")
    if(NOT sources)
        message(STATUS "room ${name}: no sources yet, left out")
        return()
    endif()
    if(NOT room_SOURCE_LEVEL)
        set(room_SOURCE_LEVEL "_POSIX_C_SOURCE=200809L")
    endif()
    add_library(${name} STATIC ${sources})
    target_include_directories(${name} PUBLIC "${CMAKE_SOURCE_DIR}/include")
    target_compile_definitions(${name} PRIVATE ${room_SOURCE_LEVEL})
    link_existing(${name} ${room_USES})
    set_property(GLOBAL APPEND PROPERTY HOMEWARD_ROOMS ${name})
endfunction()

# add_program(NAME FOLDER USES room...); base is always among them.
function(add_program name folder)
    cmake_parse_arguments(program "" "" "USES" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/*.c")
    file(GLOB outer CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/main.c"
                                      "${CMAKE_SOURCE_DIR}/${folder}/run*.c")
    set(core ${sources})
    if(outer)
        list(REMOVE_ITEM core ${outer})
    endif()
    get_filename_component(short ${folder} NAME)

    if(core)
        add_library(${short}_core STATIC ${core})
        target_include_directories(${short}_core PUBLIC "${CMAKE_SOURCE_DIR}/include"
                                   "${CMAKE_SOURCE_DIR}/${folder}")
        target_compile_definitions(${short}_core PRIVATE _POSIX_C_SOURCE=200809L)
        foreach(room IN LISTS program_USES)
            if(room IN_LIST HOMEWARD_PURE_ROOMS)
                link_existing(${short}_core ${room})
            endif()
        endforeach()
        link_existing(${short}_core base)
        set_property(GLOBAL APPEND PROPERTY HOMEWARD_CORES ${short}_core)
    endif()

    if(NOT "${CMAKE_SOURCE_DIR}/${folder}/main.c" IN_LIST outer)
        message(STATUS "program ${name}: no main.c yet, left out")
        return()
    endif()
    add_executable(${name} ${outer})
    target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}/include"
                               "${CMAKE_SOURCE_DIR}/${folder}")
    target_compile_definitions(${name} PRIVATE _GNU_SOURCE)
    link_existing(${name} ${short}_core ${program_USES} base)
    set_property(GLOBAL APPEND PROPERTY HOMEWARD_PROGRAMS ${name})
endfunction()

# What every test has in common. Criterion returns 0 when a leak is found at exit: read the output.
function(homeward_test name label)
    set_tests_properties(${name} PROPERTIES LABELS ${label} TIMEOUT 600 SKIP_RETURN_CODE 77
        FAIL_REGULAR_EXPRESSION "${HOMEWARD_SANITIZER_WORDS}")
endfunction()

# A test program outside bin/, where only the programs for people are.
function(add_test_program name)
    add_executable(${name} ${ARGN})
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}/include"
                               "${CMAKE_SOURCE_DIR}/tests")
    target_compile_definitions(${name} PRIVATE _GNU_SOURCE
        "HOMEWARD_SOURCE_DIR=\"${CMAKE_SOURCE_DIR}\"" "HOMEWARD_BIN_DIR=\"${CMAKE_BINARY_DIR}/bin\"")
endfunction()

# add_unit(NAME SOURCES file... USES room... [LABEL label]): one Criterion program, run from the
# source folder so that tests/golden/... and schemas/... can be named as they are.
function(add_unit name)
    cmake_parse_arguments(unit "" "LABEL" "SOURCES;USES" ${ARGN})
    if(NOT unit_LABEL)
        set(unit_LABEL unit)
    endif()
    add_test_program(${name} ${unit_SOURCES})
    link_existing(${name} ${unit_USES})
    target_link_libraries(${name} PRIVATE "${CRITERION_LIBRARY}" m)
    add_test(NAME ${name} COMMAND ${HOMEWARD_LAUNCH} "$<TARGET_FILE:${name}>"
             WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
    homeward_test(${name} ${unit_LABEL})
endfunction()

# add_fuzz(NAME SOURCE USES room...): tests/fuzz/fuzz_x.c becomes the fuzzer fuzz_x in the fuzz
# build; in the others replay_x runs every file of tests/fuzz/corpus/x through it.
function(add_fuzz name source)
    cmake_parse_arguments(fuzz "" "" "USES" ${ARGN})
    if(HOMEWARD_KIND STREQUAL "fuzz")
        add_test_program(fuzz_${name} ${source})
        target_compile_options(fuzz_${name} PRIVATE -Wno-missing-prototypes)
        target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
        link_existing(fuzz_${name} ${fuzz_USES})
        return()
    endif()
    add_test_program(replay_${name} ${source} "${CMAKE_SOURCE_DIR}/tests/fuzz/replay.c")
    target_compile_options(replay_${name} PRIVATE -Wno-missing-prototypes)
    link_existing(replay_${name} ${fuzz_USES})
    add_test(NAME replay_${name}
             COMMAND ${HOMEWARD_LAUNCH} "$<TARGET_FILE:replay_${name}>"
                     "${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name}")
    homeward_test(replay_${name} fuzz)
endfunction()

# add_bench(NAME SOURCE USES room...): built with everything, run by hand.
function(add_bench name source)
    cmake_parse_arguments(bench "" "" "USES" ${ARGN})
    add_test_program(bench_${name} ${source})
    link_existing(bench_${name} ${bench_USES})
endfunction()
