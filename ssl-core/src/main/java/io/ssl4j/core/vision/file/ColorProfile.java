package io.ssl4j.core.vision.file;

import java.nio.charset.StandardCharsets;

/** The header of a colour profile (ICC.1): the kind of colours that it is for. */
final class ColorProfile {

    private static final int HEADER = 128;
    private static final int SPACE = 16;
    private static final int SIGNATURE = 36;

    private ColorProfile() {}

    /**
     * Returns whether a profile is for gray, if there is one component, or for red, green and blue, if there are three.
     */
    static boolean fits(byte[] profile, int components) {
        return profile.length > HEADER
                && text(profile, SIGNATURE).equals("acsp")
                && text(profile, SPACE).equals(components == 1 ? "GRAY" : "RGB ");
    }

    private static String text(byte[] profile, int at) {
        return new String(profile, at, 4, StandardCharsets.ISO_8859_1);
    }
}
