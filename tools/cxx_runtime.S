/* critc_runtime.h, for --print-runtime. */
        .section .rodata
        .globl critc_cxx_runtime_begin
        .globl critc_cxx_runtime_end
critc_cxx_runtime_begin:
        .incbin CRITC_RUNTIME_HEADER
critc_cxx_runtime_end:
        .byte 0
        .section .note.GNU-stack,"",@progbits
