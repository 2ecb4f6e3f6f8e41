package io.ssl4j.core.vision.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import org.junit.jupiter.api.Test;

class ColorProfileTest {

    @Test
    void aProfileFitsComponentsOfItsColours() {
        byte[] rgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        byte[] gray = ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData();
        assertThat(ColorProfile.fits(rgb, 3)).isTrue();
        assertThat(ColorProfile.fits(rgb, 1)).isFalse();
        assertThat(ColorProfile.fits(gray, 1)).isTrue();
        assertThat(ColorProfile.fits(gray, 3)).isFalse();
        assertThat(ColorProfile.fits(new byte[300], 3)).isFalse();
        assertThat(ColorProfile.fits(new byte[3], 3)).isFalse();
    }
}
