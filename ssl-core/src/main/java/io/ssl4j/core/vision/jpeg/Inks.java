package io.ssl4j.core.vision.jpeg;

/**
 * Four inks as red, green and blue, without a colour profile: each colour is what its ink and black leave of the light.
 * Files hold what is left, 255 for no ink, as Adobe's programs write it.
 */
public final class Inks {

    private static final int FULL = 255;

    private Inks() {}

    /**
     * Converts pixels.
     *
     * @param color CMYK or YCCK
     * @param inks four samples per pixel, as in the file
     * @return three samples per pixel
     */
    public static byte[] toRgb(JpegColor color, byte[] inks) {
        int pixels = inks.length / 4;
        byte[] rgb = new byte[3 * pixels];
        for (int p = 0; p < pixels; p++) {
            int black = inks[4 * p + 3] & 0xFF;
            for (int c = 0; c < 3; c++) {
                int left = color == JpegColor.YCCK ? FULL - colour(inks, 4 * p, c) : inks[4 * p + c] & 0xFF;
                rgb[3 * p + c] = (byte) (black - share(FULL - left, black));
            }
        }
        return rgb;
    }

    /** {@code a * b / 255}, rounded to nearest. */
    private static int share(int a, int b) {
        int product = a * b + 128;
        return (product >> 8) + product >> 8;
    }

    private static int colour(byte[] ycc, int at, int channel) {
        double luma = ycc[at] & 0xFF;
        double blue = (ycc[at + 1] & 0xFF) - 128;
        double red = (ycc[at + 2] & 0xFF) - 128;
        double value =
                switch (channel) {
                    case 0 -> luma + 1.402 * red;
                    case 1 -> luma - 0.34414 * blue - 0.71414 * red;
                    default -> luma + 1.772 * blue;
                };
        return (int) Math.max(0, Math.min(FULL, Math.round(value)));
    }
}
