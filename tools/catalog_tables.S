/* The catalogue's tables as text, for runs that extend them. */
        .section .rodata
        .balign 16
        .globl critc_catalog_tables_begin
        .globl critc_catalog_tables_end
critc_catalog_tables_begin:
        .incbin CRITC_CATALOG_TABLES
critc_catalog_tables_end:
        .byte 0
        .section .note.GNU-stack,"",@progbits
