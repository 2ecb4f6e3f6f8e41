package io.ssl4j.core.vision.image;

/**
 * The channels that image files are converted to. Folders mix gray, colour and transparent images; a mode makes them
 * uniform.
 */
public enum ColorMode {
    /** 3 channels: gray is repeated, transparent parts are blended with white. */
    RGB,
    /**
     * 1 channel: luma of colour (0.299 R + 0.587 G + 0.114 B, ITU-R BT.601), transparent parts are blended with white.
     */
    GRAY,
    /** As in the file: 1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha. */
    AS_STORED;

    /** The mode that gives images of this many channels: {@link #AS_STORED} for others than 1 and 3. */
    public static ColorMode of(int channels) {
        return channels == 1 ? GRAY : channels == 3 ? RGB : AS_STORED;
    }

    /** The number of channels of every image, or 0 if it depends on the file. */
    public int channels() {
        return this == RGB ? 3 : this == GRAY ? 1 : 0;
    }
}
