// Package residency says of every data centre what it may be used for, in its
// own conditions: Ready, that it carries load (C-3.4), and PersonalDataAllowed,
// with the rule that stands against it (KZ-PD-12, KZ-PD-36, KZ-DC-JOIN). The
// verdict on a single machine is the gate's.
package residency
