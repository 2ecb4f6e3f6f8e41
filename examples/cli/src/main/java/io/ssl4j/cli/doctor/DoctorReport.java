package io.ssl4j.cli.doctor;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The report for people: sections of facts, then the findings, each with what to do, in lines of at most 100 columns.
 */
final class DoctorReport {

    static final int COLUMNS = 100;

    private static final int NAME_COLUMNS = 20;
    private static final String INDENT = "  ";

    private final PrintWriter out;
    private final List<Finding> findings = new ArrayList<>();

    DoctorReport(PrintWriter out) {
        this.out = out;
    }

    /** Writes a section, and keeps its findings for the end. */
    void add(Section section) {
        out.println(section.title());
        for (Section.Fact fact : section.facts()) {
            String name = INDENT + fact.name();
            wrapped(name + " ".repeat(Math.max(1, NAME_COLUMNS - name.length())), fact.text());
        }
        findings.addAll(section.findings());
    }

    /**
     * Writes the findings, errors first.
     *
     * @return whether training is possible
     */
    boolean finish() {
        out.println();
        if (findings.isEmpty()) {
            out.println("Nothing is wrong.");
            return true;
        }
        List<Finding> errors = findings.stream().filter(Finding::isError).toList();
        List<Finding> warnings = findings.stream().filter(f -> !f.isError()).toList();
        out.println(errors.isEmpty() ? "Training works; some things could be better." : "Training cannot work here.");
        errors.forEach(this::write);
        warnings.forEach(this::write);
        return errors.isEmpty();
    }

    private void write(Finding finding) {
        out.println();
        wrapped(finding.isError() ? "ERROR    " : "WARNING  ", finding.problem());
        wrapped("  to do  ", finding.remedy());
    }

    /** A text behind a label, its further lines below its first one; a word that is longer than a line is cut. */
    private void wrapped(String label, String text) {
        int room = COLUMNS - label.length();
        String words = text.replaceAll("(\\S{" + room + "})(?=\\S)", "$1 ");
        StringBuilder line = new StringBuilder(label);
        boolean empty = true;
        for (String word : words.split(" ")) {
            if (!empty && line.length() + 1 + word.length() > COLUMNS) {
                out.println(line);
                line.setLength(0);
                line.append(" ".repeat(label.length()));
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        out.println(line);
    }
}
