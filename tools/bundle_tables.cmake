# cmake -DTABLES=a;b -DROOT=dir -DOUTPUT=file -P bundle_tables.cmake: one text of all tables, each behind
# a line "#%file NAME".
set(bundle "")
foreach(table IN LISTS TABLES)
  file(READ ${table} text)
  file(RELATIVE_PATH name ${ROOT} ${table})
  string(APPEND bundle "#%file ${name}\n${text}")
  if(NOT bundle MATCHES "\n$")
    string(APPEND bundle "\n")
  endif()
endforeach()
file(WRITE ${OUTPUT} "${bundle}")
