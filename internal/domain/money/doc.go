// Package money holds amounts and prices in tenge exactly. Amounts are whole
// tiyn; prices are decimals of up to twelve places; they meet in one division
// that rounds once.
package money
