/* The catalogue image, byte for byte. */
        .section .rodata
        .balign 64
        .globl critc_catalog_image_begin
        .globl critc_catalog_image_end
critc_catalog_image_begin:
        .incbin CRITC_CATALOG_IMAGE
critc_catalog_image_end:
        .byte 0
        .section .note.GNU-stack,"",@progbits
