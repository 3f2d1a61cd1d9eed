package org.dialoguehub.broadcast;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import org.dialoguehub.connector.Blobs;
import org.dialoguehub.connector.ImageRules;
import org.dialoguehub.model.Attachment;

/**
 * Makes pictures fit a network: of less quality first, then of fewer pixels, never cut or stretched. The same picture and rules give the same bytes, so
 * that what a preview shows is what is sent. What is made anew has no place and no camera in it any more. Safe for use by many threads.
 */
final class Pictures {
    /** Decoded, such a picture takes 400 MB; those who pack more into a file mean no good. */
    private static final long MOST_PIXELS = 100_000_000;
    private static final long MOST_BYTES = 100L << 20;
    private static final float[] BETTER = {0.92f, 0.85f, 0.78f};
    private static final float LOWEST = 0.7f;
    private static final double SMALLER = 0.95;
    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";
    private static final int MOST_REMEMBERED = 200;
    private static final Map<String, String> NAMES = Map.of(JPEG, "jpg", PNG, "png");

    private final Blobs blobs;
    private final Map<Wanted, Fitted> remembered = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Wanted, Fitted> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    Pictures(Blobs blobs) {
        this.blobs = blobs;
    }

    private record Wanted(Attachment picture, ImageRules rules) {}

    /** A picture that fits, and how it is different from what it was; nothing if it is the same. */
    record Fitted(Attachment picture, Optional<Size> size, Optional<String> change) {
        static Fitted unchanged(Attachment picture, Optional<Size> size) {
            return new Fitted(picture, size, Optional.empty());
        }
    }

    /** In pixels, as people see it. */
    record Size(int width, int height) {
        long pixels() {
            return (long) width * height;
        }

        @Override
        public String toString() {
            return width + " × " + height;
        }
    }

    /** It is no picture that can be made to fit. */
    static final class UnfitException extends Exception {
        private static final long serialVersionUID = 1L;

        UnfitException(String message) {
            super(message);
        }
    }

    /** Whether a file is a picture by its type. */
    static boolean isPicture(Attachment file) {
        return file.mediaType().startsWith("image/");
    }

    /**
     * The picture as a network takes it. What was made before is remembered: many channels have the same rules, and it takes long.
     *
     * @throws UnfitException if it is broken, or too large to be decoded
     */
    Fitted fit(Attachment picture, ImageRules rules) throws UnfitException {
        var wanted = new Wanted(picture, rules);
        Fitted known = remembered.get(wanted);
        if (known != null) {
            return known;
        }
        Fitted made = made(picture, rules);
        remembered.put(wanted, made);
        return made;
    }

    private Fitted made(Attachment picture, ImageRules rules) throws UnfitException {
        if (picture.size() > MOST_BYTES) {
            throw new UnfitException("'" + picture.name() + "' has " + picture.size() + " bytes; make it smaller than " + MOST_BYTES);
        }
        byte[] bytes = bytes(picture);
        Optional<Size> size = size(bytes);
        boolean fits = rules.types().contains(picture.mediaType()) && picture.size() <= rules.mostBytes()
                && size.filter(known -> known.pixels() > rules.mostPixels()).isEmpty();
        if (fits) {
            return Fitted.unchanged(picture, size);
        }
        if (picture.mediaType().equals("image/gif")) {
            return Fitted.unchanged(picture, size); // it may move; what is made of it would not
        }
        if (size.isEmpty()) {
            throw new UnfitException(
                    "'" + picture.name() + "' cannot be read as a picture, and does not fit as it is; send it as JPEG or PNG");
        }
        return made(picture, bytes, size.get(), rules);
    }

    private Fitted made(Attachment picture, byte[] bytes, Size before, ImageRules rules) throws UnfitException {
        if (before.pixels() > MOST_PIXELS) {
            throw new UnfitException(
                    "'" + picture.name() + "' is " + before + " pixels large; at most " + MOST_PIXELS + " can be made smaller");
        }
        BufferedImage image = upright(decoded(picture, bytes), Orientation.of(bytes));
        boolean clear = image.getColorModel().hasAlpha() && rules.types().contains(PNG);
        String type = clear || !rules.types().contains(JPEG) ? PNG : JPEG;
        double scale = Math.min(1, Math.sqrt((double) rules.mostPixels() / ((double) image.getWidth() * image.getHeight())));
        for (BufferedImage scaled = scaled(image, scale, type.equals(PNG));; scaled = scaled(image, scale, type.equals(PNG))) {
            byte[] made = type.equals(PNG) ? written(scaled, "png", Optional.empty()) : jpeg(scaled, rules.mostBytes());
            if (made.length <= rules.mostBytes()) {
                return kept(picture, type, made, before, new Size(scaled.getWidth(), scaled.getHeight()));
            }
            if (scaled.getWidth() < 16 || scaled.getHeight() < 16) {
                throw new UnfitException("'" + picture.name() + "' does not become small enough; send another picture");
            }
            scale *= Math.min(SMALLER, Math.sqrt((double) rules.mostBytes() / made.length));
        }
    }

    private Fitted kept(Attachment picture, String type, byte[] bytes, Size before, Size after) throws UnfitException {
        try {
            Blobs.Stored stored = blobs.put(new ByteArrayInputStream(bytes));
            String name = type.equals(picture.mediaType())
                    ? picture.name()
                    : picture.name().replaceFirst("\\.[^.]*$", "") + "." + NAMES.getOrDefault(type, "jpg");
            var made = new Attachment(name, type, stored.size(), picture.description(), stored.id(), picture.inline());
            return new Fitted(made, Optional.of(after),
                    Optional.of(picture.name() + ": " + before + ", " + picture.size() / 1024 + " KiB → "
                            + after + ", " + Math.max(1, stored.size() / 1024) + " KiB"));
        } catch (IOException failed) {
            throw new UnfitException("'" + picture.name() + "' cannot be kept: " + failed.getMessage());
        }
    }

    private byte[] bytes(Attachment picture) throws UnfitException {
        try (InputStream content = blobs.open(picture.content())) {
            return content.readAllBytes();
        } catch (IOException missing) {
            throw new UnfitException("'" + picture.name() + "' cannot be read: " + missing.getMessage());
        }
    }

    /** As people see it; nothing if it is none of the formats that Java reads. Decodes nothing. */
    private static Optional<Size> size(byte[] bytes) {
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(input, true, true);
                int width = reader.getWidth(0);
                int height = reader.getHeight(0);
                return Optional.of(Orientation.of(bytes).swaps() ? new Size(height, width) : new Size(width, height));
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            return Optional.empty();
        }
    }

    private static BufferedImage decoded(Attachment picture, byte[] bytes) throws UnfitException {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
            if (image != null) {
                return image;
            }
        } catch (IOException | RuntimeException broken) {
            throw new UnfitException("'" + picture.name() + "' is broken: " + broken.getMessage());
        }
        throw new UnfitException("'" + picture.name() + "' cannot be read as a picture");
    }

    private static BufferedImage upright(BufferedImage image, Orientation orientation) {
        if (orientation == Orientation.UPRIGHT) {
            return image;
        }
        boolean swaps = orientation.swaps();
        int width = swaps ? image.getHeight() : image.getWidth();
        int height = swaps ? image.getWidth() : image.getHeight();
        return drawn(image, width, height, orientation.turning(image.getWidth(), image.getHeight()), image.getColorModel().hasAlpha());
    }

    /** By halves, so that no pixel is left out. */
    private static BufferedImage scaled(BufferedImage image, double scale, boolean clear) {
        BufferedImage step = image;
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        while (step.getWidth() > 2 * width && step.getHeight() > 2 * height) {
            step = resized(step, step.getWidth() / 2, step.getHeight() / 2, clear);
        }
        return resized(step, width, height, clear);
    }

    private static BufferedImage resized(BufferedImage image, int width, int height, boolean clear) {
        var fit = AffineTransform.getScaleInstance((double) width / image.getWidth(), (double) height / image.getHeight());
        return drawn(image, width, height, fit, clear && image.getColorModel().hasAlpha());
    }

    /** What shines through is white, where nothing may. */
    private static BufferedImage drawn(BufferedImage image, int width, int height, AffineTransform how, boolean clear) {
        var drawn = new BufferedImage(width, height, clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawn.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
            if (!clear) {
                graphics.setColor(Color.WHITE);
                graphics.fillRect(0, 0, width, height);
            }
            graphics.drawImage(image, how, null);
            return drawn;
        } finally {
            graphics.dispose();
        }
    }

    /** Of the best quality that fits; of the lowest if none does. */
    private static byte[] jpeg(BufferedImage image, long most) {
        byte[] lowest = written(image, "jpg", Optional.of(LOWEST));
        if (lowest.length > most) {
            return lowest;
        }
        for (float quality : BETTER) {
            byte[] made = written(image, "jpg", Optional.of(quality));
            if (made.length <= most) {
                return made;
            }
        }
        return lowest;
    }

    private static byte[] written(BufferedImage image, String format, Optional<Float> quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        var bytes = new ByteArrayOutputStream();
        try (var output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            ImageWriteParam how = writer.getDefaultWriteParam();
            if (quality.isPresent()) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(quality.get());
            }
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException impossible) {
            throw new IllegalStateException("Nothing fails in memory", impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
