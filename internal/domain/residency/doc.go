// Package residency decides whether an information system may run in a data
// centre. Admission, placement, the hypervisor's agent and the continuous audit
// all ask it, so that the four never disagree.
//
// Rules in the order in which they are checked:
//
//	C-2.4       the segments G2G and G2C&B are separate (Concept, ch. 7)
//	C-3.4       resources are offered as they are commissioned (Concept, ch. 6)
//	KZ-PD-12    personal data is stored in Kazakhstan (Law 94-V of 21.05.2013, art. 12 p. 2)
//	KZ-PD-36    … in a registered server room or data centre (Law 418-V of 24.11.2015, art. 36 p. 8)
//	KZ-DC-JOIN  … whose accession requirements are answered (Concept, ch. 8)
//	KZ-PD-179   the order that repeats KZ-PD-36
//	KZ-PLT-82-7 the platform runs in Kazakhstan (Digital Code 255-VIII, art. 82 p. 7)
package residency
