// Package document renders what an agency gets on paper or as a workbook: headings,
// paragraphs, tables and drawings as PDF and XLSX, in every letter of Russian and
// Kazakh. The same document is the same bytes.
package document
