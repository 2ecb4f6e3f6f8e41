/**
 * {@code ssl4j doctor}: whether training can run here, how fast, and what to fix. {@link
 * io.ssl4j.cli.doctor.DoctorCommand} is the command; each {@code ...Check} looks at one thing and gives a {@code
 * Section} of facts, with findings where something is wrong.
 */
package io.ssl4j.cli.doctor;
