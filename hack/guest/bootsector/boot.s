# The smallest guest of ikp: 512 bytes that say they are ready on the first
# serial port, beat every five seconds and power off when asked to.
# It stands in for a machine wherever a test needs many of them.
	.code16
	.globl	_start

	.set	COM1, 0x3f8
	.set	COM1_LINE_STATUS, 0x3fd
	.set	TRANSMITTER_EMPTY, 0x20
	.set	BIOS_TICKS, 0x46c		# counts 18.2 times a second
	.set	TICKS_PER_BEAT, 91		# five seconds

	# SeaBIOS puts the ACPI power management block of pc and q35 here.
	.set	PM1_STATUS, 0x600
	.set	PM1_ENABLE, 0x602
	.set	PM1_CONTROL, 0x604
	.set	POWER_BUTTON, 0x100
	.set	SOFT_OFF, 0x2000

_start:
	cli
	xorw	%ax, %ax
	movw	%ax, %ds
	movw	%ax, %es
	movw	%ax, %ss
	movw	$0x7c00, %sp
	sti

	movw	$PM1_ENABLE, %dx		# QEMU latches the button only when enabled
	movw	$POWER_BUTTON, %ax
	outw	%ax, %dx

	movw	$ready, %si
	call	print

next_beat:
	movw	$TICKS_PER_BEAT, %cx
next_tick:
	hlt
	call	obey_power_button
	movw	BIOS_TICKS, %ax
	cmpw	%ax, last_tick
	je	next_tick
	movw	%ax, last_tick
	loop	next_tick

	incw	beats
	movw	$beat, %si
	call	print
	movw	beats, %ax
	call	print_number
	movw	$newline, %si
	call	print
	jmp	next_beat

obey_power_button:
	movw	$PM1_STATUS, %dx
	inw	%dx, %ax
	testw	$POWER_BUTTON, %ax
	jz	1f
	movw	$PM1_CONTROL, %dx
	movw	$SOFT_OFF, %ax
	outw	%ax, %dx
1:	ret

# print writes the zero-terminated text at SI.
print:
	lodsb
	testb	%al, %al
	jz	1f
	call	put
	jmp	print
1:	ret

# put writes the character in AL.
put:
	pushw	%ax
	movw	$COM1_LINE_STATUS, %dx
1:	inb	%dx, %al
	testb	$TRANSMITTER_EMPTY, %al
	jz	1b
	popw	%ax
	movw	$COM1, %dx
	outb	%al, %dx
	ret

# print_number writes AX in decimal: digits are pushed from the last one.
print_number:
	movw	$10, %bx
	xorw	%cx, %cx
1:	xorw	%dx, %dx
	divw	%bx
	pushw	%dx
	incw	%cx
	testw	%ax, %ax
	jnz	1b
2:	popw	%ax
	addb	$'0', %al
	call	put
	loop	2b
	ret

last_tick:	.word	0
beats:		.word	0
ready:		.asciz	"\r\nikp-guest: ready\r\n"
beat:		.asciz	"ikp-guest: beat "
newline:	.asciz	"\r\n"

	.org	510
	.word	0xaa55
