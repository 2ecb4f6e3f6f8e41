package io.ssl4j.cli.doctor;

import java.util.List;

/**
 * What one check saw.
 *
 * @param title one word or two
 * @param facts in the order in which they are shown
 * @param findings what is wrong; empty if nothing is
 */
record Section(String title, List<Fact> facts, List<Finding> findings) {

    /**
     * One line.
     *
     * @param name what it is about
     * @param text what is the case, and where it helps what that means
     */
    record Fact(String name, String text) {}

    Section {
        facts = List.copyOf(facts);
        findings = List.copyOf(findings);
    }
}
