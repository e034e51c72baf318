// Package gantt draws schedules: as text for a terminal and as SVG for documents.
// Both show the same rows, bars and marks, and the same chart is the same bytes.
package gantt
