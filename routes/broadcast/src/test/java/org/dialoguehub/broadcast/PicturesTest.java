package org.dialoguehub.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.dialoguehub.broadcast.Pictures.Fitted;
import org.dialoguehub.broadcast.Pictures.Size;
import org.dialoguehub.broadcast.Pictures.UnfitException;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ImageRules;
import org.dialoguehub.engine.MemoryStore;
import org.dialoguehub.model.Attachment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PicturesTest {
    private static final ImageRules SMALL = new ImageRules(Set.of("image/jpeg", "image/png"), 60_000, ImageRules.ANY_PIXELS);

    private final Blobs blobs = new MemoryStore().staging();
    private final Pictures pictures = new Pictures(blobs);

    private Attachment kept(String name, String type, byte[] bytes) throws IOException {
        Blobs.Stored stored = blobs.put(new ByteArrayInputStream(bytes));
        return new Attachment(name, type, stored.size(), Optional.of("The team"), stored.id(), false);
    }

    private static byte[] written(BufferedImage image, String format) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    /** Noise, which does not become small by itself, with a red corner at the top left. */
    private static BufferedImage noise(int width, int height, int type) {
        var image = new BufferedImage(width, height, type);
        var random = new Random(7);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean corner = x < width / 4 && y < height / 4;
                image.setRGB(x, y, corner ? Color.RED.getRGB() : random.nextInt() | 0xff00_0000);
            }
        }
        return image;
    }

    private BufferedImage read(Fitted fitted) throws IOException {
        try (InputStream bytes = blobs.open(fitted.picture().content())) {
            return Optional.ofNullable(ImageIO.read(bytes)).orElseThrow();
        }
    }

    private static boolean isRed(BufferedImage image, double right, double down) {
        var color = new Color(image.getRGB((int) (right * (image.getWidth() - 1)), (int) (down * (image.getHeight() - 1))));
        return color.getRed() > 180 && color.getGreen() < 90 && color.getBlue() < 90;
    }

    @Test
    void leavesAloneWhatFits() throws Exception {
        Attachment picture = kept("team.png", "image/png", written(noise(40, 30, BufferedImage.TYPE_INT_RGB), "png"));

        Fitted fitted = pictures.fit(picture, SMALL);

        assertThat(fitted.picture()).isEqualTo(picture);
        assertThat(fitted.size()).contains(new Size(40, 30));
        assertThat(fitted.change()).isEmpty();
    }

    @Test
    void makesItSmallerAndKeepsItsShape() throws Exception {
        Attachment picture = kept("team.jpg", "image/jpeg", written(noise(1200, 600, BufferedImage.TYPE_INT_RGB), "jpg"));

        Fitted fitted = pictures.fit(picture, SMALL);
        Fitted again = pictures.fit(picture, SMALL);

        assertThat(fitted.picture().size()).isBetween(10_000L, 60_000L);
        assertThat(fitted.picture().description()).contains("The team");
        BufferedImage small = read(fitted);
        assertThat((double) small.getWidth() / small.getHeight()).isBetween(1.97, 2.03);
        assertThat(isRed(small, 0.1, 0.1)).isTrue();
        assertThat(fitted.change().orElseThrow()).startsWith("team.jpg: 1200 × 600, ");
        assertThat(again).as("the same bytes").isEqualTo(fitted);
    }

    @Test
    void lowersTheQualityBeforeItTakesPixelsAway() throws Exception {
        var rules = new ImageRules(Set.of("image/jpeg"), 150_000, ImageRules.ANY_PIXELS);
        Attachment picture = kept("team.png", "image/png", written(noise(400, 400, BufferedImage.TYPE_INT_RGB), "png"));

        Fitted fitted = pictures.fit(picture, rules);

        assertThat(fitted.size()).contains(new Size(400, 400));
        assertThat(fitted.picture().mediaType()).isEqualTo("image/jpeg");
        assertThat(fitted.picture().name()).isEqualTo("team.jpg");
    }

    @Test
    void keepsWhatShinesThroughWhereTheNetworkCan() throws Exception {
        var clear = new BufferedImage(600, 600, BufferedImage.TYPE_INT_ARGB);
        clear.setRGB(300, 300, Color.RED.getRGB());
        Attachment picture = kept("logo.png", "image/png", written(clear, "png"));

        Fitted png = pictures.fit(picture, new ImageRules(Set.of("image/png"), 1 << 20, 10_000));
        Fitted jpeg = pictures.fit(picture, new ImageRules(Set.of("image/jpeg"), 1 << 20, 10_000));

        assertThat(read(png).getRGB(2, 2) >>> 24).isZero();
        assertThat(new Color(read(jpeg).getRGB(2, 2)).getBlue()).as("white").isGreaterThan(240);
        assertThat(png.size()).contains(new Size(100, 100));
    }

    /** The red corner is at the top left once the picture is upright, however the camera was held. */
    @ParameterizedTest @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsItUpright(int orientation) throws Exception {
        BufferedImage upright = noise(80, 40, BufferedImage.TYPE_INT_RGB);
        boolean swaps = orientation > 4;
        var stored = new BufferedImage(swaps ? 40 : 80, swaps ? 80 : 40, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 80; x++) {
                int[] at = switch (orientation) {
                    case 2 -> new int[]{79 - x, y};
                    case 3 -> new int[]{79 - x, 39 - y};
                    case 4 -> new int[]{x, 39 - y};
                    case 5 -> new int[]{y, x};
                    case 6 -> new int[]{y, 79 - x};
                    case 7 -> new int[]{39 - y, 79 - x};
                    case 8 -> new int[]{39 - y, x};
                    default -> new int[]{x, y};
                };
                stored.setRGB(at[0], at[1], upright.getRGB(x, y));
            }
        }
        byte[] plain = written(stored, "jpg");
        byte[] exif = HexFormat.of()
                .parseHex("ffe1001e457869660000" + "49492a0008000000" + "0100" + "12010300010000000%d000000".formatted(orientation));
        byte[] noted = new byte[plain.length + exif.length];
        System.arraycopy(plain, 0, noted, 0, 2);
        System.arraycopy(exif, 0, noted, 2, exif.length);
        System.arraycopy(plain, 2, noted, 2 + exif.length, plain.length - 2);

        Fitted fitted =
                pictures.fit(kept("held.jpg", "image/jpeg", noted), new ImageRules(Set.of("image/png"), 1 << 20, ImageRules.ANY_PIXELS));

        assertThat(fitted.size()).contains(new Size(80, 40));
        assertThat(isRed(read(fitted), 0.1, 0.1)).isTrue();
        assertThat(isRed(read(fitted), 0.9, 0.9)).isFalse();
    }

    @Test
    void refusesWhatIsBrokenOrABomb() throws Exception {
        byte[] whole = written(noise(300, 300, BufferedImage.TYPE_INT_RGB), "png");
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        byte[] bomb = whole.clone();
        System.arraycopy(HexFormat.of().parseHex("0000ffff0000ffff"), 0, bomb, 16, 8);
        var rules = new ImageRules(Set.of("image/jpeg"), 1 << 20, ImageRules.ANY_PIXELS);

        assertThatThrownBy(() -> pictures.fit(kept("half.png", "image/png", half), rules)).isInstanceOf(UnfitException.class)
                .hasMessageContaining("half.png");
        assertThatThrownBy(() -> pictures.fit(kept("bomb.png", "image/png", bomb), rules)).isInstanceOf(UnfitException.class)
                .hasMessageContaining("65535 × 65535");
        assertThatThrownBy(() -> pictures.fit(kept("text.webp", "image/webp", new byte[]{1, 2, 3}), rules))
                .isInstanceOf(UnfitException.class)
                .hasMessageContaining("send it as JPEG or PNG");
        var random = new Random(5);
        for (int round = 0; round < 200; round++) {
            byte[] odd = whole.clone();
            for (int hit = 0; hit < 5; hit++) {
                odd[random.nextInt(200)] = (byte) random.nextInt();
            }
            try {
                assertThat(pictures.fit(kept("odd.png", "image/png", odd), rules).picture().size()).isLessThanOrEqualTo(1 << 20);
            } catch (UnfitException told) {
                assertThat(told).hasMessageContaining("odd.png");
            }
        }
    }
}
