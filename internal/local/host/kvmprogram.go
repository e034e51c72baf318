package host

import "bytes"

// kvmExit is the exit code of QEMU when kvmProgram has run: twice the value that
// it writes to the port, and one.
const kvmExit = 2*0x10 + 1

// kvmProgram is what a BIOS loads at 0x7c00. It does what boot loaders do and what
// a KVM that is itself emulated cannot: enters protected mode and returns from an
// interrupt there. Then it writes 0x10 to port 0xf4, which ends QEMU.
var kvmProgram = []byte{
	0xfa,       // cli
	0x31, 0xc0, // xor ax, ax
	0x8e, 0xd8, // mov ds, ax
	0x0f, 0x01, 0x16, 0x50, 0x7c, // lgdt [0x7c50]
	0x0f, 0x20, 0xc0, // mov eax, cr0
	0x0c, 0x01, // or al, 1
	0x0f, 0x22, 0xc0, // mov cr0, eax
	0xea, 0x17, 0x7c, 0x08, 0x00, // jmp 8:0x7c17, 32 bits from here
	0x66, 0xb8, 0x10, 0x00, // mov ax, 0x10
	0x8e, 0xd8, // mov ds, ax
	0x8e, 0xd0, // mov ss, ax
	0xbc, 0x00, 0x7c, 0x00, 0x00, // mov esp, 0x7c00
	0x9c,       // pushf
	0x6a, 0x08, // push 8
	0x68, 0x2d, 0x7c, 0x00, 0x00, // push 0x7c2d
	0xcf,                   // iret, to the next line
	0x66, 0xba, 0xf4, 0x00, // mov dx, 0xf4
	0xb0, 0x10, // mov al, 0x10
	0xee,    // out dx, al
	0xf4,    // hlt
	0, 0, 0, // padding up to 0x7c38
	0, 0, 0, 0, 0, 0, 0, 0, // descriptors: none,
	0xff, 0xff, 0, 0, 0, 0x9b, 0xcf, 0, // code,
	0xff, 0xff, 0, 0, 0, 0x93, 0xcf, 0, // data
	0x17, 0x00, 0x38, 0x7c, 0x00, 0x00, // 0x7c50: size and address of the descriptors
}

// bootDisk is a disk that starts a program. Its size is one that every BIOS takes.
func bootDisk(program []byte) []byte {
	const sector, size = 512, 1 << 20
	disk := append(bytes.Clone(program), make([]byte, size-len(program))...)
	copy(disk[sector-2:], []byte{0x55, 0xaa})
	return disk
}
