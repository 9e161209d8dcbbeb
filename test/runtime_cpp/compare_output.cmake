# cmake -DEXPECTED=PROGRAM -DACTUAL=PROGRAM -P compare_output.cmake
# Fails unless both programs succeed and print the same.
foreach(program IN ITEMS EXPECTED ACTUAL)
  execute_process(
    COMMAND "${${program}}"
    OUTPUT_VARIABLE ${program}_OUTPUT
    RESULT_VARIABLE status)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${${program}} failed: ${status}")
  endif()
endforeach()
string(LENGTH "${EXPECTED_OUTPUT}" length)
if(length EQUAL 0)
  message(FATAL_ERROR "${EXPECTED} printed nothing")
endif()
if(NOT EXPECTED_OUTPUT STREQUAL ACTUAL_OUTPUT)
  message(FATAL_ERROR "${EXPECTED} printed:\n${EXPECTED_OUTPUT}\n"
                      "${ACTUAL} printed:\n${ACTUAL_OUTPUT}")
endif()
