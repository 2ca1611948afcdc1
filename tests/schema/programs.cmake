# What the decoder and the readers of configuration say, for tests/end_to_end/schemas.sh.
foreach(program verdicts tables configs)
    add_test_program(schema-${program} "${CMAKE_CURRENT_LIST_DIR}/${program}.c")
    link_existing(schema-${program} codec crypt domain base)
endforeach()
