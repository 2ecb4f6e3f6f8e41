package io.ssl4j.core.vision.image;

/** How many channels an image file gives. Folders mix gray, colour and transparent images; one mode makes them alike. */
public enum ColorMode {
    /** 3 channels: gray is repeated, transparent parts are laid over white. */
    RGB,
    /** 1 channel: luma of colour (0.299 R + 0.587 G + 0.114 B, ITU-R BT.601), transparent parts are laid over white. */
    GRAY,
    /** As in the file: 1 gray, 2 gray and alpha, 3 RGB, 4 RGB and alpha. */
    AS_STORED;

    /** The channels of every image, or 0 where it depends on the file. */
    public int channels() {
        return this == RGB ? 3 : this == GRAY ? 1 : 0;
    }
}
