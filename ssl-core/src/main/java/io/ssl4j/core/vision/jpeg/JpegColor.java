package io.ssl4j.core.vision.jpeg;

/** What the components of a JPEG file mean, by the rules of libjpeg, which Pillow and browsers follow. */
public enum JpegColor {
    /** One component. */
    GRAY,
    /** Luma and chroma (JFIF 1.02). */
    YCC,
    /** Red, green and blue as they are. */
    RGB,
    /** Four inks. */
    CMYK,
    /** Luma and chroma of cyan, magenta and yellow, and black as it is. */
    YCCK;

    private static final int ADOBE_YCCK = 2;

    /**
     * Returns the meaning. A JFIF segment says luma and chroma, whatever Adobe's segment says; without either, the
     * components named R, G and B are colours, and any others are luma and chroma.
     *
     * @param ids the components' identifiers in the frame header
     * @param jfif whether there is a JFIF segment
     * @param adobeTransform the last byte of Adobe's segment, or -1 without one
     */
    static JpegColor of(int[] ids, boolean jfif, int adobeTransform) {
        if (ids.length == 1) {
            return GRAY;
        }
        if (ids.length == 4) {
            return adobeTransform == ADOBE_YCCK ? YCCK : CMYK;
        }
        if (jfif) {
            return YCC;
        }
        boolean named = ids[0] == 'R' && ids[1] == 'G' && ids[2] == 'B';
        return adobeTransform == 0 || adobeTransform < 0 && named ? RGB : YCC;
    }
}
