package io.ssl4j.core.recipe;

import java.util.ArrayList;
import java.util.List;

/** Cuts the text of a recipe: at signs that stand outside parentheses. */
final class StepSyntax {

    private StepSyntax() {}

    /**
     * Cuts a text at any of some signs outside parentheses, and strips the parts.
     *
     * @throws IllegalArgumentException if parentheses do not match
     */
    static List<String> split(String text, String signs) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            depth += sign == '(' ? 1 : sign == ')' ? -1 : 0;
            if (depth < 0 || depth > 1) {
                throw unmatched(text);
            }
            if (depth == 0 && signs.indexOf(sign) >= 0) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        if (depth != 0) {
            throw unmatched(text);
        }
        parts.add(text.substring(from).strip());
        return parts;
    }

    private static IllegalArgumentException unmatched(String text) {
        return new IllegalArgumentException(
                "parentheses must match, as in 'crop(0.2..1), flip(0.5)', got '" + text + "'");
    }

    /** Returns the name before the values: "blur" of "blur(0.5)". */
    static String name(String step) {
        int open = step.indexOf('(');
        return open < 0 ? step : step.substring(0, open).strip();
    }

    /** Returns the values between the parentheses, stripped; none if there are no parentheses. */
    static List<String> values(String step) {
        int open = step.indexOf('(');
        if (open < 0) {
            return List.of();
        }
        if (!step.endsWith(")")) {
            throw new IllegalArgumentException(
                    "operations must be joined by commas, as in 'crop(0.2..1), flip(0.5)', got '" + step + "'");
        }
        return list(step.substring(open + 1, step.length() - 1));
    }

    /** Returns values joined by commas or semicolons; none for a blank text. */
    static List<String> list(String values) {
        return values.isBlank() ? List.of() : split(values, ",;");
    }
}
