package trace

// sizes are what the letters of the trace mean.
var sizes = map[string]struct{ vcpu, memoryMiB int64 }{
	"a": {1, 768},
	"b": {1, 1792},
	"c": {1, 2048},
	"d": {16, 114688},
	"e": {2, 14336},
	"f": {2, 16384},
	"g": {2, 3584},
	"h": {2, 4096},
	"i": {4, 28672},
	"j": {4, 32768},
	"k": {4, 7168},
	"l": {4, 8192},
	"m": {8, 14336},
	"n": {8, 16384},
	"o": {8, 57344},
	"p": {8, 65536},
}
