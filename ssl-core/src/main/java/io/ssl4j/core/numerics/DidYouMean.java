package io.ssl4j.core.numerics;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known name that a mistyped one was meant to be: the one with the fewest changed, missing, additional or
 * swapped neighbouring letters (the optimal string alignment distance), if these are few for its length.
 */
public final class DidYouMean {

    /** A beginning of a name with so many letters counts as the name. */
    private static final int PREFIX = 3;

    private DidYouMean() {}

    /**
     * Returns the known name that is nearest to the given one, regardless of case; empty if none is near. A name of
     * several parts is near its last part ("simclr.temperature" to "temperature") and to its beginning ("barlow-twins"
     * to "barlow").
     */
    public static Optional<String> nearest(String given, Collection<String> known) {
        String typed = given.toLowerCase(Locale.ROOT);
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String name : known) {
            int distance = distance(typed, name.toLowerCase(Locale.ROOT));
            if (distance < least) {
                best = name;
                least = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Returns "; did you mean 'simclr'?" for the end of a message, or nothing if no name is near. */
    public static String question(String given, Collection<String> known) {
        return nearest(given, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("");
    }

    /**
     * Ends a message about an unknown name: "; did you mean 'simclr'? The methods are [...]", or only "; the methods
     * are [...]" if no name is near.
     *
     * @param rest the known names as a sentence, in lower case: "the methods are [...]"
     */
    public static String then(String given, Collection<String> known, String rest) {
        String question = question(given, known);
        return question.isEmpty()
                ? "; " + rest
                : question + " " + rest.substring(0, 1).toUpperCase(Locale.ROOT) + rest.substring(1);
    }

    private static int distance(String typed, String name) {
        if (typed.length() >= PREFIX && (name.startsWith(typed) || name.endsWith("." + typed))) {
            return 1;
        }
        int distance = alignment(typed, name);
        return distance <= Math.max(1, Math.min(typed.length(), name.length()) / 3) && distance < name.length()
                ? distance
                : Integer.MAX_VALUE;
    }

    private static int alignment(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + same, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
